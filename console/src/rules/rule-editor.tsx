import { Button, Drawer, Form, Input } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '../../../shared/api/endpoint'
import { programmeApi } from '../../../shared/earning/programme.api'
import { ProgrammeRule, sentenceOf } from '../../../shared/earning/rules/list'
import { useAsk } from '../asking'
import { pointsWords } from '../format'
import { useSaid, useText } from '../language'
import { Failure } from '../parts/answer'
import { Field } from '../parts/field'
import { useUnsaved } from '../parts/unsaved'
import { isObject, type JsonObject, Schema } from './schema'
import { SchemaForm } from './schema-form'

interface EditorProps {
  readonly kind: string
  readonly id: string
  readonly value: JsonObject
  readonly isNew: boolean
  readonly about: ReplyOf<typeof programmeApi.ruleKinds>['items'][number] | undefined
  readonly taken: readonly string[]
  readonly isBusy: boolean
  readonly failure: unknown
  readonly save: (rule: ProgrammeRule) => Promise<void>
  readonly close: () => void
}

/** One rule: a form from its schema, the sentence members will read while it is written, and worked examples. */
export function RuleEditor({ kind, id: firstId, value: first, isNew, about, taken, isBusy, failure, save, close }: EditorProps) {
  const text = useText()
  const said = useSaid()
  const common = useAsk(programmeApi.ruleKinds, {}).data?.common
  const [id, name] = useState(firstId)
  const [value, change] = useState(first)
  const [shows, show] = useState(false)
  const read = ProgrammeRule.safeParse({ ...value, id, kind })
  const issues = new Map((read.error?.issues ?? []).map(({ path }) => [path.join('.'), text.campaigns.problems.wrong]))
  const isTaken = isNew && taken.includes(id)
  const problem = (path: string) => (shows ? issues.get(path) : undefined)
  const go = () => (read.success && !isTaken ? void save(read.data) : show(true))
  const terms = value['terms']
  useUnsaved(value !== first || id !== firstId)
  return (
    <Drawer open size={560} title={about === undefined ? kind : said(about.title)} onClose={close} extra={<Button id="save-rule" type="primary" loading={isBusy} onClick={go}>{text.rules.saveDraft}</Button>}>
      <Form layout="vertical" requiredMark={false} component={false}>
        <div className="read-back schema-say" aria-live="polite">{read.success ? said(sentenceOf(read.data, pointsWords())) : <span className="soft">{text.rules.unfinished}</span>}</div>
        {shows && (!read.success || isTaken) && <p className="bad" role="alert">{isTaken ? text.rules.idTaken : text.campaigns.problemsHere(issues.size)}</p>}
        <Failure of={failure} />
        {isNew && <Field id="rule-id" label={text.rules.id} hint={text.rules.idHint} problem={problem('id')}><Input id="rule-id" value={id} maxLength={40} onChange={({ target }) => name(target.value.toLowerCase())} /></Field>}
        {about !== undefined && <SchemaForm schema={Schema.parse(about.terms)} value={isObject(terms) ? terms : {}} change={(next) => change({ ...value, terms: next })} path="terms" problem={problem} skip={[]} />}
        <h3 className="sub">{text.rules.common}</h3>
        {common !== undefined && <SchemaForm schema={Schema.parse(common)} value={value} change={change} path="" problem={problem} skip={['id', 'kind', 'terms']} />}
        {about !== undefined && about.examples.length > 0 && (
          <>
            <h3 className="sub">{text.rules.examples}</h3>
            <ul className="list">{about.examples.slice(0, 4).map((one) => <li key={JSON.stringify([one.terms, one.event])} className="row spread"><span className="soft">{said(one.sentence)}<br /><code className="faint">{eventWords(one.event)}</code></span><b className="number">+{one.points}</b></li>)}</ul>
          </>
        )}
      </Form>
    </Drawer>
  )
}

/** An event of an example, as short as it can be told. */
const eventWords = ({ type: _type, ...event }: Readonly<Record<string, unknown>>): string => Object.entries(event).filter(([, value]) => typeof value !== 'object' && value !== false).map(([name, value]) => `${name} ${String(value)}`).join(', ')
