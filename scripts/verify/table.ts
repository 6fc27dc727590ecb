import type { Database } from '../../functions/database/client'
import { keys } from '../../functions/database/keys'
import { get, getAll, type Item } from '../../functions/database/read'
import { stored } from '../../functions/database/stored'
import { moveOf } from '../../functions/mall/stock-moves.repository'
import type { Stock } from '../../functions/mall/stock.repository'
import { memberOf } from '../../functions/members/members.repository'
import type { StaffMember } from '../../functions/stores/staff.repository'
import { reasonOf } from '../local/sentence'
import { accountBreaches, repeatedBreaches } from './account'
import { adjustmentBreaches, adjustmentItemBreaches } from './adjustments'
import { auditBreaches, chainBreaches, isAuditDay } from './audit'
import { bookedOrderBreaches, bookedOrders, earningOrder, OrderBalance, orderId, orderKeyOf, unbookedOrders } from './orders'
import { BudgetBooks } from './budgets'
import { beginningOf, holdBreaches, holdKeyOf, isHoldPartition, namedHolds, unbookedHold } from './holds'
import { lineageOf } from './lineage'
import { messageBreaches, parcelBreaches } from './messages'
import { FigureBooks } from './figures'
import { booksOf, type HeldVoucher, type MemberBooks } from './partition'
import { friendsIn, referralBreaches } from './referrals'
import { memberBreaches, pointerBreaches, pointersOf, staffLineBreaches } from './people'
import { queueItemBreaches, reviewBreaches } from './reviews'
import { eachPartition, type Partition, readPartition } from './scan'
import { StockBooks } from './stock'
import { text } from './text'
import { TiersHeld } from './tiers'
import { voucherBreaches } from './vouchers'

export interface Verified {
  readonly members: number
  readonly entries: number
  readonly vouchers: number
  /** One sentence each; the last counts the rest when there are very many. */
  readonly breaches: string[]
  /** Stocks, budgets and sheets of figures that were in use while being read and so could not be held against vouchers and entries. */
  readonly moving: number
  /** Members and redemptions that the figures have not come to yet. */
  readonly uncounted: number
}

export interface Watcher {
  /** Whether the figures must have come to everything soon, as they do where the stream is running. */
  readonly mustBeCounted?: boolean
  readonly onRead?: (items: number) => void
  readonly onStage?: (stage: string) => void
}

/** What one partition holds, and what is wrong with it. */
interface Finding {
  readonly breaches: readonly string[]
  readonly members?: number
  readonly entries?: number
  readonly vouchers?: readonly HeldVoucher[]
  readonly books?: MemberBooks
  readonly provenOrders?: readonly string[]
  readonly claimedOrders?: readonly string[]
}

const BREACHES_MAX = 10_000

/** Reads a whole table and names every breach of what must always hold. The table may be in use: what looks wrong is read again before it is named. */
export async function verifyTable(database: Database, { mustBeCounted = false, onRead, onStage }: Watcher = {}): Promise<Verified> {
  const counts = { members: 0, entries: 0, vouchers: 0 }
  const breaches: string[] = []
  const stocks = new StockBooks(database)
  const budgets = new BudgetBooks(database)
  const orders = new OrderBalance()
  const tiers = new TiersHeld()
  const timeZone = (await get(database, keys.programme()))?.['timeZone']
  const zone = typeof timeZone === 'string' ? timeZone : undefined
  const figures = new FigureBooks(database, zone)
  await Promise.all([stocks.open(), budgets.open(), figures.open()])
  const visit = async (partition: Partition) => {
    const finding = await confirmed(database, partition, zone)
    breaches.push(...finding.breaches)
    if (finding.books !== undefined) tiers.add(finding.books)
    if (finding.books !== undefined) figures.add(finding.books, partition.items)
    counts.members += finding.members ?? 0
    counts.entries += finding.entries ?? 0
    counts.vouchers += finding.vouchers?.length ?? 0
    for (const held of finding.vouchers ?? []) await stocks.add(held)
    if (finding.books !== undefined) await budgets.add(finding.books)
    for (const id of finding.provenOrders ?? []) orders.prove(id)
    for (const id of finding.claimedOrders ?? []) orders.claim(id)
    if (partition.pk.startsWith('STOCK#')) for (const item of partition.items) await stocks.see(stored<Stock>(item))
    if (partition.pk.startsWith('MOVES#')) for (const item of partition.items) await stocks.addMove(moveOf(item))
    if (partition.pk.startsWith('BUDGET#')) for (const item of partition.items) budgets.see(item)
  }
  await eachPartition(database, visit, onRead)
  onStage?.(text.checkingStock)
  const [stock, budget] = [await stocks.close(), await budgets.close()]
  onStage?.(text.checkingFigures)
  const figure = await figures.close(mustBeCounted)
  onStage?.(text.checkingOrders)
  breaches.push(...stock.breaches, ...budget.breaches, ...figure.breaches, ...(await unbookedOrders(database, orders)), ...(await tiers.unknown(database)))
  return { ...counts, breaches: bounded(breaches), moving: stock.moving + budget.moving + figure.moving, uncounted: figure.behind }
}

function bounded(breaches: readonly string[]): string[] {
  if (breaches.length <= BREACHES_MAX) return [...breaches]
  return [...breaches.slice(0, BREACHES_MAX), text.more(breaches.length - BREACHES_MAX)]
}

/** Pages of a scan are read at different moments; a breach counts when it is still there in the partition read as a whole. */
async function confirmed(database: Database, partition: Partition, timeZone: string | undefined): Promise<Finding> {
  const first = await examined(database, partition, timeZone)
  return first.breaches.length === 0 ? first : examined(database, await readPartition(database, partition.pk), timeZone)
}

async function examined(database: Database, partition: Partition, timeZone: string | undefined): Promise<Finding> {
  try {
    return await examine(database, partition, timeZone)
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error
    return { breaches: [text.breach.unreadable(partition.pk, reasonOf(error))] }
  }
}

async function examine(database: Database, { pk, items }: Partition, timeZone: string | undefined): Promise<Finding> {
  if (pk.startsWith('mem_')) {
    const finding = await examineMember(database, booksOf({ pk, items }), timeZone)
    return { ...finding, breaches: [...finding.breaches, ...messageBreaches(pk, items)] }
  }
  if (pk.startsWith('OUTBOX#')) return { breaches: parcelBreaches(items) }
  if (pk.startsWith('IDENTITY#') || pk.startsWith('CARD#')) return { breaches: await pointers(database, items) }
  if (pk.startsWith('ORDER#')) return { breaches: [], claimedOrders: items.flatMap((item) => earningOrder(item) ?? []).map(orderId) }
  if (isHoldPartition(pk)) return { breaches: await holds(database, items) }
  if (isAuditDay(pk)) return { breaches: await auditBreaches(database, pk, items) }
  if (pk === keys.chain('').pk) return { breaches: await chainBreaches(database, items) }
  if (pk.startsWith('ADJUSTMENT#')) return { breaches: await adjustmentItemBreaches(database, items) }
  if (pk === keys.review('').pk) return { breaches: await queueItemBreaches(database, items) }
  if (pk === keys.staffList('').pk) return { breaches: await staffList(database, items) }
  return { breaches: [] }
}

async function examineMember(database: Database, own: MemberBooks, timeZone: string | undefined): Promise<Finding> {
  const { member, staff } = own
  const lineage = await lineageOf(database, own)
  const books = { ...own, inherited: lineage.inherited }
  const inTheEnd = { ...books, accountItem: lineage.lastAccount }
  const booked = bookedOrders(books)
  const pointerKeys = member === undefined ? [] : pointersOf(member)
  const listKeys = staff === undefined ? [] : [keys.staffList(staff.id)]
  const held = namedHolds(books)
  const friends = friendsIn(books)
  const found = await getAll(database, [...pointerKeys, ...listKeys, ...booked.map(({ id }) => orderKeyOf(id)), ...held.map(holdKeyOf), ...friends.map(keys.referral)])
  const orderItems = found.slice(pointerKeys.length + listKeys.length)
  const holdItems = orderItems.slice(booked.length)
  const friendItems = holdItems.slice(held.length)
  const owned = booked.filter((_, place) => {
    const order = orderItems[place] && earningOrder(orderItems[place])
    return order?.paid?.memberId === books.memberId
  })
  return {
    members: member === undefined ? 0 : 1,
    entries: books.entries.length,
    vouchers: books.vouchers,
    books,
    provenOrders: owned.filter(({ earned }) => earned > 0).map(({ id }) => id),
    breaches: [
      ...accountBreaches(books),
      ...lineage.breaches,
      ...repeatedBreaches(books),
      ...referralBreaches(books, friendItems),
      ...voucherBreaches(inTheEnd, timeZone),
      ...(await reviewBreaches(database, books)),
      ...(await adjustmentBreaches(database, books)),
      ...booked.flatMap((order, place) => bookedOrderBreaches(inTheEnd, order, orderItems[place])),
      ...held.flatMap((id, place) => holdBreaches(books, id, holdItems[place])),
      ...memberBreaches(books, found.slice(0, pointerKeys.length), listKeys.length === 0 ? undefined : found[pointerKeys.length]),
    ],
  }
}

async function holds(database: Database, items: readonly Item[]): Promise<string[]> {
  const beginnings = await getAll(database, items.map(beginningOf))
  return items.flatMap((item, place) => unbookedHold(item, beginnings[place]))
}

async function pointers(database: Database, items: readonly Item[]): Promise<string[]> {
  const members = await getAll(database, items.map((item) => keys.member(String(item['memberId']))))
  return items.flatMap((item, place) => pointerBreaches(item, members[place] && memberOf(members[place])))
}

async function staffList(database: Database, items: readonly Item[]): Promise<string[]> {
  const lines = items.map((item) => stored<StaffMember>(item))
  const found = await getAll(database, lines.flatMap(({ memberId }) => [keys.staff(memberId), keys.member(memberId)]))
  return lines.flatMap((line, place) => {
    const [own, member] = [found[2 * place], found[2 * place + 1]]
    return staffLineBreaches(line, own && stored<StaffMember>(own), member && memberOf(member))
  })
}
