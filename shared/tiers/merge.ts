import { Refusal } from '../api/refusal'
import { type Account, REVIEW_DAY, splitKey, type TierHeld } from '../points/account'
import { type About, instant, type Moment, takeSoonestExpiring } from '../points/decide'
import type { Draft, Move, TallyMove } from '../points/entry'
import { rankOf } from './changes'
import { draftOfChange } from './drafts'
import type { TierTerms } from './terms'

/** So many members can be merged into one; each still has things of its own that have to be looked for. */
export const MERGED_MAX = 10

/** A member who goes on as another: `source` ends, `target` goes on. */
export interface Merge {
  readonly sourceId: string
  readonly targetId: string
  readonly operationId: string
}

/** What a merge books: all that the source has leaves it, and the same arrives at the target, with the better tier of both. */
export interface Merged {
  readonly out: Draft
  readonly in: Draft
  readonly tier: Draft | undefined
}

/** Refuses what would have to be settled first: `merge_holds` while a till holds points of the source, `merge_reviews` while some are doubted. */
export function checkMergeable(source: Account): void {
  const holds = Object.keys(source.holds).length
  if (holds > 0) throw new Refusal('merge_holds', { holds })
  if (Object.keys(source.lots.pending).some((lot) => splitKey(lot).first === REVIEW_DAY)) throw new Refusal('merge_reviews')
}

/**
 * Moves a member's points to another, both as of now: lots keep their last day, pending ones the day they become usable, and what is owed is owed
 * on; what the target has pays it first. Growth, counters of caps and limits, check-in days and marks are joined. Both entries name each other.
 */
export function merge(source: Account, target: Account, { sourceId, targetId, operationId }: Merge, terms: TierTerms | undefined, moment: Moment): Merged {
  checkMergeable(source)
  const lots = movesOf(source)
  const arriving = paidFrom(target, lots, source.debt)
  const about = (otherId: string): Pick<Draft, 'source' | 'operationId' | 'at' | 'day' | 'facts'> => ({ source: { kind: 'member', id: otherId }, operationId, at: instant(moment.now), day: moment.today, facts: { memberId: otherId } })
  const growth = Object.entries(source.growth).map(([month, amount]) => ({ month, amount }))
  const tallies = talliesFor(source, target)
  return {
    out: { ...about(targetId), type: 'merge_out', moves: lots.map((move) => ({ ...move, points: -move.points })), debt: -source.debt, ...(growth.length === 0 ? {} : { growth: growth.map(({ month, amount }) => ({ month, amount: -amount })) }) },
    in: {
      ...about(sourceId), type: 'merge_in', ...arriving, marks: source.marks,
      ...(growth.length === 0 ? {} : { growth }), ...(tallies.length === 0 ? {} : { tallies }), ...(source.runs.length === 0 ? {} : { calendar: source.runs }),
    },
    tier: tierDraft(source.tier, target.tier, terms, { source: { kind: 'member', id: sourceId }, operationId }, moment),
  }
}

const movesOf = ({ lots }: Account): readonly Move[] =>
  (['pending', 'available'] as const).flatMap((place) => Object.entries(lots[place]).sort(([a], [b]) => (a < b ? -1 : 1)).map(([lot, points]) => ({ place, lot, points })))

/** What arrives, after all that both owe has been paid from what both have, soonest-expiring first. */
function paidFrom(target: Account, lots: readonly Move[], owed: number): { moves: readonly Move[]; debt: number } {
  const have: Record<string, number> = { ...target.lots.available }
  for (const { place, lot, points } of lots) if (place === 'available') have[lot] = (have[lot] ?? 0) + points
  const all = Object.values(have).reduce((sum, points) => sum + points, 0)
  const paid = Math.min(all, target.debt + owed)
  return { moves: [...lots, ...takeSoonestExpiring(have, paid)], debt: owed - paid }
}

/** Counters of the same period add up; of two periods the later one counts. */
function talliesFor(source: Account, target: Account): readonly TallyMove[] {
  return Object.entries(source.tallies).filter(([key, { period }]) => period >= (target.tallies[key]?.period ?? '')).map(([key, tally]) => ({ key, ...tally }))
}

/** The tier of the two that is better, a tier given by hand above the better of their own; undefined where the target keeps what it has. */
export function betterTier(a: TierHeld | undefined, b: TierHeld | undefined, terms: TierTerms): TierHeld | undefined {
  const best = (one: TierHeld | undefined, other: TierHeld | undefined): TierHeld | undefined => {
    if (one === undefined || other === undefined) return one ?? other
    const [first, second] = [rankOf(terms, one), rankOf(terms, other)]
    return first === second ? (one.until >= other.until ? one : other) : first > second ? one : other
  }
  const own = best(ownOf(a), ownOf(b))
  const hand = best(a?.isManual === true ? a : undefined, b?.isManual === true ? b : undefined)
  if (hand === undefined) return own
  const { earned: _earned, ...given } = hand
  return { ...given, ...(own === undefined ? {} : { earned: own }) }
}

const ownOf = (held: TierHeld | undefined): TierHeld | undefined => (held?.isManual === true ? held.earned : held)

function tierDraft(source: TierHeld | undefined, target: TierHeld | undefined, terms: TierTerms | undefined, about: Omit<About, 'type' | 'tier'>, moment: Moment): Draft | undefined {
  if (terms === undefined || source === undefined) return undefined
  const to = betterTier(target, source, terms)
  if (to === undefined || JSON.stringify(to) === JSON.stringify(target)) return undefined
  return draftOfChange({ from: target?.id ?? terms.levels[0]?.id ?? '', to, why: 'merged' }, about, moment)
}
