import { type BusinessDay, dayOf } from './day'

/** A time to read out at a counter: `14:03` today, `11-23 14:03` on another day, with the year when it is another. */
export function clockFace(at: string, today: BusinessDay, timeZone: string): string {
  const instant = Date.parse(at)
  const day = dayOf(instant, timeZone)
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant)
  if (day === today) return time
  return `${day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day} ${time}`
}
