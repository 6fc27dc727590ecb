import type { Language } from './text'

/** Stores and their business days are in China: +8 without summer time. Some phones have no Intl, so we count ourselves. */
const zoneOffsetMs = 8 * 3_600_000
const dayMs = 86_400_000
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const two = (number: number) => String(number).padStart(2, '0')

interface Parts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly time: string
}

function partsOf(instantMs: number): Parts {
  const date = new Date(instantMs + zoneOffsetMs)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    time: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`,
  }
}

/** `11月24日 14:03`, `24 Nov 14:03`. */
export function showInstant(instantMs: number, language: Language): string {
  const { month, day, time } = partsOf(instantMs)
  return `${showMonthDay(month, day, language)} ${time}`
}

/** `14:03`. */
export const showTime = (instantMs: number): string => partsOf(instantMs).time

/** The business day of an instant, `2026-11-24`. */
export function businessDayOf(instantMs: number): string {
  const { year, month, day } = partsOf(instantMs)
  return `${year}-${two(month)}-${two(day)}`
}

/** A business day in full: `2026年11月24日`, `24 Nov 2026`. */
export function showDay(businessDay: string, language: Language): string {
  const [year = 0, month = 1, day = 1] = businessDay.split('-').map(Number)
  return language === 'zh' ? `${year}年${month}月${day}日` : `${showMonthDay(month, day, language)} ${year}`
}

/** A business day without its year: `11月24日`, `24 Nov`. */
export function showShortDay(businessDay: string, language: Language): string {
  const [, month = 1, day = 1] = businessDay.split('-').map(Number)
  return showMonthDay(month, day, language)
}

/** `2026年11月`, `Nov 2026`. */
export function showMonth(month: string, language: Language): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return language === 'zh' ? `${year}年${number}月` : `${months[number - 1] ?? ''} ${year}`
}

/** The last business day on which something that ends at this instant is still good. */
export const lastGoodDay = (endsAtMs: number): string => businessDayOf(endsAtMs - 1)

/** Monday is 1, Sunday 0. */
export const weekdayOf = (businessDay: string): number => new Date(`${businessDay}T00:00:00Z`).getUTCDay()

export function daysIn(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).getUTCDate()
}

/** The month some months before or after. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7)
}

export const daysUntil = (businessDay: string, today: string): number => Math.round((Date.parse(businessDay) - Date.parse(today)) / dayMs)

function showMonthDay(month: number, day: number, language: Language): string {
  return language === 'zh' ? `${month}月${day}日` : `${day} ${months[month - 1] ?? ''}`
}

/** `12,345`. */
export const showNumber = (whole: number): string => String(Math.abs(whole)).replace(/\B(?=(\d{3})+$)/g, ',').replace(/^/, whole < 0 ? '−' : '')

/** The price to strike through, where a tier or campaign has lowered it. */
export const fullPriceOf = ({ pricePoints, fullPricePoints }: { readonly pricePoints: number; readonly fullPricePoints: number }): string | undefined => (fullPricePoints > pricePoints ? showNumber(fullPricePoints) : undefined)

/** Signed, for changes: `+60`, `−120`. */
export const showChange = (points: number): string => (points > 0 ? `+${showNumber(points)}` : showNumber(points))

/** Money from fen: `¥ 29.33`. */
export function showMoney(amountFen: number): string {
  return `¥${showNumber(Math.floor(amountFen / 100))}.${two(amountFen % 100)}`
}
