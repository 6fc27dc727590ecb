import { PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { programmeApi } from '../../../shared/earning/programme.api'
import { type ProgrammeRule, sentenceOf, titleOf } from '../../../shared/earning/rules/list'
import { useAsk } from '../asking'
import { pointsWords } from '../format'
import { useSaid, useText } from '../language'
import { Failure } from '../parts/answer'
import { Confirm } from '../parts/confirm'
import { Panel } from '../parts/page'
import { Differences } from './differences'
import type { Working } from './draft'
import { General } from './general'
import { useNarrowing } from './narrowing'
import { Publish } from './publish'
import { blankOf, type JsonObject, Schema } from './schema'
import { RuleEditor } from './rule-editor'

interface Editing {
  readonly kind: string
  readonly id: string
  readonly value: JsonObject
  readonly isNew: boolean
}

/** The draft: its rules to be changed, what it changes in words, what is wrong with it, and its publication. */
export function Drafted({ working, mayEdit, mayPublish }: { readonly working: Working; readonly mayEdit: boolean; readonly mayPublish: boolean }) {
  const text = useText()
  const said = useSaid()
  const narrowing = useNarrowing()
  const kinds = useAsk(programmeApi.ruleKinds, {}).data?.items ?? []
  const [editing, edit] = useState<Editing>()
  const [gone, remove] = useState<ProgrammeRule>()
  const [isGeneral, openGeneral] = useState(false)
  const { draft, terms, save } = working
  const add = (kind: string) => edit({ kind, id: freeId(kind, terms.rules), isNew: true, value: { pendingDays: 0, terms: blankOf(Schema.parse(kinds.find((one) => one.kind === kind)?.terms ?? {})) } })
  const rules = (
    <ul className="list rule-list">
      {terms.rules.map((rule) => (
        <li key={rule.id} className="row spread">
          <div className="grow"><h3>{said(titleOf(rule.kind))} <code className="faint">{rule.id}</code></h3><span>{said(sentenceOf(rule, pointsWords()))}</span><div className="faint">{narrowing(rule)}</div></div>
          {mayEdit && <span><Button size="small" type="text" onClick={() => edit({ kind: rule.kind, id: rule.id, isNew: false, value: JSON.parse(JSON.stringify(rule)) })}>{text.rules.edit}</Button><Button size="small" type="text" danger onClick={() => remove(rule)}>{text.campaigns.remove}</Button></span>}
        </li>
      ))}
    </ul>
  )
  return (
    <div>
      {draft !== undefined && draft.differences.length > 0 && (
        <Panel title={text.rules.changes(draft.differences.length)} aside={mayPublish && <Publish working={working} draft={draft} />}>
          <Differences of={draft.differences} before={working.published.sentences} after={draft.sentences} />
          {draft.problems.map(({ path, sentence }) => <Alert key={path} type="error" showIcon title={said(sentence)} style={{ marginTop: 8 }} />)}
        </Panel>
      )}
      <Panel title={text.rules.draft} aside={mayEdit && <span className="row"><Button id="general" onClick={() => openGeneral(true)}>{text.rules.general}</Button><Dropdown trigger={['click']} menu={{ items: kinds.map(({ kind, title }) => ({ key: kind, label: said(title), onClick: () => add(kind) })) }}><Button id="add-rule" icon={<PlusOutlined />}>{text.rules.add}</Button></Dropdown></span>}>
        {(draft === undefined || draft.differences.length === 0) && <p className="soft" style={{ marginTop: 0 }}>{text.rules.noChanges}</p>}
        <Failure of={save.failure} />
        {rules}
      </Panel>
      {editing !== undefined && <RuleEditor key={editing.id} {...editing} about={kinds.find((one) => one.kind === editing.kind)} isBusy={save.isBusy} failure={save.failure} close={() => (save.clear(), edit(undefined))} taken={terms.rules.map(({ id }) => id)} save={async (rule) => { if (await save.run({ ...terms, rules: editing.isNew ? [...terms.rules, rule] : terms.rules.map((one) => (one.id === editing.id ? rule : one)) })) edit(undefined) }} />}
      {isGeneral && <General terms={terms} save={save} close={() => (save.clear(), openGeneral(false))} />}
      {gone !== undefined && <Confirm title={text.rules.removeSure(said(titleOf(gone.kind)))} what={text.rules.removeWill} yes={text.campaigns.remove} isDanger close={() => remove(undefined)} deed={{ ...save, run: () => save.run({ ...terms, rules: terms.rules.filter(({ id }) => id !== gone.id) }) }} />}
    </div>
  )
}

/** An id after the kind that no rule has. */
function freeId(kind: string, rules: readonly ProgrammeRule[]): string {
  const base = kind.replaceAll('_', '-')
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!rules.some((rule) => rule.id === id)) return id
  }
}
