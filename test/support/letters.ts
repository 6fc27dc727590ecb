import { openStream } from '../../scripts/local/stream'
import { freshId } from '../../scripts/support/in-process'
import type { Template } from '../../shared/messages/templates'
import { everything } from './books'
import type { Fault } from './faults'
import type { Person } from './people'
import type { Instance, Shop } from './story'

/** The templates of a shop that reminds by WeChat too. */
export const templates: Template[] = [
  { id: 'tpl-received', kinds: ['points_received', 'points_returned'], fields: { thing1: 'title', number2: 'points', thing3: 'note' } },
  { id: 'tpl-ending', kinds: ['points_expiring', 'voucher_expiring', 'tier_warning'], fields: { thing1: 'title', date2: 'date' } },
  { id: 'tpl-starting', kinds: ['campaign_starting', 'tier_changed'], fields: { thing1: 'title' } },
]
export type TemplateId = 'tpl-received' | 'tpl-ending' | 'tpl-starting'

const doors = new WeakMap<Shop, ReturnType<Shop['door']>>()

/** An execution environment of a shop with templates; all share one access token of WeChat's, as they do through the table. */
export function reminding(shop: Shop, faults: readonly Fault[] = []): Promise<Instance> {
  const wechat = doors.get(shop) ?? shop.door()
  doors.set(shop, wechat)
  return shop.instance(faults, { settings: { ...shop.settings, templates }, wechat })
}

/** Hands what is new in the stream to an environment, each record so many times. */
export async function streamTo(shop: Shop, { jobs }: Instance, times = 1): Promise<() => Promise<void>> {
  const handler = async (event: Parameters<typeof jobs.follow>[0]) => {
    for (let extra = 1; extra < times; extra++) await jobs.follow(event)
    return jobs.follow(event)
  }
  const reader = await openStream({ clients: shop.table.clients, tableName: shop.table.tableName, handler })
  return async () => {
    while ((await reader.drain()) > 0) continue
  }
}

/** One tap on «allow» for each template, on the phone, at WeChat and here. */
export async function allows(shop: Shop, on: Instance, person: Person, ...templateIds: readonly TemplateId[]): Promise<void> {
  shop.wechat.phone.allowMessages(person.wechatId, templateIds)
  await person.on(on).answerSubscriptions({ id: freshId('operation'), answers: templateIds.map((templateId) => ({ templateId, answer: 'accept' as const })) })
}

export async function leftOf(on: Instance, person: Person, templateId: TemplateId): Promise<number> {
  return (await person.on(on).messaging({})).templates.find(({ id }) => id === templateId)?.left ?? -1
}

/** What reached the phone of a member, by its title. */
export const onPhoneOf = (shop: Shop, { wechatId }: Person): readonly string[] => {
  const openid = shop.wechat.people.find(({ id }) => id === wechatId)?.openid
  return shop.wechat.sent.filter((message) => message.openid === openid).map(({ data }) => data['thing1'] ?? '')
}

export const inboxOf = async ({ api }: Person): Promise<readonly string[]> => (await api.listMessages({ limit: 50 })).items.map(({ kind, facts }) => `${kind} ${String(facts['points'] ?? facts['zh'] ?? '')}`)

/** Parcels that wait, with how often they were tried. */
export const parcelsOf = async (shop: Shop, { id }: Person) => (await everything(shop)).filter(({ pk, memberId }) => String(pk).startsWith('OUTBOX#') && memberId === id)
