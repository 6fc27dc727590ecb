import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type CampaignId, MemberId } from '../../../shared/api/ids'
import type { Simulation, TriedEvent } from '../../../shared/earning/trials.api'
import { api } from '../api'
import { useDeed } from '../asking'
import { now } from '../clock'
import { instantOf, wallClock } from '../format'
import { useText } from '../language'
import { MemberPick } from '../members/pick'
import { Failure, Nothing } from '../parts/answer'
import { useAddress } from '../parts/address'
import { Field } from '../parts/field'
import { Panel } from '../parts/page'
import { eventOf, TryEvent } from './try-event'
import { Outcome } from './outcome'

interface TrialProps {
  /** Campaigns taken as launched. */
  readonly drafts?: readonly CampaignId[]
  /** The campaign that is asked about. */
  readonly focus?: CampaignId
  /** Not before then can it be live. */
  readonly startsAt?: string
  readonly programme?: 'published' | 'draft'
}

/** Tries an event of a member at a moment by the function that pays. Nothing is written. */
export function Trial({ drafts = [], focus, startsAt, programme = 'published' }: TrialProps) {
  const text = useText()
  const { get, set } = useAddress()
  const memberId = MemberId.safeParse(get('member')).data
  const [event, choose] = useState<TriedEvent>(eventOf('order_paid'))
  const [at, turn] = useState(() => wallClock(new Date(Math.max(now(), startsAt === undefined ? 0 : Date.parse(startsAt))).toISOString()))
  const [result, show] = useState<Simulation>()
  const deed = useDeed<undefined>(async () => {
    if (memberId === undefined) return
    const instant = instantOf(at)
    show(await api.simulate({ memberId, event, drafts: [...drafts], programme: { type: programme }, ...(instant === undefined || Date.parse(instant) < now() ? {} : { at: instant }) }))
  })
  return (
    <div className="grid-side trial">
      <div>{result === undefined ? <Panel><Nothing say={text.trials.nothingYet} /></Panel> : <Outcome of={result} focus={focus} />}</div>
      <Panel title={text.trials.title} className="sticky">
        <Form layout="vertical" requiredMark={false} onFinish={() => void deed.run(undefined)}>
          <MemberPick id="try-member" value={memberId} picked={(id) => set({ member: id }, { replace: true })} />
          <TryEvent value={event} change={choose} />
          <Field id="try-at" label={text.trials.at} hint={text.campaigns.zoneHint}><Input id="try-at" type="datetime-local" value={at} onChange={({ target }) => turn(target.value)} /></Field>
          <Failure of={deed.failure} />
          <Button id="try" type="primary" htmlType="submit" block loading={deed.isBusy} disabled={memberId === undefined}>{text.trials.go}</Button>
        </Form>
      </Panel>
    </div>
  )
}
