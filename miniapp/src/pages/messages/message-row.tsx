import { View } from '@tarojs/components'
import { Message, pageOf } from '../../../../shared/messages/message'
import type { MessageView } from '../../../../shared/messages/messages.api'
import { sentencesOf, type Writing } from '../../../../shared/text/message-sentences'
import { classes } from '../../components/classes'
import { now } from '../../clock'
import { businessDayOf, daysUntil, showInstant, showNumber, showShortDay, showTime } from '../../dates'
import { openPage, openTab, type Tab } from '../../open'
import { type Language, type Text, useText } from '../../text'
import { useWords } from './words'

const tabs: Readonly<Record<string, Tab>> = { 'pages/home': 'home', 'pages/mall': 'mall', 'pages/points': 'points', 'pages/me': 'me' }

/** One message; a tap leads to what it is about. What this version cannot say is left out. */
export function MessageRow({ of: { id, kind, facts, at, isUnread } }: { readonly of: MessageView }) {
  const { words, language } = useWords()
  const { text } = useText()
  const known = Message.safeParse({ ...facts, kind })
  if (!known.success) return null
  const { title, body } = sentencesOf(known.data, language, { text: words, ...writingIn(language) })
  return (
    <View className="message" id={`message-${id}`} onClick={() => follow(known.data)}>
      <View className={classes('message__dot', isUnread && 'message__dot--unread')} {...(isUnread && { ariaLabel: words.unread })} />
      <View className="message__words">
        <View className="message__head">
          <View className="message__title">{title}</View>
          <View className="message__when">{cameAt(Date.parse(at), text, language)}</View>
        </View>
        <View className="message__body">{body}</View>
      </View>
    </View>
  )
}

/** `今天 14:03`, `昨天 09:30`, `11月24日 14:03`. */
function cameAt(instant: number, { app }: Text, language: Language): string {
  const today = businessDayOf(now())
  const day = businessDayOf(instant)
  if (day === today) return `${app.today} ${showTime(instant)}`
  return daysUntil(day, today) === -1 ? `${app.yesterday} ${showTime(instant)}` : showInstant(instant, language)
}

function follow(message: Message): void {
  const { page, query } = pageOf(message)
  const tab = tabs[page]
  if (tab === undefined) openPage(page, query)
  else openTab(tab)
}

const writingIn = (language: Language): Omit<Writing, 'text'> => ({
  day: (day) => showShortDay(day, language),
  time: (instant) => showInstant(Date.parse(instant), language),
  points: showNumber,
})
