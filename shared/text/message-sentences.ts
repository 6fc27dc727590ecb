import type { Message } from '../messages/message'
import { messages as en } from './messages.en'
import { type MessagesText, messages as zh } from './messages.zh'

export type Language = 'zh' | 'en'

export const messageTexts: Record<Language, MessagesText> = { zh, en }

/** The sentences, and how days, times and numbers are written, where a message is read. */
export interface Writing {
  readonly text: MessagesText
  readonly day: (day: string) => string
  readonly time: (instant: string) => string
  readonly points: (points: number) => string
}

/** A message in a language: what it is, and what to do about it. */
export function sentencesOf(message: Message, language: Language, { text: { says }, day, time, points }: Writing): { readonly title: string; readonly body: string } {
  switch (message.kind) {
    case 'points_received': {
      const { whys, usable, until, plain, title } = says.points_received
      const why = whys[message.why]
      const body = message.usableFrom !== undefined ? usable(why, day(message.usableFrom)) : message.expiresOn !== undefined ? until(why, day(message.expiresOn)) : plain(why)
      return { title: title(points(message.points)), body }
    }
    case 'points_returned':
      return { title: says.points_returned.title(points(message.points)), body: says.points_returned.body(message[language]) }
    case 'points_adjusted':
      return { title: says.points_adjusted[message.points > 0 ? 'more' : 'less'](points(Math.abs(message.points))), body: says.points_adjusted.body(message.text) }
    case 'points_expiring':
      return { title: says.points_expiring.title(points(message.points)), body: says.points_expiring.body(day(message.on)) }
    case 'tier_changed':
      return { title: says.tier_changed[message.way](message[language]), body: message.way === 'up' ? says.tier_changed.upBody : says.tier_changed.downBody }
    case 'tier_warning':
      return { title: says.tier_warning.title(message[language]), body: says.tier_warning.body(points(message.missing), day(message.until)) }
    case 'voucher_expiring':
      return { title: says.voucher_expiring.title(message[language]), body: says.voucher_expiring.body(day(message.on)) }
    case 'campaign_starting':
      return { title: says.campaign_starting.title(message[language]), body: says.campaign_starting.body(time(message.startsAt)) }
  }
}
