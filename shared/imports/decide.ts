import type { MemberId } from '../api/ids'
import type { Account, ExpiresOn } from '../points/account'
import { type About, earn, instant, type Moment, reverse } from '../points/decide'
import type { Draft, Entry } from '../points/entry'
import type { TierTerms } from '../tiers/terms'
import { monthOf } from '../time/day'
import type { ProblemCode } from './problems'

/** Whose the names of a row are. */
export interface Found {
  readonly phone?: MemberId | undefined
  readonly customer?: MemberId | undefined
  readonly memberId?: MemberId | undefined
}

/** The one member whom all names that are known belong to; `nobody` where none is known. */
export function meant(found: Found): { readonly memberId: MemberId } | { readonly code: ProblemCode } | 'nobody' {
  const all = [...new Set([found.memberId, found.phone, found.customer].filter((id) => id !== undefined))]
  const [memberId] = all
  if (memberId === undefined) return 'nobody'
  return all.length > 1 ? { code: 'two_members' } : { memberId }
}

interface Brought {
  readonly staffId: string
  readonly operationId: string
}

/** Points that a member had elsewhere: debt first, the rest good until a day. They are outside of what staff may correct in a day. */
export function broughtPoints(account: Account, { staffId, operationId, points, expiresOn, text }: Brought & { readonly points: number; readonly expiresOn: ExpiresOn; readonly text: string }, moment: Moment): Draft {
  const about: About = { type: 'adjust', source: { kind: 'staff', id: staffId }, operationId, facts: { text } }
  return earn(account, [{ points, expiresOn, usableFrom: moment.today }], about, moment)
}

/** Growth that a member had elsewhere counts for the month of the import. Tiers that it reaches were reached before: they give no gift again. */
export function broughtGrowth({ staffId, operationId, growth }: Brought & { readonly growth: number }, tiers: TierTerms | undefined, moment: Moment): Draft {
  const passed = (tiers?.levels ?? []).filter(({ min }) => min <= growth)
  return {
    type: 'adjust',
    source: { kind: 'staff', id: staffId },
    operationId,
    at: instant(moment.now),
    day: moment.today,
    moves: [],
    debt: 0,
    growth: [{ month: monthOf(moment.today), amount: growth }],
    tallies: passed.map(({ id }) => ({ key: `gift:${id}`, period: 'ever', points: 0, times: 1 })),
  }
}

/** The lot that an entry put its points into; undefined where all of them paid debt. */
export const lotOf = ({ moves }: Pick<Entry, 'moves'>): ExpiresOn | undefined => moves.find(({ place, points }) => place === 'available' && points > 0)?.lot

/** Whether what an entry brought has lapsed: then nobody has it any more, and nothing is taken back. */
export const hasLapsed = (entry: Pick<Entry, 'moves'>, moment: Moment): boolean => ((lot) => lot !== undefined && /^\d/.test(lot) && lot < moment.today)(lotOf(entry))

/** Takes brought points back: out of their own lot, then out of others, and what is spent becomes debt. */
export function takenBack(account: Account, entry: Entry, { staffId, operationId, text }: Brought & { readonly text: string }, moment: Moment): Draft {
  const about: About = { type: 'adjust', source: { kind: 'staff', id: staffId }, operationId, facts: { text } }
  return reverse(account, [{ points: entry.points, usableFrom: moment.today, expiresOn: lotOf(entry) ?? moment.today }], about, moment)
}
