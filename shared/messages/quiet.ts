import * as z from 'zod'
import { whenOf } from '../events/when'

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 22:00').meta({ example: '22:00' })

/** Hours in which a phone is left alone, by the clock of the programme: half-open, and over midnight where they end before they begin. */
export const Quiet = z.strictObject({ from: Clock, to: Clock }).refine(({ from, to }) => from !== to, 'quiet hours end at another time than they begin')
export type Quiet = z.output<typeof Quiet>

/** Until the member says otherwise. */
export const quietByDefault: Quiet = { from: '22:00', to: '08:00' }

const DAY_MINUTES = 1_440
const MINUTE_MS = 60_000
/** Clocks that are put forward or back by the way may need another step. */
const STEPS_MAX = 4

/** @param minute of the day, 0 to 1439 */
export function isQuiet(quiet: Quiet | null, minute: number): boolean {
  if (quiet === null) return false
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)]
  return from < to ? from <= minute && minute < to : minute >= from || minute < to
}

/** The first instant from `now` on that is not in quiet hours: `now` itself, or the minute they end. */
export function loudFrom(quiet: Quiet | null, now: number, timeZone: string): number {
  let at = now
  for (let step = 0; step < STEPS_MAX && quiet !== null; step++) {
    const { minute } = whenOf(at, timeZone)
    if (!isQuiet(quiet, minute)) break
    const waitMinutes = (minutesOf(quiet.to) - minute + DAY_MINUTES) % DAY_MINUTES
    at = at - (at % MINUTE_MS) + waitMinutes * MINUTE_MS
  }
  return at
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
