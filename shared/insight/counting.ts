import type { Account } from '../points/account'
import type { Entry } from '../points/entry'
import type { BusinessDay } from '../time/day'
import { armMoved, closedMoves, entryMoves, type FigureMove, joinedMoves, moved, purchaseFen, SQUARES_SPLIT } from './figures'

/** A member meets far fewer campaigns than this at a time; of more, those that were met last are remembered. */
export const CAMPAIGNS_REMEMBERED_MAX = 50

/** What is known of a member and a campaign they have met. */
export interface Met {
  readonly arm: string
  readonly purchases: number
  readonly fen: number
  /** The entry by which they met it last. */
  readonly at: number
}

/**
 * How far a member has been counted, and what must be remembered to count the next step. It follows from the member's steps alone, so
 * whoever counts them, from wherever they begin, comes to the same.
 */
export interface Counted {
  /** The last step that has been counted; −1 before the first. */
  readonly number: number
  /** The latest day on which the member has been counted as active. */
  readonly activeOn?: BusinessDay
  readonly tier?: string
  readonly met: Readonly<Record<string, Met>>
}

/** What is counted of a member, in order and without a gap: that they joined (0), their entries by number, and that they were erased or merged into another, behind the last entry. */
export type Step =
  | { readonly type: 'joined'; readonly number: 0; readonly day: BusinessDay }
  | { readonly type: 'entry'; readonly number: number; readonly entry: Entry }
  | { readonly type: 'closed'; readonly number: number; readonly day: BusinessDay; readonly account: Account; readonly isMerged: boolean }

export const uncounted: Counted = { number: -1, met: {} }

/** Counts a member's next step. Throws when it is not the next: a bug, never a refusal. */
export function count(before: Counted, step: Step): { readonly counted: Counted; readonly moves: readonly FigureMove[] } {
  if (step.number !== before.number + 1) throw new Error(`figures: step ${step.number} follows ${before.number}`)
  switch (step.type) {
    case 'joined':
      return { counted: { ...before, number: step.number }, moves: joinedMoves(step.day) }
    case 'closed':
      return { counted: { ...before, number: step.number }, moves: [...closedMoves(step.day, step.account, step.isMerged), ...(before.tier === undefined ? [] : tierMoves(step.day, before.tier, undefined))] }
    case 'entry':
      return countEntry(before, step.entry)
  }
}

function countEntry(before: Counted, entry: Entry): ReturnType<typeof count> {
  const { day, number } = entry
  const isNewlyActive = isOwnDeed(entry) && (before.activeOn === undefined || day > before.activeOn)
  const tier = entry.tier?.id ?? before.tier
  const campaigns = countCampaigns(before.met, entry)
  const activeOn = isNewlyActive ? day : before.activeOn
  return {
    counted: { number, met: campaigns.met, ...(activeOn === undefined ? {} : { activeOn }), ...(tier === undefined ? {} : { tier }) },
    moves: [
      ...entryMoves(entry),
      ...(isNewlyActive ? [moved(day, 'members_active', 1)] : []),
      ...(tier === before.tier ? [] : tierMoves(day, before.tier, tier)),
      ...campaigns.moves,
    ],
  }
}

const tierMoves = (day: BusinessDay, from: string | undefined, to: string | undefined): readonly FigureMove[] => [
  ...(from === undefined ? [] : [moved(day, 'tier_members', -1, 'tier', from)]),
  ...(to === undefined ? [] : [moved(day, 'tier_members', 1, 'tier', to)]),
  ...(from !== undefined && to !== undefined ? [] : [moved(day, 'tier_members', to === undefined ? -1 : 1)]),
]

/** Gifts that come by themselves or from staff; their members need not have done anything. */
const gifts: ReadonlySet<string> = new Set(['birthday', 'anniversary', 'manual_grant'])

function isOwnDeed({ type, source, paidBy }: Entry): boolean {
  if (type === 'exchange' || type === 'make_up' || type === 'cash_off') return true
  return type === 'earn' && ['member', 'check_in', 'order', 'event'].includes(source.kind) && !gifts.has(paidBy?.rule ?? '')
}

/** The campaigns that an entry met: those it names an arm of, and those that paid a part of it. */
function metBy({ exposures = [], parts = [] }: Entry): ReadonlyMap<string, string> {
  return new Map([...parts.filter(({ by }) => by === 'campaign').map(({ id }) => [id, 'a'] as const), ...exposures.map(({ campaign, arm }) => [campaign, arm] as const)])
}

function countCampaigns(before: Counted['met'], entry: Entry): { met: Counted['met']; moves: readonly FigureMove[] } {
  const here = metBy(entry)
  if (here.size === 0) return { met: before, moves: [] }
  const { day, number } = entry
  const fen = purchaseFen(entry)
  const after: Record<string, Met> = { ...before }
  const moves: FigureMove[] = []
  for (const [campaign, assigned] of here) {
    const known = before[campaign]
    const { arm, purchases, fen: spent } = known ?? { arm: assigned, purchases: 0, fen: 0 }
    if (known === undefined) moves.push(armMoved(day, 'arm_members', 1, campaign, arm), ...(arm === 'hold_out' ? [] : [moved(day, 'members_reached', 1, 'campaign', campaign), moved(day, 'members_reached', 1)]))
    if (fen !== undefined) moves.push(...armPurchase(day, campaign, arm, { purchases, spent, fen }))
    after[campaign] = { arm, purchases: purchases + (fen === undefined ? 0 : 1), fen: spent + (fen ?? 0), at: number }
  }
  return { met: latest(after), moves }
}

/** A member's next purchase within an arm: the sums, and the sums of squares of what each member has bought in all. */
function armPurchase(day: BusinessDay, campaign: string, arm: string, { purchases, spent, fen }: { purchases: number; spent: number; fen: number }): readonly FigureMove[] {
  const squares = BigInt(spent + fen) ** 2n - BigInt(spent) ** 2n
  const split = BigInt(SQUARES_SPLIT)
  return [
    armMoved(day, 'arm_purchases', 1, campaign, arm),
    armMoved(day, 'arm_purchases_squared', 2 * purchases + 1, campaign, arm),
    armMoved(day, 'arm_fen', fen, campaign, arm),
    armMoved(day, 'arm_fen_squared_low', Number(squares % split), campaign, arm),
    armMoved(day, 'arm_fen_squared_high', Number(squares / split), campaign, arm),
  ].filter(({ amount }) => amount !== 0)
}

function latest(met: Readonly<Record<string, Met>>): Counted['met'] {
  const all = Object.entries(met)
  if (all.length <= CAMPAIGNS_REMEMBERED_MAX) return met
  return Object.fromEntries(all.sort(([a, one], [b, other]) => other.at - one.at || (a < b ? -1 : 1)).slice(0, CAMPAIGNS_REMEMBERED_MAX))
}
