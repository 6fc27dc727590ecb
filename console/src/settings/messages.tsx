import { PlusOutlined } from '@ant-design/icons'
import { Button, Form } from 'antd'
import { useState } from 'react'
import { type Template, Templates } from '../../../shared/messages/templates'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { Panel } from '../parts/page'
import { editedOf, type PanelProps, useEdit } from './edit'
import { draftOf, type TemplateDraft, templateOf } from './template-draft'
import { TemplateEditor } from './template-editor'
import { Stale } from './stale'

const TEMPLATES_MAX = 10

/** Which template of WeChat each kind of message goes by. */
export function Messages({ settings, mayEdit }: PanelProps) {
  const text = useText()
  const [drafts, change] = useState<readonly TemplateDraft[]>(() => settings.templates.items.map(draftOf))
  const { deed, isStale, follow } = useEdit(settings)
  const read = Templates.safeParse(drafts.map(templateOf))
  const edited = { ...editedOf(settings), templates: read.data ?? [] }
  const put = (place: number, draft: TemplateDraft | undefined) => change(drafts.flatMap((one, i) => (i !== place ? [one] : draft === undefined ? [] : [draft])))
  const show = (templates: readonly Template[]) => change(templates.map(draftOf))
  const back = async () => {
    if (await deed.run({ edited: { ...editedOf(settings), templates: null } })) show([])
  }
  return (
    <>
      <Panel title={text.settings.templates} aside={<span className="faint">{text.settings.templatesFrom[settings.templates.from]}</span>}><p className="soft">{text.settings.templatesAbout}</p></Panel>
      <Form layout="vertical" requiredMark={false}>
        {drafts.map((draft, place) => <TemplateEditor key={draft.key} number={place + 1} draft={draft} mayEdit={mayEdit} change={(next) => put(place, next)} remove={() => put(place, undefined)} />)}
        {!read.success && <p className="bad" role="alert">{text.settings.templatesWrong}</p>}
        {!isStale && <Failure of={deed.failure} />}
        {mayEdit && (
          <div className="row">
            <Button icon={<PlusOutlined />} id="add-template" disabled={drafts.length >= TEMPLATES_MAX} onClick={() => change([...drafts, draftOf(undefined)])}>{text.settings.addTemplate}</Button>
            <Button id="save-templates" type="primary" loading={deed.isBusy} disabled={!read.success} onClick={() => void deed.run({ edited })}>{text.common.save}</Button>
            {settings.templates.from === 'settings' && <Button type="text" onClick={() => void back()}>{text.settings.backToDeployment}</Button>}
          </div>
        )}
      </Form>
      {isStale && <Stale mine={edited} close={deed.clear} keepMine={(now) => void deed.run({ edited: { ...edited, name: now.name }, over: now.revision })} takeTheirs={(now) => (show(now.templates.items), follow(now))} />}
    </>
  )
}
