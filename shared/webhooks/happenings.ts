import type { Campaign } from '../campaigns/campaign'
import type { Entry } from '../points/entry'
import type { Voucher } from '../vouchers/voucher'
import { type DeliveryKind, entryKinds, TEST_KIND, type WebhookKind } from './kinds'

/** Something that webhooks are told of. The same happening has the same id, however often it is looked at. */
export interface Happening<Kind extends DeliveryKind = DeliveryKind> {
  /** Sorts by time; letters, digits, `_` and `-` only. */
  readonly id: string
  readonly kind: Kind
  /** RFC 3339 UTC. */
  readonly at: string
  /** Ids and numbers; nothing that tells who a member is. */
  readonly data: object
}

const INSTANT_DIGITS = 13

function happening<Kind extends DeliveryKind>(kind: Kind, at: string, cause: string, data: object): Happening<Kind> {
  return { id: `${String(Date.parse(at)).padStart(INSTANT_DIGITS, '0')}_${cause}`, kind, at, data }
}

/** What a new entry tells. A tier that is held again is no change. */
export function entryHappening(memberId: string, entry: Entry): Happening<WebhookKind> | undefined {
  const { number, type, at, day, source, points, available, debt, parts } = entry
  const [from, to] = [entry.facts?.['from'] ?? null, entry.facts?.['to'] ?? entry.tier?.id ?? null]
  if (type === 'tier' && from === to) return undefined
  const tier = type === 'tier' ? { tier: { from, to } } : {}
  return happening(entryKinds[type], at, `entry_${memberId}_${number}`, { memberId, entry: { number, type, at, day, source, points, available, debt, ...(parts === undefined ? {} : { parts }) }, ...tier })
}

/** What a voucher tells when its state is another than before. */
export function voucherHappening(before: Pick<Voucher, 'state'> | undefined, voucher: Voucher): Happening<WebhookKind> | undefined {
  const { id, memberId, state, rewardId, pricePoints, exchangedAt, expiresAt, endedAt, redeemed } = voucher
  if (before?.state === state) return undefined
  const kind = ({ issued: 'voucher.exchanged', redeemed: 'voucher.redeemed', cancelled: 'voucher.cancelled', expired: 'voucher.expired' } as const)[state]
  const at = state === 'issued' ? exchangedAt : state === 'redeemed' ? redeemed?.at : endedAt
  const where = redeemed === undefined ? {} : { storeId: redeemed.storeId }
  return happening(kind, at ?? exchangedAt, `voucher_${id}_${state}`, { memberId, voucher: { id, state, rewardId, pricePoints, exchangedAt, expiresAt, ...where } })
}

export const joinedHappening = (memberId: string, joinedAt: string): Happening<WebhookKind> => happening('member.joined', joinedAt, `member_${memberId}_joined`, { memberId })

export const erasedHappening = (memberId: string, at: string): Happening<WebhookKind> => happening('member.erased', at, `member_${memberId}_erased`, { memberId })

type Told = Pick<Campaign, 'id' | 'state' | 'revision' | 'name' | 'startsAt' | 'endsAt' | 'endedAt'>

/** What people have decided about a campaign; that time starts or ends one is told to nobody. */
export function campaignHappening(before: Pick<Campaign, 'state' | 'endedAt'> | undefined, { id, state, revision, name, startsAt, endsAt, endedAt }: Told, at: string): Happening<WebhookKind> | undefined {
  const kind = campaignKind(before, { state, endedAt })
  return kind && happening(kind, at, `campaign_${id}_${revision}`, { campaign: { id, revision, name, startsAt, endsAt } })
}

function campaignKind(before: Pick<Campaign, 'state' | 'endedAt'> | undefined, { state, endedAt }: Pick<Campaign, 'state' | 'endedAt'>): WebhookKind | undefined {
  const hasEnded = state === 'ended' || state === 'cancelled' || endedAt !== undefined
  const hadEnded = before?.state === 'ended' || before?.state === 'cancelled' || before?.endedAt !== undefined
  if (hasEnded) return hadEnded || before?.state === 'draft' || before === undefined ? undefined : 'campaign.ended'
  if (state === before?.state || state === 'draft') return undefined
  if (state === 'paused') return 'campaign.paused'
  return before?.state === 'paused' ? 'campaign.resumed' : 'campaign.launched'
}

/** The owner's own try, by the id of the operation. */
export const testHappening = (operationId: string, at: string): Happening => happening(TEST_KIND, at, `test_${operationId}`, { hello: 'Dianjin 点金' })

/** What is sent of a happening: the form that Standard Webhooks recommends. */
export const payloadOf = ({ kind, at, data }: Happening): string => JSON.stringify({ type: kind, timestamp: at, data })
