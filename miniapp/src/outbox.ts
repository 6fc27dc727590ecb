import * as z from 'zod'
import type { Endpoint } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { earningApi } from '../../shared/earning/earning.api'
import { vouchersApi } from '../../shared/vouchers/vouchers.api'
import { ask } from './api'
import { now } from './clock'
import { sentenceFor } from './failures'
import { whenBackOnline } from './network'
import { observable } from './observable'
import { readStored, store } from './storage'
import { Unreachable } from './transport'
import { isPlainNo } from './refusals'

/** Writes that are safe to send late: each carries its own id, so the server does it once however often it arrives. */
const lateCallNames = ['checkIn', 'redeem', 'recordPurchase'] as const
export type LateCall = (typeof lateCallNames)[number]

const lateCalls: Readonly<Record<LateCall, Endpoint>> = {
  checkIn: earningApi.checkIn,
  redeem: vouchersApi.redeem,
  recordPurchase: earningApi.recordPurchase,
}

const keptMax = 50
const storedAs = 'outbox'

const Kept = z.object({
  call: z.enum(lateCallNames),
  input: z.record(z.string(), z.unknown()),
  /** Who did it: nobody else's session may send it. */
  memberId: z.string(),
  madeAt: z.number(),
  /** Why it came to nothing, once the server has said so. */
  refusal: z.string().optional(),
})
export type Kept = z.infer<typeof Kept>

/** What is not yet sent, and what was refused later and not yet read. */
export const outbox = observable<readonly Kept[]>([])

export type Sent<Reply> = { readonly type: 'answered'; readonly reply: Reply } | { readonly type: 'kept' }

/** Sends a write, or keeps it for later when no answer comes. A refusal is thrown. */
export async function sendOrKeep<Input extends z.ZodObject, Reply extends z.ZodType>(
  name: LateCall,
  call: Endpoint<Input, Reply>,
  input: z.input<Input>,
  memberId: string,
): Promise<Sent<z.output<Reply>>> {
  try {
    return { type: 'answered', reply: await ask(call, input) }
  } catch (failure) {
    if (!(failure instanceof Unreachable) || outbox.get().length >= keptMax) throw failure
    keep([...outbox.get(), { call: name, input: { ...input }, memberId, madeAt: now() }])
    return { type: 'kept' }
  }
}

/** Called once at launch: takes up what an earlier run left, and sends whenever the network returns. */
export function startOutbox(currentMember: () => string | undefined): void {
  outbox.set(readStored(storedAs, z.array(Kept)) ?? [])
  const flush = () => void sendKept(currentMember())
  whenBackOnline(flush)
  flush()
}

export function dismiss(kept: Kept): void {
  keep(outbox.get().filter((other) => other !== kept))
}

let sending: Promise<void> | undefined

/** Sends what waits, oldest first; stops where no answer comes. */
export function sendKept(memberId: string | undefined): Promise<void> {
  sending ??= sendAll(memberId).finally(() => {
    sending = undefined
  })
  return sending
}

async function sendAll(memberId: string | undefined): Promise<void> {
  for (const kept of outbox.get()) {
    if (kept.refusal !== undefined || kept.memberId !== memberId) continue
    try {
      await ask(lateCalls[kept.call], kept.input)
      dismiss(kept)
    } catch (failure) {
      if (failure instanceof Unreachable || (failure instanceof Refusal && !isPlainNo(failure))) return
      keep(outbox.get().map((other) => (other === kept ? { ...kept, refusal: sentenceFor(failure) } : other)))
    }
  }
}

function keep(all: readonly Kept[]): void {
  outbox.set(all)
  store(storedAs, all)
}
