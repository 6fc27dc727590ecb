import type { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll, type Item } from '../database/read'
import { type Partition, readPartition } from '../database/scan'
import { stored } from '../database/stored'
import { memberOf } from '../members/members.repository'
import type { StaffMember } from '../stores/staff.repository'
import { accountBreaches, repeatedBreaches } from './account'
import { adjustmentBreaches, adjustmentItemBreaches } from './adjustments'
import { auditBreaches, chainBreaches, isAuditDay } from './audit'
import { type Breach, told } from './breach'
import { beginningOf, holdBreaches, holdKeyOf, isHoldPartition, namedHolds, unbookedHold } from './holds'
import { lineageOf } from './lineage'
import { messageBreaches, parcelBreaches } from './messages'
import { bookedOrderBreaches, bookedOrders, earningOrder, orderId, orderKeyOf } from './orders'
import { booksOf, type HeldVoucher, type MemberBooks } from './partition'
import { memberBreaches, pointerBreaches, pointersOf, staffLineBreaches } from './people'
import { friendsIn, referralBreaches } from './referrals'
import { queueItemBreaches, reviewBreaches } from './reviews'
import { voucherBreaches } from './vouchers'

/** What one partition holds, and what is wrong with it. */
export interface Finding {
  readonly breaches: readonly Breach[]
  readonly members?: number
  readonly entries?: number
  readonly vouchers?: readonly HeldVoucher[]
  readonly books?: MemberBooks
  readonly provenOrders?: readonly string[]
  readonly claimedOrders?: readonly string[]
}

/** Pages of a scan are read at different moments; a breach counts when it is still there in the partition read as a whole. */
export async function confirmed(database: Database, partition: Partition, timeZone: string | undefined): Promise<Finding> {
  const first = await examined(database, partition, timeZone)
  return first.breaches.length === 0 ? first : examined(database, await readPartition(database, partition.pk), timeZone)
}

async function examined(database: Database, partition: Partition, timeZone: string | undefined): Promise<Finding> {
  try {
    return await examine(database, partition, timeZone)
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error
    return { breaches: [told((say) => say.unreadable(partition.pk, error.message))] }
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

async function holds(database: Database, items: readonly Item[]): Promise<Breach[]> {
  const beginnings = await getAll(database, items.map(beginningOf))
  return items.flatMap((item, place) => unbookedHold(item, beginnings[place]))
}

async function pointers(database: Database, items: readonly Item[]): Promise<Breach[]> {
  const members = await getAll(database, items.map((item) => keys.member(String(item['memberId']))))
  return items.flatMap((item, place) => pointerBreaches(item, members[place] && memberOf(members[place])))
}

async function staffList(database: Database, items: readonly Item[]): Promise<Breach[]> {
  const lines = items.map((item) => stored<StaffMember>(item))
  const found = await getAll(database, lines.flatMap(({ memberId }) => [keys.staff(memberId), keys.member(memberId)]))
  return lines.flatMap((line, place) => {
    const [own, member] = [found[2 * place], found[2 * place + 1]]
    return staffLineBreaches(line, own && stored<StaffMember>(own), member && memberOf(member))
  })
}
