import { type Key, keys } from '../functions/database/keys'
import type { Item } from '../functions/database/read'
import { stored } from '../functions/database/stored'
import { freshId } from '../scripts/support/in-process'
import { verifyTable } from '../scripts/verify/table'
import { text } from '../scripts/verify/text'
import type { HoldId } from '../shared/api/ids'
import type { Account } from '../shared/points/account'
import { CashOffTerms } from '../shared/points/cash-off'
import type { Entry } from '../shared/points/entry'
import type { Hold } from '../shared/points/hold'
import { member, type Person, till } from './support/people'
import { itemsUnder, namedAfter, namedAfterRemoving } from './support/plant'
import { openShop, type Shop } from './support/story'

const say = text.breach
const cashOff = CashOffTerms.parse({ stepPoints: 100, fenPerStep: 100, mostPercent: 50, minimumFen: 1_000, holdMinutes: 10 })

let shop: Shop
let [lin, chen]: Person[] = []
let holds: Readonly<Record<'expired' | 'confirmed' | 'cancelled' | 'open', HoldId>>
beforeAll(async () => {
  shop = await openShop({ terms: { cashOff }, isVerified: false })
  const [here, one, other] = [await till(shop), await member(shop, { points: 1_900 }), await member(shop)]
  lin = one
  chen = other
  const held = async (points: number): Promise<HoldId> => {
    const { hold } = await here.openHold({ id: freshId('hold'), member: { memberId: one.id }, billFen: 2_000, points })
    return hold.id
  }
  const expired = await held(100)
  shop.clock.pass(11 * 60_000)
  const [confirmed, cancelled, open] = [await held(500), await held(200), await held(300)]
  await here.confirmHold({ holdId: confirmed, orderNo: 'A1' })
  await here.refundHold({ holdId: confirmed, refundId: 'R1', points: 200 })
  await here.cancelHold({ holdId: cancelled })
  holds = { expired, confirmed, cancelled, open }
})
afterAll(() => shop.close())

const idOf = (person: Person | undefined) => {
  if (person === undefined) throw new Error('nobody has joined')
  return person.id
}
const named = (key: Key, change: (item: Item) => Item | undefined) => namedAfter(shop, key, change)
const namedIn = (hold: HoldId, change: Partial<Omit<Hold, 'memberId'>> & { memberId?: string }) => named(keys.hold(hold), (item) => ({ ...item, ...change }))
const account = (item: Item) => stored<Account>(item)
const entryOf = async (hold: HoldId, type: Entry['type']): Promise<Key> => {
  const entries = (await itemsUnder(shop, idOf(lin), 'ENTRY#')).map((item) => stored<Entry>(item))
  const found = entries.find((entry) => entry.type === type && entry.source.id === hold)
  if (found === undefined) throw new Error(`no entry of ${hold} is a ${type}`)
  return keys.entry(idOf(lin), found.number)
}

test('a shop in which holds were opened, confirmed, refunded, cancelled and left to themselves balances', async () => {
  expect((await verifyTable(shop.database)).breaches).toEqual([])
  expect(await lin?.api.account({})).toMatchObject({ available: 1_400, held: 300 })
})

test('a hold that nothing begins, or that ends twice, is named', async () => {
  expect(await named(await entryOf(holds.open, 'hold'), (item) => ({ ...item, type: 'adjust' }))).toEqual(expect.arrayContaining([say.holdEntries(holds.open, idOf(lin), 0, 0), say.holdUnbooked(holds.open, idOf(lin))]))
  expect(await named(await entryOf(holds.confirmed, 'refund'), (item) => ({ ...item, type: 'release' }))).toContain(say.holdEntries(holds.confirmed, idOf(lin), 1, 2))
  expect(await named(await entryOf(holds.open, 'hold'), (item) => ({ ...item, source: { kind: 'hold', id: holds.cancelled } }))).toContain(say.holdEntries(holds.cancelled, idOf(lin), 2, 1))
})

test('a hold that is not there, or is another member’s, is named', async () => {
  for (const hold of [holds.open, holds.confirmed]) expect(await namedAfterRemoving(shop, keys.hold(hold))).toEqual([say.holdMissing(idOf(lin), hold)])
  expect(await namedIn(holds.open, { memberId: idOf(chen) })).toEqual(expect.arrayContaining([say.holdOwner(holds.open, idOf(chen), idOf(lin)), say.holdUnbooked(holds.open, idOf(chen))]))
})

test('a hold of which its member knows nothing is named', async () => {
  const stray = freshId('hold')
  expect(await named(keys.hold(stray), () => ({ ...keys.hold(stray), id: stray, memberId: idOf(chen), entry: 1, points: 100, state: 'open', refunds: [] }))).toEqual([say.holdUnbooked(stray, idOf(chen))])
})

test('lots that keep other points than their hold are named', async () => {
  expect(await namedIn(holds.open, { points: 200 })).toEqual([say.holdLots(holds.open, 300, 200)])
  const change = (item: Item) => {
    const { lots } = account(item)
    return { ...item, lots: { ...lots, held: Object.fromEntries(Object.entries(lots.held).map(([lot, points]) => [lot.replace(holds.open, holds.cancelled), points])) } }
  }
  expect(await named(keys.account(idOf(lin)), change)).toEqual(expect.arrayContaining([say.holdLots(holds.open, 0, 300), say.holdLots(holds.cancelled, 300, 0)]))
})

test('an account that keeps a hold for another time, or one that has ended, is named', async () => {
  const until = '2099-01-01T00:00:00.000Z'
  const [{ expiresAt: openUntil } = { expiresAt: '' }] = (await itemsUnder(shop, keys.hold(holds.open).pk, 'HOLD')).map((item) => stored<Hold>(item))
  expect(await named(keys.account(idOf(lin)), (item) => ({ ...item, holds: { [holds.open]: until } }))).toContain(say.holdUntil(holds.open, until, openUntil))
  expect(await named(keys.account(idOf(lin)), (item) => ({ ...item, holds: {} }))).toContain(say.holdUntil(holds.open, 'undefined', openUntil))
  expect((await named(keys.account(idOf(lin)), (item) => ({ ...item, holds: { ...account(item).holds, [holds.confirmed]: until } }))).join()).toContain(holds.confirmed)
})

test('a hold that says another state than its entries is named', async () => {
  expect(await namedIn(holds.open, { state: 'confirmed' })).toEqual([say.holdState(holds.open, 'confirmed', 'open')])
  expect(await namedIn(holds.cancelled, { state: 'open' })).toEqual([say.holdState(holds.cancelled, 'open', 'cancelled')])
  expect(await namedIn(holds.confirmed, { state: 'open' })).toEqual([say.holdState(holds.confirmed, 'open', 'confirmed')])
  expect(await namedIn(holds.expired, { state: 'cancelled' })).toEqual([say.holdState(holds.expired, 'cancelled', 'open')])
})

test('a hold that was paid with other points than it keeps is named', async () => {
  expect(await namedIn(holds.confirmed, { points: 400 })).toEqual([say.holdPaid(holds.confirmed, 400, 500)])
})

test('a hold that says other refunds than its entries, or more than it was paid with, is named', async () => {
  expect(await namedIn(holds.confirmed, { refunds: [] })).toEqual([say.holdRefunded(holds.confirmed, 0, 200)])
  expect(await namedIn(holds.confirmed, { refunds: [{ refundId: 'R1', points: 600 }] })).toEqual([say.holdRefunded(holds.confirmed, 600, 200), say.holdRefunded(holds.confirmed, 600, 500)])
})
