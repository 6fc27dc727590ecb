import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { keys, roster } from '../../functions/database/keys'
import { get } from '../../functions/database/read'
import { MembersRepository } from '../../functions/members/members.repository'
import { PersonalData } from '../../functions/members/personal-data'
import { loadSettings } from '../../functions/settings'
import { Campaign } from '../../shared/campaigns/campaign'
import { freshId } from '../support/in-process'
import { type Measure, median } from './measure'
import { Meter } from './meter'
import type { BenchShop } from './shop'

const MEMBERS = 100_000
const CAMPAIGNS = 1_000
const REQUESTS_MAX = 3
const BATCH = 25
const AT_ONCE = 16
const PAGE = 20
const TIMES = 25
const SLOWDOWN_MAX = 2

/** What the lists of the desk ask of the database in a big shop, and how a page's time grows with the shop. */
export async function measureDesk(shop: BenchShop): Promise<readonly Measure[]> {
  const { client, profile } = await shop.member('zhao-min')
  const page = () => client.listMembers({ limit: PAGE })
  const smallMs = await millisecondsOf(page)
  await put(shop, MEMBERS, await memberItems(shop, profile.id))
  await put(shop, CAMPAIGNS, () => [campaignItem(shop)])
  const bigMs = await millisecondsOf(page)
  const meter = new Meter(shop.database.client, shop.database.table, shop.endpoint)
  const requests = async (call: () => Promise<unknown>): Promise<number> => {
    await call()
    return (await meter.of(call)).requests
  }
  const deep = (await client.listMembers({ limit: PAGE, cursor: (await client.listMembers({ limit: 50 })).next ?? '' })).next ?? ''
  const campaigns = (await client.listCampaigns({ limit: 50 })).next ?? ''
  const asked = {
    [`list of ${MEMBERS.toLocaleString('en')} members`]: await requests(page),
    [`the same, a later page`]: await requests(() => client.listMembers({ limit: PAGE, cursor: deep })),
    [`the same, those of a tier`]: await requests(() => client.listMembers({ limit: PAGE, tier: 'gold' })),
    [`list of ${CAMPAIGNS.toLocaleString('en')} campaigns`]: await requests(() => client.listCampaigns({ limit: 50 })),
    [`the same, a later page of campaigns`]: await requests(() => client.listCampaigns({ limit: 50, cursor: campaigns })),
  }
  meter.close()
  return [
    ...Object.entries(asked).map(([name, value]) => ({ name: `${name}: requests`, value, bar: REQUESTS_MAX, unit: 'requests' })),
    { name: `a page of ${MEMBERS.toLocaleString('en')} members against one of a small shop: time`, value: bigMs / smallMs, bar: SLOWDOWN_MAX, unit: '×' },
  ]
}

async function millisecondsOf(call: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < TIMES; i++) await call()
  for (let i = 0; i < TIMES; i++) {
    const before = performance.now()
    await call()
    taken.push(performance.now() - before)
  }
  return median(taken)
}

type Maker = (number: number) => readonly Record<string, unknown>[]

/** Members as joining leaves them, each with the account of the one given. */
async function memberItems({ database, environment, clock }: BenchShop, like: string): Promise<Maker> {
  const { pk: _pk, sk: _sk, roster: _roster, ...account } = (await get(database, keys.account(like))) ?? {}
  const repository = new MembersRepository(database)
  const personalData = new PersonalData(await loadSettings(environment))
  return (number) => {
    const id = freshId('member')
    const joined = { id, cardNo: String(10_000_000 + number), state: 'active' as const, epoch: 0, revision: 0, joinedAt: new Date(clock.now()).toISOString(), personal: personalData.seal(id, { nickname: `会员${number}` }) }
    const [member] = repository.join(joined).flatMap((write) => (write.type === 'put' ? [write.item] : []))
    return [member ?? {}, { ...keys.account(id), ...account, roster: roster.of(id) }]
  }
}

function campaignItem({ clock }: BenchShop): Record<string, unknown> {
  const id = freshId('campaign')
  const [from, to] = [1, 30].map((days) => new Date(clock.now() + days * 86_400_000).toISOString())
  return { ...keys.campaign(id), ...Campaign.parse({ id, state: 'launched', revision: 1, name: { zh: '活动', en: 'Campaign' }, description: { zh: '', en: '' }, startsAt: from, endsAt: to, effect: { type: 'multiplier', percent: 200 } }) }
}

/** Puts what `make` makes of the numbers below `count` into the table, past the API: joining so many would take an hour. */
async function put({ database: { documents, table } }: BenchShop, count: number, make: Maker): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) {
      const items = Array.from({ length: Math.min(Math.floor(BATCH / 2), count - next) }, () => make(next++)).flat()
      let left: typeof items = items
      while (left.length > 0) {
        const { UnprocessedItems } = await documents.send(new BatchWriteCommand({ RequestItems: { [table]: left.map((Item) => ({ PutRequest: { Item } })) } }))
        left = (UnprocessedItems?.[table] ?? []).flatMap(({ PutRequest }) => PutRequest?.Item ?? [])
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}
