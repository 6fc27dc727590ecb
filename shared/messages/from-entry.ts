import { splitKey } from '../points/account'
import type { Entry } from '../points/entry'
import { type TierTerms, tierOf } from '../tiers/terms'
import { addDays } from '../time/day'
import type { ReceivedWhy } from './kinds'
import type { Message, Told } from './message'

/** An order that was paid longer ago than this many days comes from a book that was imported: nobody waits to hear of it. */
const OLD_ORDER_DAYS = 2

/**
 * What a change of the points tells its member. What happens before the member's eyes (joining, checking in, exchanging, completing
 * the profile) needs no message; neither do points that wait for a person to look at them, until they are approved.
 */
export function messagesFromEntry(entry: Entry, tiers: TierTerms | undefined): readonly Told[] {
  const message = messageOf(entry, tiers)
  return message === undefined ? [] : [{ cause: `entry.${entry.number}`, message }]
}

function messageOf(entry: Entry, tiers: TierTerms | undefined): Message | undefined {
  switch (entry.type) {
    case 'earn':
    case 'approve':
      return received(entry)
    case 'adjust':
      return typeof entry.facts?.['text'] === 'string' ? { kind: 'points_adjusted', points: entry.points, text: entry.facts['text'] } : received(entry)
    case 'refund':
      return entry.facts?.['why'] === 'expired' && entry.points > 0 ? { kind: 'points_returned', points: entry.points, zh: String(entry.facts['title'] ?? ''), en: String(entry.facts['titleEn'] ?? '') } : undefined
    case 'tier':
      return tierChanged(entry, tiers)
    case 'exchange':
    case 'make_up':
    case 'settle':
    case 'expire':
    case 'reverse':
    case 'hold':
    case 'release':
    case 'cash_off':
    case 'merge_out':
    case 'merge_in':
      return undefined
  }
}

function received(entry: Entry): Message | undefined {
  const why = whyOf(entry)
  const points = arrivedIn(entry)
  if (why === undefined || points < 1 || (entry.review ?? []).length > 0) return undefined
  const paidOn = entry.marks?.purchase
  if (why === 'order' && paidOn !== undefined && paidOn < addDays(entry.day, -OLD_ORDER_DAYS)) return undefined
  const lots = entry.moves.filter((move) => move.points > 0).map(({ place, lot }) => (place === 'pending' ? { usableFrom: splitKey(lot).first, expiresOn: splitKey(lot).expiresOn } : { usableFrom: undefined, expiresOn: lot }))
  const usableFrom = lots.every((lot) => lot.usableFrom !== undefined) ? lots.map((lot) => lot.usableFrom).sort()[0] : undefined
  const expiresOn = lots.map((lot) => lot.expiresOn).filter((day) => /^\d/.test(day)).sort()[0]
  return { kind: 'points_received', why, points, ...(usableFrom === undefined ? {} : { usableFrom }), ...(expiresOn === undefined ? {} : { expiresOn }) }
}

/** What an approval frees was counted before; every other entry brings what it adds. */
const arrivedIn = (entry: Entry): number =>
  entry.type === 'approve' ? entry.moves.filter(({ place, points }) => points > 0 && place !== 'held').reduce((sum, { points }) => sum + points, 0) : entry.points

function whyOf({ type, source, paidBy }: Entry): ReceivedWhy | undefined {
  if (type === 'approve') return 'approved'
  switch (source.kind) {
    case 'order':
    case 'share':
    case 'referral':
    case 'tier':
      return source.kind
    case 'staff':
      return 'grant'
    case 'event':
      return byRule[paidBy?.rule ?? ''] ?? 'event'
    case 'member':
    case 'check_in':
      return byRule[paidBy?.rule ?? '']
    case 'review':
    case 'voucher':
    case 'lot':
    case 'hold':
      return undefined
  }
}

const byRule: Readonly<Partial<Record<string, ReceivedWhy>>> = { birthday: 'birthday', anniversary: 'anniversary', review: 'review', manual_grant: 'grant' }

/** A tier that is held again says nothing new. */
function tierChanged({ facts, tier }: Entry, tiers: TierTerms | undefined): Message | undefined {
  const to = tiers?.levels.findIndex(({ id }) => id === (facts?.['to'] ?? tier?.id)) ?? -1
  const from = Math.max(0, tiers?.levels.findIndex(({ id }) => id === facts?.['from']) ?? 0)
  const name = to < 0 ? undefined : tierOf(tiers, tiers?.levels[to]?.id)?.name
  return name === undefined || to === from ? undefined : { kind: 'tier_changed', way: to > from ? 'up' : 'down', ...name }
}
