import { whenOf } from '../events/when'
import type { Message } from '../messages/message'
import type { Slot } from '../messages/templates'
import { dayOf } from '../time/day'
import { type Language, messageTexts, sentencesOf, type Writing } from './message-sentences'
import { type PointsWords, speaker, usualWords } from '../api/points-words'

/** What a message fills the fields of a template with, in a language and on the calendar of the programme. `now`: milliseconds since 1970; `words`: what the programme calls its points. */
export function messageValues(message: Message, language: Language, timeZone: string, now: number, words?: PointsWords): Record<Slot, string> {
  const { title, body } = sentencesOf(message, language, { text: speaker(words ?? usualWords)(messageTexts[language]), ...writingIn(language, timeZone) })
  return { title, note: body, points: String('points' in message ? message.points : 'missing' in message ? message.missing : 1), date: dateIn(message, timeZone) ?? dayOf(now, timeZone) }
}

function dateIn(message: Message, timeZone: string): string | undefined {
  switch (message.kind) {
    case 'points_received':
      return message.usableFrom ?? message.expiresOn
    case 'points_expiring':
    case 'voucher_expiring':
      return message.on
    case 'tier_warning':
      return message.until
    case 'campaign_starting':
      return dayOf(Date.parse(message.startsAt), timeZone)
    case 'points_returned':
    case 'points_adjusted':
    case 'tier_changed':
      return undefined
  }
}

const writingIn = (language: Language, timeZone: string): Omit<Writing, 'text'> => ({
  day: (day) => (language === 'zh' ? `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日` : day),
  time: (at) => clockOf(whenOf(Date.parse(at), timeZone).minute),
  points: String,
})

const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
