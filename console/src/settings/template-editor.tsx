import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { messageKinds } from '../../../shared/messages/kinds'
import { slots } from '../../../shared/messages/templates'
import { useText } from '../language'
import { Field } from '../parts/field'
import { Panel } from '../parts/page'
import { newKey, type TemplateDraft } from './template-draft'
import { TemplatePreview } from './template-preview'

interface EditorProps {
  readonly number: number
  readonly draft: TemplateDraft
  readonly mayEdit: boolean
  readonly change: (next: TemplateDraft) => void
  readonly remove: () => void
}

/** One template: its id, for which messages it is, what fills its fields, and how that looks on a phone. */
export function TemplateEditor({ number, draft, mayEdit, change, remove }: EditorProps) {
  const text = useText()
  const at = `template-${number}`
  return (
    <Panel title={text.settings.template(number)} aside={mayEdit && <Button type="text" danger size="small" icon={<DeleteOutlined />} onClick={remove}>{text.settings.removeTemplate}</Button>}>
      <div className="grid-side">
        <div>
          <Field id={`${at}-id`} label={text.settings.templateId}><Input id={`${at}-id`} value={draft.id} maxLength={64} disabled={!mayEdit} onChange={({ target }) => change({ ...draft, id: target.value })} /></Field>
          <Field id={`${at}-kinds`} label={text.settings.kindsOf}>
            <Select mode="multiple" id={`${at}-kinds`} value={[...draft.kinds]} disabled={!mayEdit} onChange={(kinds) => change({ ...draft, kinds })} options={messageKinds.map((value) => ({ value, label: text.settings.kinds[value] }))} />
          </Field>
          <Fields {...{ number, draft, mayEdit, change }} />
        </div>
        <TemplatePreview draft={draft} />
      </div>
    </Panel>
  )
}

function Fields({ number, draft, mayEdit, change }: Omit<EditorProps, 'remove'>) {
  const text = useText()
  const set = (fields: TemplateDraft['fields']) => change({ ...draft, fields })
  return (
    <fieldset className="plain">
      <legend>{text.settings.fieldsOf}</legend>
      {draft.fields.map((field, place) => (
        <div key={field.key} className="row template-field">
          <Input aria-label={`${text.settings.template(number)} ${text.settings.fieldName}`} placeholder={text.settings.fieldName} value={field.name} maxLength={30} disabled={!mayEdit} onChange={({ target }) => set(draft.fields.map((one, i) => (i === place ? { ...one, name: target.value } : one)))} style={{ width: 190 }} />
          <Select aria-label={`${text.settings.template(number)} ${text.settings.fieldFill}`} value={field.slot} disabled={!mayEdit} onChange={(slot) => set(draft.fields.map((one, i) => (i === place ? { ...one, slot } : one)))} options={slots.map((value) => ({ value, label: text.settings.slots[value] }))} style={{ width: 110 }} />
          {mayEdit && draft.fields.length > 1 && <Button type="text" icon={<DeleteOutlined />} aria-label={text.settings.removeField} onClick={() => set(draft.fields.filter((_, i) => i !== place))} />}
        </div>
      ))}
      {mayEdit && <Button size="small" icon={<PlusOutlined />} onClick={() => set([...draft.fields, { key: newKey(), name: '', slot: 'note' }])}>{text.settings.addField}</Button>}
    </fieldset>
  )
}
