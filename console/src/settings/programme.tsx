import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { PointsWords } from '../../../shared/api/points-words'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { Field } from '../parts/field'
import { Panel } from '../parts/page'
import { editedOf, type PanelProps, useEdit } from './edit'
import { LimitsPanel } from './limits'
import { Stale, wordsIn } from './stale'
import { WordsFields } from './words'

const NAME_MAX = 40

/** The programme itself: its name can change; what cannot says why. */
export function ProgrammePanel({ settings, mayEdit }: PanelProps) {
  const text = useText()
  const [name, call] = useState(settings.name)
  const [pointsWords, word] = useState(settings.pointsWords)
  const { deed, isStale, follow } = useEdit(settings)
  const edited = { ...editedOf(settings), name: name.trim(), pointsWords }
  const isSame = edited.name === settings.name && wordsIn(pointsWords) === wordsIn(settings.pointsWords)
  return (
    <>
      <Panel title={text.settings.tabs.programme}>
        <Form layout="vertical" requiredMark={false} onFinish={() => void deed.run({ edited })}>
          <Field id="programme-name" label={text.settings.name} hint={text.settings.nameHint}><Input id="programme-name" value={name} maxLength={NAME_MAX} disabled={!mayEdit} onChange={({ target }) => call(target.value)} /></Field>
          <WordsFields words={pointsWords} mayEdit={mayEdit} change={word} />
          {!isStale && <Failure of={deed.failure} />}
          {mayEdit && <Button id="save-programme" type="primary" htmlType="submit" loading={deed.isBusy} disabled={edited.name === '' || isSame || !PointsWords.safeParse(pointsWords).success}>{text.common.save}</Button>}
        </Form>
      </Panel>
      <Fixed title={text.settings.timeZone} value={settings.timeZone} why={text.settings.timeZoneWhy} />
      <Panel title={text.settings.debt}>
        <ul className="rules">{text.settings.debtWhat.map((line) => <li key={line}>{line}</li>)}</ul>
        <p className="faint">{text.settings.debtWhy}</p>
      </Panel>
      <LimitsPanel />
      {isStale && <Stale mine={edited} close={deed.clear} keepMine={(now) => void deed.run({ edited, over: now.revision })} takeTheirs={(now) => (call(now.name), word(now.pointsWords), follow(now))} />}
    </>
  )
}

/** Something that is as it is, and why. */
function Fixed({ title, value, why }: { readonly title: string; readonly value: string; readonly why: string }) {
  return <Panel title={title} aside={<b>{value}</b>}><p className="soft">{why}</p></Panel>
}
