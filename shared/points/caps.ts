import * as z from 'zod'
import { addDays, type BusinessDay, monthOf, weekdayOf } from '../time/day'
import type { Tally } from './account'
import type { CapApplied, TallyMove } from './entry'

const Points = z.number().int().min(1).max(100_000_000)

/**
 * The most that may be paid, in points. `perEvent` is for one action or order; the others count by the business day on which
 * points are booked, so that late reports cannot slip past them. Weeks begin on Monday.
 */
export const Caps = z.strictObject({
  perEvent: Points.optional(),
  perDay: Points.optional(),
  perWeek: Points.optional(),
  perMonth: Points.optional(),
  perMember: Points.optional().describe('ever'),
})
export type Caps = z.output<typeof Caps>

/** `budget` is what all members share. */
export const capNames = ['per_event', 'per_day', 'per_week', 'per_month', 'per_member', 'budget'] as const
export type CapName = (typeof capNames)[number]

const periods = [
  { cap: 'per_day', of: (caps: Caps) => caps.perDay, period: (day: BusinessDay) => day },
  { cap: 'per_week', of: (caps: Caps) => caps.perWeek, period: (day: BusinessDay) => addDays(day, 1 - weekdayOf(day)) },
  { cap: 'per_month', of: (caps: Caps) => caps.perMonth, period: monthOf },
  { cap: 'per_member', of: (caps: Caps) => caps.perMember, period: () => 'ever' },
] as const satisfies readonly { cap: CapName; of: (caps: Caps) => number | undefined; period: (day: BusinessDay) => string }[]

type Tallies = Readonly<Record<string, Tally>>

/** Cuts points to what the caps still leave; the tightest cap is named with what it took. */
export function capped(points: number, id: string, caps: Caps | undefined, tallies: Tallies, day: BusinessDay): { points: number; cut?: CapApplied } {
  let best: { points: number; cut?: CapApplied } = { points }
  for (const { cap, left } of leftOf(id, caps, tallies, day)) {
    if (left < best.points) best = { points: left, cut: { cap, by: id, cutPoints: points - left } }
  }
  return best
}

/** What each cap of a rule or campaign still leaves on a day. */
export function leftOf(id: string, caps: Caps | undefined, tallies: Tallies, day: BusinessDay): readonly { cap: CapName; left: number }[] {
  if (caps === undefined) return []
  const whole = caps.perEvent === undefined ? [] : [{ cap: 'per_event' as const, left: caps.perEvent }]
  const counted = periods.flatMap(({ cap, of, period }) => {
    const most = of(caps)
    return most === undefined ? [] : [{ cap, left: Math.max(0, most - paidIn(tallies, `${id}:${cap}`, period(day))) }]
  })
  return [...whole, ...counted]
}

/** What the caps of a rule or campaign must remember of points it paid. */
export function capTallies(points: number, id: string, caps: Caps | undefined, day: BusinessDay): readonly TallyMove[] {
  if (caps === undefined || points === 0) return []
  return periods.flatMap(({ cap, of, period }) => (of(caps) === undefined ? [] : [{ key: `${id}:${cap}`, period: period(day), points, times: 1 }]))
}

function paidIn(tallies: Tallies, key: string, period: string): number {
  const tally = tallies[key]
  return tally?.period === period ? tally.points : 0
}
