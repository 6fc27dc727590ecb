import type { Account, ExpiresOn } from '../points/account'
import { lastDayOf } from '../points/decide'
import { type BusinessDay, daysBetween, endOfDay, lastDayBefore } from '../time/day'
import { handleOf } from '../vouchers/code'
import { stateAt, type Voucher } from '../vouchers/voucher'
import type { Told } from './message'

/** So many days before points lapse, a member hears of it. */
export const pointsStages = [1, 7, 30] as const
export const voucherStages = [1, 3] as const
export const tierStages = [7, 30] as const

export interface Today {
  readonly today: BusinessDay
  readonly timeZone: string
}

/** The stage that so many days before the end belong to: the nearest that is reached. One that was missed is not made up for. */
export function stageAt(stages: readonly number[], daysLeft: number): number | undefined {
  return daysLeft < 0 ? undefined : stages.find((stage) => daysLeft <= stage)
}

/** Points that lapse soon, once for each day they lapse on and each stage. The account must have been brought up to the day. */
export function expiringMessages(account: Account, { today, timeZone }: Today): readonly Told[] {
  const byDay = new Map<BusinessDay, number>()
  for (const [lot, points] of Object.entries(account.lots.available)) {
    const on: ExpiresOn = lastDayOf(account, lot)
    if (on !== 'never' && on !== 'active') byDay.set(on, (byDay.get(on) ?? 0) + points)
  }
  return [...byDay].sort().flatMap(([on, points]) => {
    const stage = stageAt(pointsStages, daysBetween(today, on))
    if (stage === undefined || points < 1) return []
    return [{ cause: `lot.${on}.${stage}`, message: { kind: 'points_expiring' as const, points, on }, until: endOfDay(on, timeZone) }]
  })
}

/** Vouchers whose time is nearly over, once for each stage. */
export function voucherMessages(vouchers: readonly Voucher[], now: number, { today, timeZone }: Today): readonly Told[] {
  return vouchers.flatMap((voucher) => {
    const until = Date.parse(voucher.expiresAt)
    const on = lastDayBefore(until, timeZone)
    const stage = stateAt(voucher, now) === 'issued' ? stageAt(voucherStages, daysBetween(today, on)) : undefined
    if (stage === undefined) return []
    return [{ cause: `voucher.${handleOf(voucher.id)}.${stage}`, message: { kind: 'voucher_expiring' as const, voucherId: voucher.id, on, ...voucher.title }, until }]
  })
}

/** A tier that will be lost at the end of `until` unless `missing` growth comes. */
export interface TierWarning {
  readonly name: { readonly zh: string; readonly en: string }
  readonly until: BusinessDay
  readonly missing: number
}

export function tierMessages(warning: TierWarning | undefined, { today, timeZone }: Today): readonly Told[] {
  const stage = warning === undefined ? undefined : stageAt(tierStages, daysBetween(today, warning.until))
  if (warning === undefined || stage === undefined) return []
  const { name, until, missing } = warning
  return [{ cause: `tier.${until}.${stage}`, message: { kind: 'tier_warning', missing, until, ...name }, until: endOfDay(until, timeZone) }]
}
