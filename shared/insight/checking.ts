import { dayOf } from '../time/day'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The books are checked each day once it is so late in the shop's time zone: little is written then. */
const CHECK_HOUR = 2
/** Without a check for so long, more than one night was missed, and somebody is told. */
export const CHECK_OVERDUE_DAYS = 2
/** A check takes a night at most; one that takes longer cannot end. */
const LATE_MS = 12 * HOUR_MS

/** Whether the day's check has not been done yet. @param lastAt when the last one was done, as an instant */
export function isCheckDue(lastAt: string | undefined, now: number, timeZone: string): boolean {
  const night = (at: number): string => dayOf(at - CHECK_HOUR * HOUR_MS, timeZone)
  return lastAt === undefined || night(Date.parse(lastAt)) < night(now)
}

/** Whether nights have gone by without a check. */
export const isCheckOverdue = (lastAt: string, now: number): boolean => now - Date.parse(lastAt) > CHECK_OVERDUE_DAYS * DAY_MS

/** Whether a check that is under way should have come to its end. */
export const isCheckLate = (begunAt: string, now: number): boolean => now - Date.parse(begunAt) > LATE_MS
