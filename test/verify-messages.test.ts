import { type Key, keys, outbox } from '../functions/database/keys'
import type { Item } from '../functions/database/read'
import { verifyTable } from '../scripts/verify/table'
import { text } from '../scripts/verify/text'
import { allows, parcelsOf, reminding, streamTo } from './support/letters'
import { buys, member, type Person } from './support/people'
import { itemsUnder, namedAfter } from './support/plant'
import { openShop, type Shop } from './support/story'

const say = text.breach
let shop: Shop
let lin: Person
let letter: Item
let parcel: Item
beforeAll(async () => {
  shop = await openShop({ isVerified: false })
  const on = await reminding(shop)
  const drain = await streamTo(shop, on)
  lin = await member(shop)
  await allows(shop, on, lin, 'tpl-received')
  await buys(shop, lin.id, 58)
  await drain()
  const [[oneLetter], [oneParcel]] = [await itemsUnder(shop, lin.id, 'MESSAGE#'), await parcelsOf(shop, lin)]
  if (oneLetter === undefined || oneParcel === undefined) throw new Error('nobody was told of anything')
  letter = oneLetter
  parcel = oneParcel
})
afterAll(() => shop.close())

const cause = () => String(letter['cause'])
/** The same item once more, in another place. */
const again = (item: Item, key: Key) => namedAfter(shop, key, () => ({ ...item, ...key }))
const LATER = '2027-01-01T00:00:00.000Z'

test('a shop that has told a member of something, in the inbox and for WeChat, balances', async () => {
  expect((await verifyTable(shop.database)).breaches).toEqual([])
  expect(String(parcel['cause'])).toBe(cause())
})

test('a member who is told twice of one cause is named, with the cause', async () => {
  expect(await again(letter, keys.message(lin.id, LATER, cause()))).toEqual([say.toldTwice(lin.id, cause())])
  expect(await again({ ...letter, cause: 'another' }, keys.message(lin.id, LATER, 'another'))).toEqual([])
})

test('a cause that goes to WeChat twice is named; that of another member is no breach', async () => {
  const shard = outbox.shardOf(lin.id)
  expect(await again(parcel, keys.parcel(shard, LATER, lin.id, cause()))).toEqual([say.toldTwice(lin.id, cause())])
  expect(await again({ ...parcel, memberId: 'mem_X' }, keys.parcel(shard, LATER, 'mem_X', cause()))).toEqual([])
})

test('a permission of WeChat’s that was overdrawn, or is no whole number, is named', async () => {
  const withQuota = (count: number) => namedAfter(shop, keys.messaging(lin.id), (item) => ({ ...item, quota: { 'tpl-received': count } }))
  expect(await withQuota(-1)).toEqual([say.negative(lin.id, 'quota tpl-received', '-1')])
  expect(await withQuota(0.5)).toEqual([say.negative(lin.id, 'quota tpl-received', '0.5')])
  expect(await withQuota(0)).toEqual([])
})
