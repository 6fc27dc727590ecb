import { addDays, type BusinessDay, dayOf, startOfDay } from '../../shared/time/day'
import { now } from './clock'
import { type Language, useLanguage } from './language'
import type { Me } from './shell/me'

const formats = new Map<string, Intl.DateTimeFormat>()
const tags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' }

function formatOf(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(tags[language], options)
  formats.set(key, known)
  return known
}

/** What the programme settles for every screen: a desk abroad sees the days of the shop. Known once somebody is signed in. */
let settled: Me['programme'] | undefined
export const timeZone = (): string => settled?.timeZone ?? 'Asia/Shanghai'
/** What members read for points; the desk itself always says points. */
export const pointsWords = (): Me['programme']['pointsWords'] | undefined => settled?.pointsWords
export function keep(programme: Me['programme']): void {
  settled = programme
}

export function useFormat() {
  const language = useLanguage()
  const at = (options: Intl.DateTimeFormatOptions) => (instant: string) => formatOf(language, { timeZone: timeZone(), ...options }).format(Date.parse(instant))
  return {
    clock: at({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }),
    day: (day: BusinessDay) => formatOf(language, { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }).format(Date.parse(`${day}T00:00:00Z`)),
    dateTime: at({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }),
    /** With its year only where that is another. */
    shortTime: (instant: string) => at({ ...(instant.slice(0, 4) === new Date(now()).toISOString().slice(0, 4) ? {} : { year: 'numeric' }), month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false })(instant),
    date: at({ year: 'numeric', month: 'short', day: 'numeric' }),
    month: (day: BusinessDay) => formatOf(language, { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(Date.parse(`${day}T00:00:00Z`)),
    shortDay: (day: BusinessDay) => formatOf(language, { timeZone: 'UTC', month: 'short', day: 'numeric' }).format(Date.parse(`${day}T00:00:00Z`)),
    number: (value: number) => value.toLocaleString(tags[language]),
    money: (fen: number) => `¥${(fen / 100).toLocaleString(tags[language], { minimumFractionDigits: fen % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 })}`,
  }
}

/** `2026-11-27T10:30` as clocks of the programme show an instant. */
export function wallClock(instant: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: timeZone(), year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(Date.parse(instant))
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '00'
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`
}

/** The instant at which clocks of the programme show `2026-11-27T10:30`; undefined where that is no time. */
export function instantOf(wall: string): string | undefined {
  const [, day, hour, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(wall) ?? []
  if (day === undefined) return undefined
  const start = startOfDay(day, timeZone())
  return new Date(start + (Number(hour) * 60 + Number(minute)) * 60_000).toISOString()
}

export const todayAt = (now: number): BusinessDay => dayOf(now, timeZone())
export { addDays }
