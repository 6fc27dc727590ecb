import { Refusal } from '../api/refusal'
import type { Event } from '../events/event'
import type { Moment } from '../points/decide'
import { addDays, dayOf } from '../time/day'
import type { ProgrammeTerms } from './programme'
import type { ReportedEvent } from './events.api'

const FUTURE_TOLERANCE_MS = 10 * 60_000

/** What a reported row that is no order says, as rules see it. Refuses with `event_unknown` for a custom kind that the owner has not declared. */
export function eventOf(programme: ProgrammeTerms, row: ReportedEvent): Event {
  if (row.type === 'review_published') return { type: 'review_published', words: row.words, pictures: row.pictures }
  if (!programme.customEvents.some(({ name }) => name === row.name)) throw new Refusal('event_unknown', { name: row.name })
  return { type: 'custom', name: row.name, count: row.count, amountFen: row.amountFen }
}

/** Under which kind and number an event is known: one review per order, and one custom event per name and number. */
export const numberOf = (row: ReportedEvent): { type: string; eventNo: string } =>
  row.type === 'review_published' ? { type: row.type, eventNo: row.orderNo } : { type: `custom.${row.name}`, eventNo: row.eventNo }

/** Refuses an event that lies too far in the past or in the future. */
export function checkEventAge(programme: ProgrammeTerms, at: number, moment: Moment): void {
  const isTooOld = dayOf(at, moment.timeZone) < addDays(moment.today, -programme.orderMaxAgeDays)
  if (isTooOld || at > moment.now + FUTURE_TOLERANCE_MS) throw new Refusal('event_too_late')
}
