import { whenOf } from '../../shared/events/when'
import type { Message } from '../../shared/messages/message'
import { pageOf } from '../../shared/messages/message'
import { filled, type Slot, type Template } from '../../shared/messages/templates'
import { type Language, sentencesOf, type Writing } from '../../shared/text/message-sentences'
import { dayOf } from '../../shared/time/day'
import type { SubscribeMessage } from '../wechat/wechat'

/** A message as WeChat takes it, but for whom. */
export function wordingOf(message: Message, template: Template, language: Language, timeZone: string, now: number): Omit<SubscribeMessage, 'openid'> {
  const { title, body } = sentencesOf(message, language, writingIn(language, timeZone))
  const values: Record<Slot, string> = { title, note: body, points: String('points' in message ? message.points : 'missing' in message ? message.missing : 1), date: dateIn(message, timeZone) ?? dayOf(now, timeZone) }
  const { page, query } = pageOf(message)
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return { templateId: template.id, page: `${page}/index${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`, data: filled(template, values) }
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

const writingIn = (language: Language, timeZone: string): Writing => ({
  day: (day) => (language === 'zh' ? `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日` : day),
  time: (at) => clockOf(whenOf(Date.parse(at), timeZone).minute),
  points: String,
})

const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
