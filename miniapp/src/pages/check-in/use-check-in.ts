import { useEffect, useRef } from 'react'
import type { ReplyOf } from '../../../../shared/api/endpoint'
import type { OperationId } from '../../../../shared/api/ids'
import { Refusal } from '../../../../shared/api/refusal'
import { earningApi } from '../../../../shared/earning/earning.api'
import { ask } from '../../api'
import { now } from '../../clock'
import { businessDayOf, showNumber } from '../../dates'
import { useDeed } from '../../deed'
import { sentenceFor } from '../../failures'
import { useObservable } from '../../observable'
import { outbox, sendOrKeep, type Sent } from '../../outbox'
import { memberSignedIn } from '../../session'
import { type Text, useText } from '../../text'
import { toast } from '../../toast'

export type CheckedIn = ReplyOf<typeof earningApi.checkIn>

export interface CheckIn {
  /** Checks in for the day the page shows. */
  run(day: string): void
  readonly isRunning: boolean
  /** It was done without a network and waits on this phone. */
  readonly isKept: boolean
}

/**
 * One tap to check in, from whichever page shows the day.
 * @param onDone shows the reply
 * @param onStale what the page shows is no longer so: ask again
 */
export function useCheckIn(today: string | undefined, onDone: (reply: CheckedIn) => void, onStale: () => void): CheckIn {
  const { text } = useText()
  const words = text.earn.checkIn
  const isKept = useObservable(outbox).some((kept) => kept.call === 'checkIn' && kept.input['day'] === today && kept.refusal === undefined)
  useOnceSent(isKept, onStale)

  const tapped = useRef('')
  const deed = useDeed(
    'operation',
    send,
    (failure) => {
      const code = failure instanceof Refusal ? failure.code : undefined
      const isOldPage = code === 'check_in_day_passed' || (code === 'already_checked_in' && tapped.current !== businessDayOf(now()))
      if (isOldPage || code === 'already_checked_in') onStale()
      toast(isOldPage ? words.refreshed : sentenceFor(failure))
    },
  )

  const run = (day: string) => {
    tapped.current = day
    void deed.run(day).then((sent) => {
      if (sent?.type === 'kept') toast(text.app.outbox.kept)
      if (sent?.type !== 'answered') return
      onDone(sent.reply)
      if (bonusIn(sent.reply) === 0) toast([words.success(showNumber(earnedIn(sent.reply))), ...leftToday(sent.reply, text)].join(' · '))
    })
  }
  return { run, isRunning: deed.isRunning, isKept }
}

/** What else there is to earn today, where there is anything. */
export const leftToday = (reply: CheckedIn, { earn }: Text): readonly string[] => (reply.leftToday > 0 ? [earn.home.leftToday(showNumber(reply.leftToday))] : [])

/** What this check-in itself paid; entries that merely fell due beside it do not count. */
export function earnedIn(reply: CheckedIn): number {
  return mine(reply).reduce((sum, { points }) => sum + points, 0)
}

/** The part of it that was paid for days in a row. */
export function bonusIn(reply: CheckedIn): number {
  return mine(reply).reduce((sum, { facts }) => sum + Number(facts['bonus'] ?? 0), 0)
}

const mine = (reply: CheckedIn) => reply.entries.filter(({ type, source }) => type === 'earn' && source.kind === 'check_in')

/** Kept for later only where we know whose it is. */
async function send(day: string, id: OperationId): Promise<Sent<CheckedIn>> {
  const memberId = memberSignedIn()
  if (memberId === undefined) return { type: 'answered', reply: await ask(earningApi.checkIn, { id, day }) }
  return sendOrKeep('checkIn', earningApi.checkIn, { id, day }, memberId)
}

/** Tells when what was kept has been sent. */
function useOnceSent(isKept: boolean, onSent: () => void): void {
  const wasKept = useRef(isKept)
  useEffect(() => {
    if (wasKept.current && !isKept) onSent()
    wasKept.current = isKept
  })
}
