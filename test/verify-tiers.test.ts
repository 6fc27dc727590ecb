import { keys } from '../functions/database/keys'
import type { Item } from '../functions/database/read'
import { stored } from '../functions/database/stored'
import { freshId } from '../scripts/support/in-process'
import { verifyTable } from '../scripts/verify/table'
import { text } from '../scripts/verify/text'
import type { Order } from '../shared/earning/order'
import type { TierHeld } from '../shared/points/account'
import { TierTerms } from '../shared/tiers/terms'
import { member, owner, type Person, till } from './support/people'
import { namedAfter } from './support/plant'
import { openShop, type Shop } from './support/story'

const say = text.breach
const level = (id: string, min: number) => ({ id, name: { zh: id, en: id }, min, giftPoints: min / 10 })
const tiers = TierTerms.parse({ measure: { type: 'money', fenPerGrowth: 100 }, window: { type: 'calendar_year' }, levels: [level('plain', 0), level('silver', 50)] })

let shop: Shop
let lin: Person
beforeAll(async () => {
  shop = await openShop({ terms: { tiers }, isVerified: false })
  lin = await member(shop)
  const pos = await till(shop)
  await pos.reportOrderPaid({ orderNo: 'G1', member: { memberId: lin.id }, amountFen: 8_000 })
  await pos.reportOrderRefunded({ orderNo: 'G1', refundId: 'R1', amountFen: 3_000 })
  const chen = await member(shop)
  await (await owner(shop)).api.giveTier({ id: freshId('operation'), memberId: chen.id, tier: 'silver', until: 'never', reason: '朋友' })
})
afterAll(() => shop.close())

const named = (change: (item: Item) => Item) => namedAfter(shop, keys.account(lin.id), change)
const tierIn = (item: Item) => stored<{ tier: TierHeld }>(item).tier

test('a shop with tiers balances: growth is what its orders kept, tiers are what the entries say', async () => {
  expect((await verifyTable(shop.database)).breaches).toEqual([])
  expect(await lin.api.myTier({})).toMatchObject({ growth: 50, tier: { id: 'silver' } })
})

test('growth or a tier that the entries do not say is named', async () => {
  expect(await named((item) => ({ ...item, growth: { '2026-11': 51 } }))).toEqual([say.replay(lin.id, 'growth')])
  expect(await named((item) => ({ ...item, tier: { ...tierIn(item), until: 'never' } }))).toEqual([say.replay(lin.id, 'tier')])
})

test('an order that says another growth than its entries is named', async () => {
  const change = (item: Item) => {
    const { paid } = stored<Order>(item)
    return { ...item, paid: { ...paid, earned: { ...paid?.earned, growth: 160 } } }
  }
  expect(await namedAfter(shop, keys.order('pos', 'G1'), change)).toEqual([say.orderGrowth('pos/G1', 100, 50)])
})

test('a tier that no version of the programme has is named, also beneath one given by hand', async () => {
  expect(await named((item) => ({ ...item, tier: { ...tierIn(item), id: 'platinum' } }))).toEqual([say.replay(lin.id, 'tier'), say.tierUnknown(lin.id, 'platinum')])
  expect((await named((item) => ({ ...item, tier: { ...tierIn(item), earned: { ...tierIn(item), id: 'bronze' } } }))).at(-1)).toBe(say.tierUnknown(lin.id, 'bronze'))
})
