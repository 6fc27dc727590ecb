import { pendingKey, REVIEW_DAY, splitKey, type Account, type ExpiresOn } from '../points/account'
import { type About, earn, type Moment, instant } from '../points/decide'
import type { Draft, Entry } from '../points/entry'
import type { BusinessDay } from '../time/day'

/** Points of an entry that still wait for a person, by when they expire. */
export interface Waiting {
  readonly points: number
  readonly expiresOn: ExpiresOn
}

/**
 * What of an entry still waits: what it earned, less what was taken back since for the same cause, as by a refund of its order.
 * @param later the entries behind it
 */
export function waitingOf(entry: Entry, later: readonly Entry[]): readonly Waiting[] {
  const left = new Map<ExpiresOn, number>()
  const taken = later.filter(({ type, source }) => type === 'reverse' && source.kind === entry.source.kind && source.id === entry.source.id)
  for (const { place, lot, points } of [entry, ...taken].flatMap(({ moves }) => moves)) {
    const { first, expiresOn } = splitKey(lot)
    if (place === 'pending' && first === REVIEW_DAY) left.set(expiresOn, (left.get(expiresOn) ?? 0) + points)
  }
  return [...left].filter(([, points]) => points > 0).map(([expiresOn, points]) => ({ expiresOn, points }))
}

/** The points of an account that wait for a person. */
export const inReview = (account: Account): number =>
  Object.entries(account.lots.pending).reduce((sum, [lot, points]) => (splitKey(lot).first === REVIEW_DAY ? sum + points : sum), 0)

type Why = Omit<About, 'type'>

/** Lets waiting points go: at once available, debt paid first, or pending until `usableFrom` when that is still to come. They expire when they always would have. */
export function releaseReview(account: Account, waiting: readonly Waiting[], usableFrom: BusinessDay, about: Why, moment: Moment): Draft {
  const arriving = earn(account, waiting.map((lot) => ({ ...lot, usableFrom })), { ...about, type: 'approve' }, moment)
  return { ...arriving, moves: [...outOf(waiting), ...arriving.moves] }
}

/** Takes exactly the waiting points back; nothing else of the account changes. */
export function reverseReview(waiting: readonly Waiting[], about: Why, moment: Moment): Draft {
  return { ...about, type: 'reverse', at: instant(moment.now), day: moment.today, moves: outOf(waiting), debt: 0 }
}

const outOf = (waiting: readonly Waiting[]) => waiting.map(({ points, expiresOn }) => ({ place: 'pending' as const, lot: pendingKey(REVIEW_DAY, expiresOn), points: -points }))
