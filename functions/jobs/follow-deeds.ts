import type { StaffId } from '../../shared/api/ids'
import { prefixes } from '../database/keys'
import type { Item } from '../database/read'
import { stored } from '../database/stored'
import type { StoredOrder } from '../earning/orders.repository'
import { chainDeeds } from '../stores/audit-chain'
import type { StoredDeed } from '../stores/audit.repository'
import { isVoid, voucherOf } from '../vouchers/voucher.items'
import type { Tools } from './jobs'

/** What a deed at the counter wrote tells the audit trail who did it: a redeemed voucher, a purchase recorded by hand. Told twice, it is there once. */
export async function followCounter({ audit }: Tools, item: Item | undefined): Promise<void> {
  const deedsOf = item?.['deedsOf']
  if (item === undefined || typeof deedsOf !== 'string') return
  const day = deedsOf.slice(deedsOf.lastIndexOf('#') + 1)
  const told = item['redeemed'] === undefined ? purchaseOf(item) : redemptionOf(item)
  if (told !== undefined) await audit.told({ day, ...told.deed, outcome: 'done', endedAt: told.deed.at }, told.natural)
}

type Told = { readonly natural: string; readonly deed: Omit<StoredDeed, 'name' | 'day'> }

function redemptionOf(item: Item): Told | undefined {
  if (isVoid(item)) return undefined
  const { id, redeemed, memberId } = voucherOf(item)
  if (redeemed === undefined) return undefined
  const { at, staffId, operationId, storeId } = redeemed
  return { natural: id, deed: { at, staffId, call: 'redeem', target: id, input: JSON.stringify({ id: operationId, storeId, memberId }) } }
}

function purchaseOf(item: Item): Told | undefined {
  const { recordedBy, paid, orderNo } = stored<StoredOrder>(item)
  if (recordedBy === undefined || paid === undefined) return undefined
  const { at, staffId } = recordedBy
  const { storeId, memberId, amountFen } = paid
  return { natural: orderNo, deed: { at, staffId, call: 'recordPurchase', target: orderNo, input: JSON.stringify({ id: orderNo, storeId, memberId, amountFen }) } }
}

/** Deeds of one day that have ended, to be chained together. */
export interface Ended {
  readonly day: string
  readonly deeds: { readonly name: string; readonly sequence: string; readonly staffId: StaffId; readonly at: string }[]
}

/** Notes a deed that has ended and has no place in the chain yet. */
export function noteDeed(ended: Map<string, Ended>, item: Item | undefined, sequence: string): void {
  if (item === undefined || !String(item['sk']).startsWith(prefixes.deed)) return
  const { day, name, outcome, link, staffId, at } = stored<StoredDeed>(item)
  if (outcome === undefined || link !== undefined) return
  const of = ended.get(day) ?? { day, deeds: [] }
  of.deeds.push({ name, sequence, staffId, at })
  ended.set(day, of)
}

/** Chains them, and notes when their staff were last seen. Where the chain stands is told to the log, which nobody can change afterwards. */
export async function chainEnded({ database, audit, staff, log }: Tools, { day, deeds }: Ended): Promise<void> {
  const chain = await chainDeeds(database, audit, day, [...new Set(deeds.map(({ name }) => name))])
  if (chain !== undefined) log.info('audit chain', { day, number: chain.number, hash: chain.hash })
  const seen = new Map([...deeds].sort((a, b) => a.at.localeCompare(b.at)).map(({ staffId, at }) => [staffId, at]))
  await Promise.all([...seen].map(([staffId, at]) => staff.seen(staffId, at)))
}
