import { App, Button, Form } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '../../../shared/api/endpoint'
import { approvalsApi } from '../../../shared/earning/approvals.api'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { useText } from '../language'
import { Answer, Failure } from '../parts/answer'
import { Field, Money, WholeNumber } from '../parts/field'
import { Panel } from '../parts/page'
import { useMe } from '../shell/me'

type View = ReplyOf<typeof approvalsApi.limits>

/** What one person may do alone; above it a second person approves. */
export function LimitsPanel() {
  const text = useText()
  const asked = useAsk(approvalsApi.limits, {})
  return (
    <Panel title={text.settings.limits}>
      <p className="soft">{text.settings.limitsAbout}</p>
      <Answer of={asked} rows={4}>{(limits) => <Edit key={limits.revision} limits={limits} />}</Answer>
    </Panel>
  )
}

/** Made anew when somebody else has saved: then what is theirs stands in the fields, with a sentence that says so. */
function Edit({ limits }: { readonly limits: View }) {
  const text = useText()
  const me = useMe()
  const forget = useForget()
  const { message } = App.useApp()
  const [wanted, want] = useState(limits)
  const deed = useDeed<View>(async (next) => {
    await api.setLimits(next).finally(() => forget(approvalsApi.limits))
    void message.success(text.settings.limitsSaved)
  })
  const isSame = JSON.stringify(wanted) === JSON.stringify(limits)
  const isReader = !me.may('setLimits')
  const set = (name: keyof View) => (value: number | undefined) => want({ ...wanted, [name]: value ?? null })
  const shown = (name: keyof View) => ({ id: `limit-${name}`, value: wanted[name] ?? undefined, change: set(name), placeholder: text.settings.limitNone, label: text.settings.limitNames[name] })
  return (
    <Form layout="vertical" requiredMark={false} disabled={isReader} onFinish={() => void deed.run(wanted)}>
      <div className="grid-2">
        <Field id="limit-adjustPoints" label={text.settings.limitNames.adjustPoints}><WholeNumber {...shown('adjustPoints')} max={1_000_000} unit={text.common.pointsUnit} /></Field>
        <Field id="limit-grantPoints" label={text.settings.limitNames.grantPoints}><WholeNumber {...shown('grantPoints')} max={1_000_000} unit={text.common.pointsUnit} /></Field>
        <Field id="limit-campaignPoints" label={text.settings.limitNames.campaignPoints}><WholeNumber {...shown('campaignPoints')} unit={text.common.pointsUnit} /></Field>
        <Field id="limit-campaignFen" label={text.settings.limitNames.campaignFen}><Money {...shown('campaignFen')} max={100_000_000_000} /></Field>
      </div>
      <Failure of={deed.failure} />
      {!isReader && <Button id="save-limits" htmlType="submit" loading={deed.isBusy} disabled={isSame}>{text.common.save}</Button>}
    </Form>
  )
}
