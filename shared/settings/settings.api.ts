import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { Templates } from '../messages/templates'
import { PointsWords } from '../api/points-words'
import { Instant } from '../time/day'

const NOTICE_CHARS_MAX = 6_000

const NoticeVersion = z.string().regex(/^[\w.-]{1,20}$/)
const Name = z.string().trim().min(1).max(40)
const Revision = z.number().int().min(0).describe('of the settings as the caller saw them; 0 before the first change')
const NoticeText = { zh: z.string().trim().min(1).max(NOTICE_CHARS_MAX), en: z.string().trim().min(1).max(NOTICE_CHARS_MAX) }

const Notice = z.object({ version: z.string(), zh: z.string(), en: z.string(), publishedAt: Instant.nullable().describe('null for the text the product came with') })
export type Notice = z.infer<typeof Notice>

/** What the owner settles for the whole programme. */
export const Settings = z.object({
  revision: z.number().int(),
  name: z.string(),
  pointsWords: PointsWords.describe('what members read for points'),
  timeZone: z.string().describe('the days of points are counted in it, so it stays as it was at first'),
  notice: Notice.describe('what newcomers accept, and members again when it is new'),
  notices: z.array(Notice.pick({ version: true, publishedAt: true })).describe('earlier ones, the newest first'),
  templates: z.object({ from: z.enum(['settings', 'deployment', 'nowhere']), items: Templates }),
  wechat: z.object({ appId: z.string(), secret: z.object({ from: z.enum(['settings', 'deployment']), setAt: Instant.nullable(), ends: z.string().describe('its last four characters; the rest is never told') }) }),
})
export type Settings = z.infer<typeof Settings>

export const settingsApi = {
  settings: endpoint({ method: 'GET', path: '/settings', who: 'owner', summary: 'What the owner settles for the whole programme. Secrets are never told.', input: z.strictObject({}), reply: Settings, refusals: [] }),
  editSettings: endpoint({
    method: 'POST', path: '/settings', who: 'owner',
    summary: 'Changes the name of the programme, its word for points and the templates of its messages. In force seconds later.',
    input: z.strictObject({ revision: Revision, name: Name, pointsWords: PointsWords.optional().describe('left out: as they are'), timeZone: z.string().min(1).max(60).optional().describe('only that there is'), templates: Templates.nullable().describe('null: those the deployment brings') }),
    reply: Settings,
    refusals: ['revision_stale', 'time_zone_fixed'],
  }),
  publishNotice: endpoint({
    method: 'POST', path: '/settings/notices', who: 'owner',
    summary: 'Publishes a new privacy notice: who signs in from then on is asked to accept it. A version never changes.',
    input: z.strictObject({ revision: Revision, version: NoticeVersion, ...NoticeText }),
    reply: Settings,
    refusals: ['revision_stale', 'notice_exists'],
  }),
  setWechatSecret: endpoint({
    method: 'POST', path: '/settings/wechat-secret', who: 'owner',
    summary: 'Sets the secret of the mini-program anew, after WeChat has accepted it. It is stored encrypted and never told again.',
    input: z.strictObject({ secret: z.string().trim().regex(/^\w{16,64}$/) }),
    reply: Settings,
    refusals: ['wechat_secret_wrong', 'wechat_unavailable'],
  }),
}
