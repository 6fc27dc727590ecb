import { BudgetsRepository } from '../../functions/campaigns/budgets.repository'
import { CampaignsRepository } from '../../functions/campaigns/campaigns.repository'
import { ProgrammeRepository } from '../../functions/earning/programme.repository'
import { CustomersService } from '../../functions/members/customers.service'
import { MembersRepository } from '../../functions/members/members.repository'
import { PointsRepository } from '../../functions/points/points.repository'
import { Secrets } from '../../functions/secrets'
import { stored } from '../../functions/database/stored'
import { commit } from '../../functions/database/write'
import { type ApiClient, freshId } from '../../scripts/support/in-process'
import { Campaign, type CampaignTerms } from '../../shared/campaigns/campaign'
import type { MemberId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { Entry } from '../../shared/points/entry'
import { everything, expectBalancedBooks } from './books'
import { asking } from './faults'
import { till } from './people'
import type { Instance, Shop } from './story'

/** Every step of taking from a budget, by what only it writes. */
export const budgetSteps = {
  reserve: asking('UpdateItem', /available - :points, inFlight/),
  commitPaid: asking('TransactWriteItems', /"ORDER"/),
  clear: asking('UpdateItem', /SET spent = spent/),
  release: asking('UpdateItem', /SET available = available \+ :points/),
  stir: asking('UpdateItem', /ADD stirred/),
} as const

/** A campaign that runs now and pays `points` more for every order, from a budget. */
export async function campaignWith(shop: Shop, budget: number, { points = 7, shards = 1, atEnd = 'rest', ...terms }: { points?: number; shards?: number; atEnd?: 'rest' | 'nothing' } & Partial<CampaignTerms> = {}): Promise<Campaign> {
  const now = shop.clock.now()
  const campaign = Campaign.parse({
    id: freshId('campaign'), state: 'launched', revision: 1, name: { zh: '活动', en: 'Campaign' }, description: { zh: '', en: '' },
    startsAt: new Date(now - 1_000).toISOString(), endsAt: new Date(now + 90 * 86_400_000).toISOString(),
    effect: { type: 'bonus', points }, stacking: { group: freshId('campaign').slice(-12).toLowerCase(), mode: 'all' }, budget: { points: budget, shards, atEnd }, budgetPoints: budget, ...terms,
  })
  await commit(shop.database, [new CampaignsRepository(shop.database, shop.clock).save(campaign)])
  await new BudgetsRepository(shop.database).open(campaign.id, budget, shards)
  shop.clock.pass(6_000)
  return campaign
}

/** From now on nobody is paid by it. */
export async function endCampaign(shop: Shop, campaign: Campaign): Promise<void> {
  await commit(shop.database, [new CampaignsRepository(shop.database, shop.clock).save({ ...campaign, state: 'ended', revision: campaign.revision + 1 })])
  shop.clock.pass(6_000)
}

/** A budget over all its shards, and what the entries of all members say they took of it and were paid by it. */
export async function budgetBooks(shop: Pick<Shop, 'database'>, budget: string, shards = 1) {
  const found = await new BudgetsRepository(shop.database).shards(budget, shards)
  const sum = (of: (shard: (typeof found)[number]) => number) => found.reduce((total, shard) => total + of(shard), 0)
  const entries = (await everything(shop)).filter(({ sk }) => String(sk).startsWith('ENTRY#')).map((item) => stored<Entry>(item))
  const taken = entries.flatMap((entry) => entry.budgets?.from ?? []).filter((from) => from.budget === budget)
  const id = budget.replace(/^rule\./, '')
  return {
    available: sum(({ available }) => available),
    inFlight: sum(({ inFlight }) => Object.values(inFlight).reduce((total, { points }) => total + points, 0)),
    spent: sum(({ spent }) => spent),
    taken: taken.reduce((total, { points }) => total + points, 0),
    paid: entries.flatMap(({ parts = [] }) => parts).filter((part) => part.id === id).reduce((total, { points }) => total + points, 0),
  }
}

/** Members whom the shop knows by customer numbers only: there may be more of them than WeChat’s stand-in knows people. */
export async function customers({ database, clock, settings }: Shop, count: number): Promise<readonly MemberId[]> {
  const secrets = new Secrets(settings, clock)
  const programmes = new ProgrammeRepository(database, clock)
  const service = new CustomersService(database, new MembersRepository(database), new PointsRepository(database, programmes), programmes, secrets)
  const joined: MemberId[] = []
  while (joined.length < count) joined.push((await service.findOrJoin(freshId('member'))).memberId)
  return joined
}

let orders = 0
export const order = (api: ApiClient, memberId: MemberId, yuan = 1, orderNo = `budget-${(orders += 1)}`) => api.reportOrderPaid({ orderNo, member: { memberId }, amountFen: yuan * 100 })

const drains = new WeakMap<Shop, Promise<unknown>>()

/** A till that tries again while the shop is busy or away, as a till does; the stream goes on meanwhile. */
export async function patiently<T>(shop: Shop, call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof Refusal && (error.code === 'busy' || error.code === 'unavailable'))) throw error
      const drain = drains.get(shop) ?? shop.drainStream().finally(() => drains.delete(shop))
      drains.set(shop, drain)
      await drain
    }
  }
}

/** Other tills of a shop, and the end of whatever is in flight there. */
export function settling(shop: () => Shop) {
  const laterSweep = () => {
    shop().clock.pass(61_000)
    return shop().run('budgets')
  }
  return {
    served: ({ api }: Pick<Instance, 'api'>) => till({ ...shop(), api }),
    laterSweep,
    quiet: async () => {
      await shop().drainStream()
      await laterSweep()
    },
  }
}

/** What every story of budgets ends with: nothing is in flight, the books balance, and nothing went wrong but what was meant to. */
export async function closeSettled(shop: Shop): Promise<void> {
  await settling(() => shop).quiet()
  await expectBalancedBooks(shop)
  expect(shop.bugs.filter(({ error }) => !/this process has died|unavailable|busy/.test(String(error)))).toEqual([])
  await shop.close()
}
