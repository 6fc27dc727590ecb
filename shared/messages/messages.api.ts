import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { CampaignId, OperationId } from '../api/ids'
import { pageInput, pageOf } from '../api/page'
import { Instant } from '../time/day'
import { messageKinds } from './kinds'
import { answers } from './messaging'
import { Quiet } from './quiet'

const Kind = z.enum(messageKinds)
const TemplateId = z.string().regex(/^[\w-]{1,64}$/)

export const MessageView = z.object({
  id: z.string(),
  /** One of the kinds; a newer server may know more than an older app, which leaves those out. */
  kind: z.string(),
  /** When it came. */
  at: Instant,
  isUnread: z.boolean(),
  /** Numbers and names of the sentence; which ones depends on the kind. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type MessageView = z.infer<typeof MessageView>

export const MessagingView = z.object({
  language: z.enum(['zh', 'en']),
  /** Null: at any hour. */
  quiet: Quiet.nullable(),
  muted: z.array(Kind),
  /** What WeChat can be asked for, and how many messages of each are still allowed. */
  templates: z.array(z.object({ id: z.string(), kinds: z.array(Kind), left: z.number().int() })),
})
export type MessagingView = z.infer<typeof MessagingView>

export const messagesApi = {
  listMessages: endpoint({
    method: 'GET',
    path: '/me/messages',
    who: 'member',
    summary: 'The inbox, newest first.',
    input: z.strictObject({ ...pageInput }),
    reply: pageOf(MessageView),
    refusals: [],
  }),
  unreadMessages: endpoint({
    method: 'GET',
    path: '/me/messages/unread',
    who: 'member',
    summary: 'How many of the latest hundred messages are unread, for a badge.',
    input: z.strictObject({}),
    reply: z.object({ unread: z.number().int() }),
    refusals: [],
  }),
  readMessages: endpoint({
    method: 'POST',
    path: '/me/messages/read',
    who: 'member',
    summary: 'Everything that came up to this instant, the `at` of the newest message on the page, has been read. Never goes back.',
    input: z.strictObject({ upTo: Instant }),
    reply: z.object({ unread: z.number().int() }),
    refusals: [],
  }),
  messaging: endpoint({
    method: 'GET',
    path: '/me/messaging',
    who: 'member',
    summary: 'How the member wants to be told, and what WeChat may send.',
    input: z.strictObject({}),
    reply: MessagingView,
    refusals: [],
  }),
  changeMessaging: endpoint({
    method: 'POST',
    path: '/me/messaging',
    who: 'member',
    summary: 'Changes quiet hours, language, or which kinds stay in the inbox.',
    input: z.strictObject({ language: z.enum(['zh', 'en']).optional(), quiet: Quiet.nullable().optional(), muted: z.array(Kind).max(messageKinds.length).optional() }),
    reply: MessagingView,
    refusals: [],
  }),
  answerSubscriptions: endpoint({
    method: 'POST',
    path: '/me/subscriptions',
    who: 'member',
    summary: 'The answers of wx.requestSubscribeMessage; each template accepted allows one message. Idempotent by id.',
    input: z.strictObject({ id: OperationId, answers: z.array(z.strictObject({ templateId: TemplateId, answer: z.enum(answers) })).min(1).max(3) }),
    reply: MessagingView,
    refusals: ['idempotency_conflict'],
  }),
  remindOfCampaign: endpoint({
    method: 'POST',
    path: '/me/reminders',
    who: 'member',
    summary: 'Tells the member when a campaign starts. Asking again changes nothing.',
    input: z.strictObject({ campaignId: CampaignId }),
    reply: z.object({ startsAt: Instant }),
    refusals: ['campaign_not_coming'],
  }),
}
