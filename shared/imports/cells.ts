import { BusinessDay, startOfDay } from '../time/day'

const AMOUNT_FEN_MAX = 100_000_000
const DAYS_REMEMBERED = 50_000
const starts = new Map<string, number>()

/**
 * The instant of `19970101`, `1997-1-1`, `1997/01/01 09:30`, or RFC 3339 with its zone; without a zone it is the programme's, without a time the
 * day's beginning. Undefined where that is no time of the calendar.
 */
export function timeOf(given: string, timeZone: string): number | undefined {
  const match = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(given)
  if (match === null || (match[2] === '' && !/^\d{8}($|[T ])/.test(given))) return undefined
  const [, year = '', , month = '', date = '', hour = '0', minute = '0', second = '0', zone] = match
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  if (!BusinessDay.safeParse(day).success || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const intoDayMs = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000
  return (zone === undefined ? startOf(day, timeZone) : Date.parse(`${day}T00:00:00Z`) - zoneMs(zone)) + intoDayMs
}

function zoneMs(zone: string): number {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

function startOf(day: BusinessDay, timeZone: string): number {
  const key = `${day} ${timeZone}`
  const known = starts.get(key)
  if (known !== undefined) return known
  if (starts.size >= DAYS_REMEMBERED) starts.clear()
  const start = startOfDay(day, timeZone)
  starts.set(key, start)
  return start
}

/** The day of `20271231`, `2027-12-31`, `2027/12/31`, `2027.12.31`, `2027年12月31日`; a time of day behind it is left out. */
export function dayIn(given: string): BusinessDay | undefined {
  const [, year = '', ...parts] = /^(\d{4})(?:(\d{2})(\d{2})|[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(given) ?? []
  const [month = '', date = ''] = parts.filter((part) => part !== undefined)
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return BusinessDay.safeParse(day).success ? day : undefined
}

/** Yuan with at most two decimals, in fen; an order of nothing is an order too. A currency sign and separators of thousands are no harm. */
export function fenOfYuan(given: string): number | undefined {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(given.replace(/^[¥￥]/, '').replaceAll(/,(?=\d{3}(\D|$))/g, ''))
  const fen = Number(match?.[1]) * 100 + Number((match?.[2] ?? '').padEnd(2, '0'))
  return match !== null && fen <= AMOUNT_FEN_MAX ? fen : undefined
}

export const fenIn = (given: string): number | undefined => (/^\d{1,9}$/.test(given) && Number(given) <= AMOUNT_FEN_MAX ? Number(given) : undefined)

/** A mobile number of 11 digits, without +86, blanks and dashes. */
export function phoneIn(given: string): string | undefined {
  const digits = given.replaceAll(/[\s-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  return /^1\d{10}$/.test(digits) ? digits : undefined
}

/** A whole number, such as a spreadsheet writes: `1200`, `1,200`, `1200.0`. */
export function wholeIn(given: string): number | undefined {
  const match = /^(\d{1,9})(?:\.0+)?$/.exec(given.replaceAll(/,(?=\d{3}(\D|$))/g, ''))
  return match === null ? undefined : Number(match[1])
}
