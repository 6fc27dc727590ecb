import { dayOf, weekdayOf } from '../time/day'
import type { When } from './event'

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What the calendar and the clock of the programme say of an instant. */
export function whenOf(at: number, timeZone: string): When {
  const day = dayOf(at, timeZone)
  return { at, day, minute: minuteOf(at, timeZone), weekday: weekdayOf(day) }
}

function minuteOf(at: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    clocks.set(timeZone, clock)
  }
  const [hours = 0, minutes = 0] = clock.format(at).split(':').map(Number)
  return hours * 60 + minutes
}
