import { useState } from 'react'
import type * as z from 'zod'
import { earningApi } from '../../../../shared/earning/earning.api'
import type { Store } from '../../../../shared/stores/stores.api'
import { useDeed } from '../../deed'
import { sentenceFor } from '../../failures'
import { sendOrKeep } from '../../outbox'
import { memberSignedIn } from '../../session'
import { useLate } from '../late'
import { leaveStore } from '../place'
import type { ScannedMember } from '../scanned-member'
import { isPlainNo } from '../../refusals'

export type Recorded = z.output<typeof earningApi.recordPurchase.reply>

/** Where the recording of a purchase stands. */
export type Recording =
  | { readonly type: 'typing'; readonly isUnsure: boolean }
  | { readonly type: 'recorded'; readonly reply: Recorded | undefined; readonly amountFen: number }
  | { readonly type: 'waiting'; readonly operationId: string; readonly amountFen: number }
  | { readonly type: 'refused'; readonly sentence: string; readonly mayGoOn: boolean }

/** Records a purchase once per confirmation; without network it waits in the outbox and is not done. */
export function useRecording(place: Store | undefined, member: ScannedMember | undefined) {
  const [recording, show] = useState<Recording>({ type: 'typing', isUnsure: false })
  const deed = useDeed(
    'operation',
    async (input: { ticket: string; storeId: Store['id']; amountFen: number }, id) => ({
      id,
      sent: await sendOrKeep('recordPurchase', earningApi.recordPurchase, { id, ...input }, memberSignedIn() ?? ''),
    }),
    (failure) => show(refusedBy(failure) ?? { type: 'typing', isUnsure: true }),
  )
  useLate(recording.type === 'waiting' ? recording.operationId : undefined, (late) => {
    if (late.type === 'refused') show({ type: 'refused', sentence: late.sentence, mayGoOn: true })
    else if (recording.type === 'waiting') show({ type: 'recorded', reply: undefined, amountFen: recording.amountFen })
  })
  const record = async (amountFen: number) => {
    if (place === undefined || member === undefined) return
    const answer = await deed.run({ ticket: member.ticket, storeId: place.id, amountFen })
    if (answer?.sent.type === 'kept') show({ type: 'waiting', operationId: answer.id, amountFen })
    if (answer?.sent.type === 'answered') show({ type: 'recorded', reply: answer.sent.reply, amountFen })
  }
  return { recording, record, isRunning: deed.isRunning }
}

function refusedBy(failure: unknown): Recording | undefined {
  if (!isPlainNo(failure)) return undefined
  const mayGoOn = failure.code !== 'staff_removed'
  if (!mayGoOn) leaveStore()
  return { type: 'refused', sentence: sentenceFor(failure), mayGoOn }
}
