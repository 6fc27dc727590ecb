import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Key } from '../../functions/database/keys'
import type { Item } from '../../functions/database/read'
import { freshId } from '../../scripts/support/in-process'
import { verifyTable } from '../../scripts/verify/table'
import type { Reward } from '../../shared/mall/reward'
import { clerk, exchange, member, type Person, redeem, reward, till } from './people'
import { openShop, type Shop } from './story'
import { storeId } from './story.terms'

const DAY_MS = 86_400_000

/** A shop in which everything has happened once. */
export interface Lived {
  readonly shop: Shop
  readonly lin: Person
  readonly chen: Person
  readonly wang: Person
  readonly coffee: Reward
}

/** Lives through it. */
export async function liveAll(): Promise<Lived> {
  const shop = await openShop({ isVerified: false })
  const wang = await clerk(shop)
  const coffee = await reward(shop, 20, { voucherDays: 2, stockShards: 2 })
  const lapsing = await reward(shop, 5, { voucherDays: 0, refundOnExpiry: false })
  const [lin, chen] = [await member(shop, { points: 900 }), await member(shop, { points: 500 })]
  const pos = await till(shop)
  await lin.api.checkIn({ id: freshId('operation'), day: shop.clock.today })
  await pos.reportOrderPaid({ orderNo: 'A1', member: { memberId: lin.id }, amountFen: 8_000, storeId: storeId(2) })
  await pos.reportOrderRefunded({ orderNo: 'A1', refundId: 'R1', amountFen: 3_000 })
  await pos.reportOrderPaid({ orderNo: 'A2', member: { memberId: lin.id }, amountFen: 50 })
  const kept = await exchange(lin.api, coffee)
  await redeem(shop, wang.api, kept.voucher)
  const dropped = await exchange(lin.api, coffee)
  await lin.api.cancelVoucher({ voucherId: dropped.voucher.id, id: freshId('operation') })
  await exchange(chen.api, lapsing)
  await exchange(chen.api, coffee)
  await chen.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
  await exchange(lin.api, coffee)
  shop.clock.pass(4 * DAY_MS)
  await lin.api.checkIn({ id: freshId('operation'), day: shop.clock.today })
  await exchange(lin.api, coffee)
  await shop.drainStream()
  return { shop, lin, chen, wang, coffee }
}

/** What verifying names after an item was changed behind the product's back; then puts things right again. */
export async function namedAfter(shop: Shop, key: Key, change: (item: Item) => Item | undefined): Promise<readonly string[]> {
  const before = await itemAt(shop, key)
  const changed = change(before ?? {})
  if (changed !== undefined) await put(shop, changed)
  try {
    return (await verifyTable(shop.database)).breaches
  } finally {
    await (before === undefined ? remove(shop, key) : put(shop, before))
  }
}

export async function namedAfterRemoving(shop: Shop, key: Key): Promise<readonly string[]> {
  const before = await itemAt(shop, key)
  if (before === undefined) throw new Error(`nothing lies at ${key.pk} ${key.sk}`)
  await remove(shop, key)
  try {
    return (await verifyTable(shop.database)).breaches
  } finally {
    await put(shop, before)
  }
}

async function itemAt({ database: { documents, table } }: Shop, { pk, sk }: Key): Promise<Item | undefined> {
  return (await documents.send(new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }))).Item
}

const put = ({ database: { documents, table } }: Shop, Item: Item) => documents.send(new PutCommand({ TableName: table, Item }))

const remove = ({ database: { documents, table } }: Shop, { pk, sk }: Key) => documents.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }))

/** All items of a partition whose sort key begins so. */
export async function itemsUnder({ database: { documents, table } }: Shop, pk: string, prefix: string): Promise<readonly Item[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({ TableName: table, ConsistentRead: true, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)', ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix } }),
  )
  return Items
}
