import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import * as z from 'zod'
import { ProgrammeTerms } from '../../../shared/earning/programme'
import { TierTerms } from '../../../shared/tiers/terms'
import { useText } from '../language'
import { Failure, Nothing } from '../parts/answer'
import { Page, Panel } from '../parts/page'
import { useMe } from '../shell/me'
import { useWorking, type Working } from './draft'
import { Levels } from './levels'
import { isList, isObject, Json, type JsonObject, Schema } from './schema'
import { SchemaForm } from './schema-form'

const schema = Schema.parse(z.toJSONSchema(TierTerms, { io: 'input', unrepresentable: 'any' }))
const first: JsonObject = { measure: { type: 'money', fenPerGrowth: 100 }, window: { type: 'rolling', months: 12 }, levels: [{ id: 'plain', name: { zh: '普卡', en: 'Classic' }, min: 0 }, { id: 'silver', name: { zh: '银卡', en: 'Silver' }, min: 500, earnPercent: 120 }] }

/** The tiers: what each asks and brings, as a table to compare, and how growth is counted. */
export default function Tiers() {
  const text = useText()
  const { working, failure, again } = useWorking()
  if (working === undefined) return <Page title={text.shell.menu.tiers}>{failure === null ? null : <Failure of={failure} again={again} />}</Page>
  return <Editor key={working.draft?.revision ?? 0} working={working} />
}

function Editor({ working: { terms, save, draft, published } }: { readonly working: Working }) {
  const text = useText()
  const me = useMe()
  const [value, change] = useState<JsonObject | undefined>(() => (terms.tiers === undefined ? undefined : asJson(terms.tiers)))
  const [shows, show] = useState(false)
  const read = ProgrammeTerms.safeParse({ ...terms, tiers: value })
  const issues = new Map((read.error?.issues ?? []).map(({ path }) => [path.slice(1).join('.'), text.campaigns.problems.wrong]))
  const problem = (path: string) => (shows ? issues.get(path) : undefined)
  const isChanged = JSON.stringify(read.data?.tiers ?? null) !== JSON.stringify(terms.tiers ?? null)
  const waits = draft !== undefined && JSON.stringify(draft.terms.tiers ?? null) !== JSON.stringify(published.programme.tiers ?? null)
  const mayEdit = me.may('draftProgramme')
  const levels = value?.['levels']
  const go = () => (read.success ? void save.run(read.data) : show(true))
  return (
    <Page title={text.shell.menu.tiers} about={text.rules.tiersAbout} actions={mayEdit && value !== undefined && <Button id="save-tiers" type="primary" disabled={!isChanged && read.success} loading={save.isBusy} onClick={go}>{text.rules.saveDraft}</Button>}>
      {waits && <Alert type="info" showIcon title={text.rules.tiersWait} action={<Link to="/rules">{text.rules.toPublish}</Link>} style={{ marginBottom: 16 }} />}
      <Failure of={save.failure} />
      {shows && issues.size > 0 && <p className="bad" role="alert">{issues.has('levels') ? text.rules.levelsRise : text.campaigns.problemsHere(issues.size)}</p>}
      {value === undefined ? (
        <Panel><Nothing say={text.rules.noTiers}>{mayEdit && <Button type="primary" onClick={() => change(first)}>{text.rules.beginTiers}</Button>}</Nothing></Panel>
      ) : (
        <Form layout="vertical" requiredMark={false} component={false}>
          <fieldset className="plain" disabled={!mayEdit}>
            <Panel title={text.rules.levels} className="panel-table"><Levels of={isList(levels) ? levels.filter(isObject) : []} change={(next) => change({ ...value, levels: next })} problem={problem} /></Panel>
            <Panel title={text.rules.counting}><div className="schema-columns"><SchemaForm schema={schema} value={value} change={change} path="" problem={problem} skip={['levels']} /></div></Panel>
          </fieldset>
        </Form>
      )}
    </Page>
  )
}

function asJson(terms: TierTerms): JsonObject {
  const json = Json.parse(JSON.parse(JSON.stringify(terms)))
  return isObject(json) ? json : {}
}
