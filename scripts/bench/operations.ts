import { dayOf } from '../../shared/time/day'
import { memberCode, voucherCode } from '../../shared/vouchers/code'
import { programme, rewards, storeId } from '../demo/shop'
import { type ApiClient, freshId } from '../support/in-process'
import type { Measure } from './measure'
import { Meter } from './meter'
import type { BenchShop } from './shop'

interface Operation {
  readonly name: string
  /** The most write units; none where it is only told. */
  readonly writeUnits?: number
  /** What must be there first; not measured. */
  readonly prepare?: () => Promise<void>
  readonly work: () => Promise<unknown>
  /** The same call again: its answer must be a replay. */
  readonly again?: () => Promise<unknown>
}

const REQUESTS_MAX = 3
const REPLAY_UNITS_MAX = 2
const DAY_MS = 86_400_000

/** What each operation costs the database, with caches warm, for a member with some history. */
export async function measureOperations(shop: BenchShop): Promise<readonly Measure[]> {
  const meter = new Meter(shop.database.client, shop.database.table, shop.endpoint)
  const measures: Measure[] = []
  for (const { name, writeUnits, prepare, work, again } of await operations(shop)) {
    await prepare?.()
    const cost = await meter.of(work)
    measures.push({ name: `${name}: write units`, value: cost.writeUnits, unit: 'units', ...(writeUnits === undefined ? {} : { bar: writeUnits }) })
    if (name.endsWith('clean-up')) continue
    measures.push({ name: `${name}: requests`, value: cost.requests, bar: REQUESTS_MAX, unit: 'requests' })
    if (again === undefined) continue
    const replay = await meter.of(again)
    measures.push({ name: `${name} replayed: write units`, value: replay.writeUnits, bar: REPLAY_UNITS_MAX, unit: 'units' })
  }
  meter.close()
  return withExchange(measures)
}

/** An exchange costs what it writes at once and what the stream clears behind it; what earlier operations left there is read before. */
function withExchange(measures: readonly Measure[]): readonly Measure[] {
  const units = (name: string) => measures.find((one) => one.name === `${name}: write units`)?.value ?? Number.NaN
  return [...measures, { name: 'exchange with reservation and clean-up: write units', value: units('exchange') + units('exchange, clean-up'), bar: 8, unit: 'units' }]
}

async function operations(shop: BenchShop): Promise<readonly Operation[]> {
  const person = shop.newcomer()
  await liveAWhile(shop, person)
  const { client, profile } = await shop.member(person)
  const clerk = (await shop.member('wang-fang')).client
  const [coffee] = rewards(shop.clock.now())
  if (coffee === undefined) throw new Error('the demo shop has no reward')
  const checkIn = { id: freshId('operation'), day: dayOf(shop.clock.now(), programme.timeZone) }
  const order = { orderNo: 'bench-1', member: { memberId: profile.id }, amountFen: 6_800, storeId: storeId(1) }
  const refund = { orderNo: 'bench-1', refundId: 'bench-r', amountFen: 1_800 }
  const exchange = { id: freshId('voucher'), rewardId: coffee.reward.id, pricePoints: coffee.reward.pricePoints }
  const second = { ...exchange, id: freshId('voucher') }
  const cancel = { voucherId: second.id, id: freshId('operation') }
  const redeem = { id: freshId('operation'), ticket: '', storeId: storeId(1) }
  const purchase = { id: freshId('operation'), ticket: '', storeId: storeId(1), amountFen: 2_500 }
  return [
    { name: 'check-in', writeUnits: 4, work: () => client.checkIn(checkIn), again: () => client.checkIn(checkIn) },
    { name: 'purchase', writeUnits: 6, work: () => shop.till.reportOrderPaid(order), again: () => shop.till.reportOrderPaid(order) },
    { name: 'refund', work: () => shop.till.reportOrderRefunded(refund), again: () => shop.till.reportOrderRefunded(refund) },
    { name: 'exchange', prepare: async () => void (await Promise.all([client.listRewards({}), client.reward({ rewardId: coffee.reward.id }), shop.stream.drain()])), work: () => client.exchange(exchange), again: () => client.exchange(exchange) },
    { name: 'exchange, clean-up', work: () => shop.stream.drain() },
    {
      name: 'redeem', writeUnits: 3,
      prepare: async () => {
        const { code } = await client.voucher({ voucherId: exchange.id })
        redeem.ticket = await ticketOf(clerk, voucherCode(code?.key ?? '', code?.cardNo ?? '', code?.handle ?? '', shop.clock.now()))
      },
      work: () => clerk.redeem(redeem),
      again: () => clerk.redeem(redeem),
    },
    {
      name: 'purchase by a clerk',
      prepare: async () => {
        const { cardNo, key } = await client.memberCode({})
        purchase.ticket = await ticketOf(clerk, memberCode(key, cardNo, shop.clock.now()))
      },
      work: () => clerk.recordPurchase(purchase),
      again: () => clerk.recordPurchase(purchase),
    },
    { name: 'exchange again', work: () => client.exchange(second) },
    { name: 'cancel', work: () => client.cancelVoucher(cancel), again: () => client.cancelVoucher(cancel) },
  ]
}

const ticketOf = async (clerk: ApiClient, code: string): Promise<string> => (await clerk.look({ code, storeId: storeId(1) })).ticket

/** Nobody is new: three weeks of check-ins and purchases, and a voucher already in hand. */
async function liveAWhile(shop: BenchShop, person: string): Promise<void> {
  const today = shop.clock.now()
  for (let ago = 20; ago >= 1; ago--) {
    shop.clock.turnTo(today - ago * DAY_MS)
    const { client, profile } = await shop.member(person)
    if (ago % 6 !== 0) await client.checkIn({ id: freshId('operation'), day: dayOf(shop.clock.now(), programme.timeZone) })
    await shop.till.reportOrderPaid({ orderNo: `before-${ago}`, member: { memberId: profile.id }, amountFen: 4_200, storeId: storeId(2) })
    if (ago === 2) await exchangeOne(shop, client)
  }
  shop.clock.turnTo(today)
  await shop.stream.drain()
}

async function exchangeOne(shop: BenchShop, client: ApiClient): Promise<void> {
  const cookies = rewards(shop.clock.now())[1]
  if (cookies !== undefined) await client.exchange({ id: freshId('voucher'), rewardId: cookies.reward.id, pricePoints: cookies.reward.pricePoints })
}
