import { Button, Drawer, Form } from 'antd'
import { useState } from 'react'
import * as z from 'zod'
import { ProgrammeTerms } from '../../../shared/earning/programme'
import type { Deed } from '../asking'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { type JsonObject, Schema } from './schema'
import { SchemaForm } from './schema-form'

const General0 = ProgrammeTerms.omit({ rules: true, tiers: true, timeZone: true })
const schema = Schema.parse(z.toJSONSchema(General0, { io: 'input', unrepresentable: 'any' }))

/** What holds for the whole programme beside its rules and tiers. */
export function General({ terms, save, close }: { readonly terms: ProgrammeTerms; readonly save: Deed<ProgrammeTerms>; readonly close: () => void }) {
  const text = useText()
  const { rules, tiers, ...rest } = terms
  const [value, change] = useState<JsonObject>(() => JSON.parse(JSON.stringify(rest)))
  const [shows, show] = useState(false)
  const read = ProgrammeTerms.safeParse({ ...value, rules, ...(tiers === undefined ? {} : { tiers }) })
  const issues = new Map((read.error?.issues ?? []).map(({ path }) => [path.join('.'), text.campaigns.problems.wrong]))
  const go = async () => {
    if (!read.success) return show(true)
    if (await save.run(read.data)) close()
  }
  return (
    <Drawer open size={560} title={text.rules.general} onClose={close} extra={<Button id="save-general" type="primary" loading={save.isBusy} onClick={() => void go()}>{text.rules.saveDraft}</Button>}>
      <Form layout="vertical" requiredMark={false} component={false}>
        {shows && issues.size > 0 && <p className="bad" role="alert">{text.campaigns.problemsHere(issues.size)}</p>}
        <Failure of={save.failure} />
        <SchemaForm schema={schema} value={value} change={change} path="" problem={(path) => (shows ? issues.get(path) : undefined)} skip={['timeZone', 'noticeVersion']} />
      </Form>
    </Drawer>
  )
}
