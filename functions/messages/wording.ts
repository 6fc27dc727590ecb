import type { Programme } from '../../shared/earning/programme'
import type { Message } from '../../shared/messages/message'
import { pageOf } from '../../shared/messages/message'
import { filled, type Template } from '../../shared/messages/templates'
import type { Language } from '../../shared/text/message-sentences'
import { messageValues } from '../../shared/text/message-values'
import type { SubscribeMessage } from '../wechat/wechat'

/** A message as WeChat takes it, but for whom. */
export function wordingOf(message: Message, template: Template, language: Language, { timeZone, pointsWords }: Pick<Programme, 'timeZone' | 'pointsWords'>, now: number): Omit<SubscribeMessage, 'openid'> {
  const { page, query } = pageOf(message)
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return { templateId: template.id, page: `${page}/index${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`, data: filled(template, messageValues(message, language, timeZone, now, pointsWords)) }
}
