import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { Item } from '../../functions/database/read'
import { stored } from '../../functions/database/stored'
import type { Stock } from '../../functions/mall/stock.repository'
import { accountOf, entryOf } from '../../functions/points/points.repository'
import { verifyTable } from '../../scripts/verify/table'
import type { Account } from '../../shared/points/account'
import { replay, total } from '../../shared/points/ledger'
import { handleOf } from '../../shared/vouchers/code'
import { poolOf, type Voucher } from '../../shared/vouchers/voucher'
import type { Shop } from './story'

/** Every item of the table. */
export async function everything({ database }: Pick<Shop, 'database'>): Promise<readonly Item[]> {
  const items: Item[] = []
  let after: Record<string, unknown> | undefined
  do {
    const page = await database.documents.send(new ScanCommand({ TableName: database.table, ConsistentRead: true, ExclusiveStartKey: after }))
    items.push(...(page.Items ?? []))
    after = page.LastEvaluatedKey
  } while (after !== undefined)
  return items
}

/** Every item as text in an order of its own, to be compared with a later one; without the audit trail, which has what staff were refused too, and without when keys were last used. */
export const snapshot = async (shop: Pick<Shop, 'database'>): Promise<readonly string[]> =>
  (await everything(shop)).filter(({ pk }) => !String(pk).startsWith('AUDIT') && pk !== 'KEYUSE').map(canonical).sort()

/** What is wrong with the books of a whole table, in sentences; nothing when they balance. */
export async function faultsInBooks(shop: Pick<Shop, 'database'>): Promise<readonly string[]> {
  const items = await everything(shop)
  const bySk = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix))
  const vouchers = bySk('VOUCHER#').filter(({ type }) => type !== 'void').map((item) => stored<Voucher>(item))
  const accounts = bySk('ACCOUNT')
  return [
    ...accounts.flatMap((item) => faultsInAccount(String(item['pk']), stored<Account>(item), bySk('ENTRY#').filter(({ pk }) => pk === item['pk']))),
    ...bySk('STOCK').flatMap((item) => faultsInStock(stored<Stock>(item), vouchers)),
    ...vouchers.flatMap((voucher) => faultsInVoucher(voucher, items)),
  ]
}

/** The books balance: the laws of the ledger, of stock and of vouchers over the whole table. */
export async function expectBalancedBooks(shop: Pick<Shop, 'database'>): Promise<void> {
  expect(await faultsInBooks(shop)).toEqual([])
  expect((await verifyTable(shop.database)).breaches).toEqual([])
}

function faultsInAccount(memberId: string, item: Account, entryItems: readonly Item[]): string[] {
  const entries = entryItems.map(entryOf).sort((a, b) => a.number - b.number)
  const account = accountOf(item)
  const sum = entries.reduce((points, entry) => points + entry.points, 0)
  const isGapless = entries.every(({ number }, index) => number === index + 1) && entries.length === account.version
  const lots = total(account.lots.available) + total(account.lots.pending) + total(account.lots.held)
  return [
    ...(isGapless ? [] : [`${memberId}: ${entries.length} entries with holes, version ${account.version}`]),
    ...(sum === account.available + account.pending + account.held - account.debt ? [] : [`${memberId}: entries add up to ${sum}, the account does not`]),
    ...(lots === account.available + account.pending + account.held ? [] : [`${memberId}: lots add up to ${lots}, the account does not`]),
    ...(isGapless && canonical(replay(entries)) !== canonical(account) ? [`${memberId}: replaying the entries gives another account`] : []),
  ]
}

/** Keys sorted at every depth: DynamoDB keeps no order of names. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner))
}

function faultsInStock(stock: Stock, vouchers: readonly Voucher[]): string[] {
  const name = `${stock.rewardId} shard ${stock.shard}`
  const inFlight = Object.entries(stock.inFlight)
  const withdrawing = stock.move?.kind === 'withdraw' ? stock.move.units : 0
  const sum = stock.available + inFlight.length + withdrawing + stock.issued - stock.returned
  const began = stock.initial + (stock.moved ?? 0)
  const here = vouchers.filter((voucher) => poolOf(voucher) === stock.rewardId && voucher.reservation.shard === stock.shard)
  const waiting = here.filter((voucher) => stock.inFlight[`${voucher.memberId}/${handleOf(voucher.id)}`] === voucher.reservation.attempt).length
  return [
    ...(sum === began ? [] : [`${name}: ${began} became ${sum}`]),
    ...(stock.available < 0 ? [`${name}: ${stock.available} left`] : []),
    ...(here.length === stock.issued + waiting ? [] : [`${name}: ${here.length} vouchers, but ${stock.issued} counted and ${waiting} waiting`]),
  ]
}

function faultsInVoucher(voucher: Voucher, items: readonly Item[]): string[] {
  const own = items.filter((item) => (item['of'] ?? item['pk']) === voucher.memberId && String(item['sk']).startsWith('ENTRY#')).map(entryOf)
  const about = own.filter(({ source }) => source.kind === 'voucher' && source.id === voucher.id)
  const paid = about.filter(({ type }) => type === 'exchange').length
  const refunded = about.filter(({ type }) => type === 'refund').length
  const mayBeRefunded = voucher.state === 'cancelled' || (voucher.state === 'expired' && voucher.refundOnExpiry) ? 1 : 0
  return [
    ...(paid === 1 ? [] : [`${voucher.id}: paid ${paid} times`]),
    ...(refunded === mayBeRefunded ? [] : [`${voucher.id} (${voucher.state}): refunded ${refunded} times`]),
    ...((voucher.state === 'redeemed') === (voucher.redeemed !== undefined) ? [] : [`${voucher.id} is ${voucher.state}, and ${voucher.redeemed === undefined ? 'not ' : ''}redeemed`]),
  ]
}
