import * as z from 'zod'

/** A business day of the programme, `YYYY-MM-DD` in its time zone. Sorts as text. */
export const BusinessDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text, 'a day of the calendar')
  .meta({ example: '2026-11-24' })
export type BusinessDay = string

/** A business month, `YYYY-MM`. */
export const BusinessMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).meta({ example: '2026-11' })

/** An instant on the wire: RFC 3339 in UTC. */
export const Instant = z.iso.datetime().meta({ example: '2026-11-24T06:03:00.000Z' })

const DAY_MS = 86_400_000
const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * The business day of an instant.
 * @param now milliseconds since 1970
 * @param timeZone IANA name, e.g. `Asia/Shanghai`
 */
export function dayOf(now: number, timeZone: string): BusinessDay {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formatters.set(timeZone, formatter)
  }
  return formatter.format(now)
}

/** The first instant of a business day, in milliseconds since 1970; right across daylight saving. */
export function startOfDay(day: BusinessDay, timeZone: string): number {
  let low = Date.parse(`${day}T00:00:00Z`) - 15 * 3_600_000
  let high = low + 30 * 3_600_000
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (dayOf(middle, timeZone) < day) low = middle
    else high = middle
  }
  return high
}

/** The instant at which a business day is over: the first of the next. */
export const endOfDay = (day: BusinessDay, timeZone: string): number => startOfDay(addDays(day, 1), timeZone)

/** The last business day before an instant that ends one: the day something is last good on. */
export const lastDayBefore = (end: number, timeZone: string): BusinessDay => dayOf(end - 1, timeZone)

export const addDays = (day: BusinessDay, count: number): BusinessDay => dayOfSerial(serialOf(day) + count)

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: BusinessDay, to: BusinessDay): number => serialOf(to) - serialOf(from)

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: BusinessDay): number => ((((serialOf(day) + THURSDAY - 1) % 7) + 7) % 7) + 1

const THURSDAY = 4
const KEPT = 20_000
const serials = new Map<BusinessDay, number>()
const days = new Map<number, BusinessDay>()
const monthEnds = new Map<number, BusinessDay>()

/** Days since 1970-01-01, a Thursday. Every payment counts days again and again: each is read once. */
function serialOf(day: BusinessDay): number {
  return kept(serials, day, () => Date.parse(`${day}T00:00:00Z`) / DAY_MS)
}

function dayOfSerial(serial: number): BusinessDay {
  return kept(days, serial, () => new Date(serial * DAY_MS).toISOString().slice(0, 10))
}

function kept<Key, Value>(values: Map<Key, Value>, key: Key, find: () => Value): Value {
  const known = values.get(key)
  if (known !== undefined) return known
  if (values.size >= KEPT) values.clear()
  const found = find()
  values.set(key, found)
  return found
}

export const monthOf = (day: BusinessDay): string => day.slice(0, 7)

/** The last day of the month that lies `months` after the month of `day`; 0 is the month of `day` itself. */
export function endOfMonth(day: BusinessDay, months: number): BusinessDay {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) + months
  return kept(monthEnds, count, () => new Date(Date.UTC(Math.floor(count / 12), count % 12, 0)).toISOString().slice(0, 10))
}

/** The same day of the month so many months on; the last day of that month where it has no such day. */
export function addMonths(day: BusinessDay, months: number): BusinessDay {
  const last = endOfMonth(day, months)
  return Number(day.slice(8)) > Number(last.slice(8)) ? last : `${last.slice(0, 8)}${day.slice(8)}`
}

/** The first day of the month that lies `months` after the month of `day`. */
export const firstOfMonth = (day: BusinessDay, months: number): BusinessDay => `${endOfMonth(day, months).slice(0, 8)}01`
