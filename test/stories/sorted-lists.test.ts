import { freshId } from '../../scripts/support/in-process'
import type { Page, SortOrder } from '../../shared/api/page'
import { RiskTerms } from '../../shared/risk/terms'
import { hooked } from '../support/hooked'
import { freshPhone, sent } from '../support/imports'
import { marketer, terms } from '../support/marketing'
import { exchange, loosely, member, outcome, owner, type Person, qrOf, redeem, reward, scan, till } from '../support/people'
import { closeBalanced, moving, shelved } from '../support/shelf'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'
import { termsWith } from '../support/tier-terms'

interface Wanted {
  readonly order: SortOrder
  readonly limit: number
  readonly cursor?: string
}
type Ask = (wanted: Wanted) => Promise<Page<unknown>>

const ROWS = 5
let shop: Shop
let boss: Person
let li: Person
let lin: Person
beforeAll(async () => {
  shop = await openShop({ terms: { tiers: termsWith(), risk: RiskTerms.parse({ velocity: [{ by: 'member', per: 'day', most: 1, answer: 'hold' }] }) } })
  boss = await owner(shop)
  li = await marketer(shop)
  lin = await member(shop, { points: 1_000 })
})
afterAll(() => closeBalanced(shop))
beforeEach(() => shop.clock.pass(20_000))

/** Does it so often, a second apart. */
async function often(deed: (time: number) => Promise<unknown>): Promise<void> {
  for (let time = 1; time <= ROWS; time++) {
    await deed(time)
    shop.clock.pass(1_000)
  }
}

/** The whole list by pages of two, from one end. */
async function whole(ask: Ask, order: SortOrder): Promise<readonly unknown[]> {
  const found: unknown[] = []
  let cursor: string | undefined
  do {
    const page = await ask({ order, limit: 2, ...(cursor === undefined ? {} : { cursor }) })
    found.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return found
}

/** Read from either end a list is the same list, and a page of one order is not gone on with in the other. */
async function reads(ask: Ask, at: (item: never) => string | number): Promise<void> {
  shop.clock.pass(20_000)
  const [newest, oldest] = [await whole(ask, 'newest'), await whole(ask, 'oldest')]
  expect(newest.length).toBeGreaterThanOrEqual(3)
  expect([...oldest].reverse()).toEqual(newest)
  const times = oldest.map((item) => Reflect.apply(at, undefined, [item]))
  expect([...times].sort((a, b) => (a < b ? -1 : 1))).toEqual(times)
  for (const [order, other] of [['newest', 'oldest'], ['oldest', 'newest']] as const) {
    const { next } = await ask({ order, limit: 1 })
    expect(await outcome(ask({ order: other, limit: 1, cursor: next ?? '' }))).toBe('invalid_input')
  }
}

describe('read from either end is', () => {
  test('the list of members', async () => {
    await often(() => member(shop))
    await reads((page) => li.api.listMembers(page), ({ id }: { id: string }) => id)
    await reads((page) => li.api.listMembers({ ...page, state: 'normal' }), ({ id }: { id: string }) => id)
  })

  test('what a member got, was told, exchanged and rose to', async () => {
    const { id: memberId } = lin
    const it = await reward(shop, ROWS, { pricePoints: 10 })
    await often(() => exchange(lin.api, it))
    await often((time) => li.api.giveTier({ id: freshId('operation'), memberId, tier: time % 2 === 0 ? 'gold' : 'silver', until: 'never', reason: '店主决定' }))
    await often((time) => li.api.adjustPoints({ id: freshId('operation'), memberId, points: time, text: '补记', reason: '小票' }))
    await shop.drainStream()
    await reads((page) => li.api.memberEntries({ ...page, memberId }), ({ number }: { number: number }) => number)
    await reads((page) => li.api.memberEntries({ ...page, memberId, direction: 'out' }), ({ number }: { number: number }) => number)
    await reads((page) => li.api.memberTierHistory({ ...page, memberId }), ({ at }: { at: string }) => at)
    await reads((page) => li.api.memberMessages({ ...page, memberId }), ({ at }: { at: string }) => at)
    await reads((page) => li.api.memberVouchers({ ...page, memberId }), ({ exchangedAt }: { exchangedAt: string }) => exchangedAt)
    await reads((page) => li.api.findVouchers({ ...page, memberId }), ({ exchangedAt }: { exchangedAt: string }) => exchangedAt)
    expect(await outcome(li.api.findVouchers({ order: 'oldest' }))).toBe('invalid_input')
  })

  test('what waits for a person: doubted points and requests', async () => {
    const [pos, chen] = [await till(shop), await member(shop)]
    await boss.api.setLimits({ adjustPoints: 10, grantPoints: null, campaignPoints: null, campaignFen: null, revision: 0 })
    await often((time) => pos.reportOrderPaid({ orderNo: `S-${time}`, member: { memberId: chen.id }, amountFen: 1_000 }))
    await often(() => li.api.adjustPoints({ id: freshId('operation'), memberId: chen.id, points: 500, text: '补记', reason: '小票' }))
    await shop.drainStream()
    await reads((page) => boss.api.listReviews(page), ({ heldAt }: { heldAt: string }) => heldAt)
    await reads((page) => boss.api.listApprovals(page), ({ askedAt }: { askedAt: string }) => askedAt)
    await reads((page) => boss.api.listApprovals({ ...page, state: 'waiting' }), ({ askedAt }: { askedAt: string }) => askedAt)
  })

  test('what was done: at a counter, to a stock, to the terms, by staff at all', async () => {
    const [it, added] = [await reward(shop, ROWS, { pricePoints: 10 }), await shelved(li.api, 1)]
    await often(async () => redeem(shop, boss.api, (await exchange(lin.api, it)).voucher))
    await often((time) => li.api.addStock(moving(added.id, time)))
    await often((time) => boss.api.publishProgramme({ version: time, copyOf: 1 }).then(() => shop.clock.pass(20_000)))
    await shop.drainStream()
    const { id: staffId } = (await boss.api.listStaff({})).items.find(({ role }) => role === 'owner') ?? { id: freshId('staff') }
    await reads((page) => li.api.redemptionsOf({ ...page, staffId }), ({ at }: { at: string }) => at)
    await reads((page) => li.api.stockMoves({ ...page, rewardId: added.id }), ({ at }: { at: string }) => at)
    await reads((page) => li.api.programmeVersions(page), ({ version }: { version: number }) => version)
    await reads((page) => boss.api.listAudit(page), ({ at }: { at: string }) => at)
    await reads((page) => boss.api.listAudit({ ...page, call: 'addStock', from: '2026-11-01' }), ({ at }: { at: string }) => at)
    await reads((page) => boss.api.listAudit({ ...page, target: added.id }), ({ at }: { at: string }) => at)
    expect(await boss.api.listAudit({ from: '2026-11-30', to: '2026-11-01' })).toEqual({ items: [], next: null })
  })

  test('what came from elsewhere and what goes there; of one kind, too', async () => {
    const hook = await hooked(shop)
    const [{ id: webhookId }, at] = [await hook.webhook(['points.earned']), await hook.boss()]
    await often(() => at.testWebhook({ webhookId, id: freshId('operation') }))
    await often(() => sent(boss.api, 'members', [{ phone: freshPhone() }]))
    await sent(boss.api, 'balances', [{ phone: freshPhone(), points: '10' }])
    await reads((page) => boss.api.webhookDeliveries({ ...page, webhookId }), ({ at: then }: { at: string }) => then)
    await reads((page) => boss.api.listImports(page), ({ at }: { at: string }) => at)
    await reads((page) => boss.api.listImports({ ...page, kind: 'members' }), ({ at }: { at: string }) => at)
    expect((await boss.api.listImports({ kind: 'balances' })).items.map(({ kind }) => kind)).toEqual(['balances'])
    await hook.close()
  })

  test('the list of campaigns, by when they were made, start or end', async () => {
    const day = (number: number) => new Date(shop.clock.now() + number * 86_400_000).toISOString()
    await often((time) => li.api.createCampaign(terms(shop, { startsAt: day(1 + (time % 3)), endsAt: day(20 - time) })))
    await reads((page) => li.api.listCampaigns(page), ({ campaign }: { campaign: { id: string } }) => campaign.id)
    await reads((page) => li.api.listCampaigns({ ...page, sort: 'starts' }), ({ campaign }: { campaign: { startsAt: string } }) => campaign.startsAt)
    await reads((page) => li.api.listCampaigns({ ...page, sort: 'ends', stage: 'draft' }), ({ campaign }: { campaign: { endsAt: string } }) => campaign.endsAt)
    const { next } = await li.api.listCampaigns({ sort: 'starts', limit: 1 })
    expect(await outcome(li.api.listCampaigns({ sort: 'ends', limit: 1, cursor: next ?? '' }))).toBe('invalid_input')
  })
})

test('an order that is none is refused', async () => {
  for (const call of ['listMembers', 'listReviews', 'listApprovals', 'listCampaigns', 'programmeVersions'] as const) expect(await outcome(loosely(li.api, call, { order: 'best' }))).toBe('invalid_input')
})

test('a page of vouchers goes on behind its last one, also when that has been redeemed meanwhile', async () => {
  const [chen, it] = [await member(shop, { points: 100 }), await reward(shop, 3, { pricePoints: 10 })]
  const [first, second, third] = [await exchange(chen.api, it), await exchange(chen.api, it), await exchange(chen.api, it)].map(({ voucher }) => voucher)
  if (first === undefined || second === undefined || third === undefined) throw new Error('three were exchanged')
  const page = await li.api.memberVouchers({ memberId: chen.id, state: 'usable', order: 'oldest', limit: 1 })
  await boss.api.redeem({ id: freshId('operation'), storeId: storeId(1), ticket: await scan(boss.api, qrOf(shop, first)) })
  const next = await li.api.memberVouchers({ memberId: chen.id, state: 'usable', order: 'oldest', cursor: page.next ?? '' })
  expect(next.items).toHaveLength(2)
  expect(next.items.map(({ id }) => id)).not.toContain(page.items[0]?.id)
})
