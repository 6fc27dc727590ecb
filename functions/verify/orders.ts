import { createHash } from 'node:crypto'
import type { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { type Item, range } from '../database/read'
import { stored } from '../database/stored'
import { keptPoints, type Order, pointsOf, refundedFen, reversedOf } from '../../shared/earning/order'
import { concerning } from './lineage'
import type { MemberBooks } from './partition'
import { eachItem, type Way } from '../database/scan'
import { type Breach, told } from './breach'

/** What a member's entries say of one order. */
export interface BookedOrder {
  readonly id: string
  readonly earned: number
  readonly reversed: number
  readonly growth: number
}

export const orderId = ({ source, orderNo }: Order): string => `${source}/${orderNo}`

export function orderKeyOf(id: string) {
  const at = id.lastIndexOf('/')
  return keys.order(id.slice(0, at), id.slice(at + 1))
}

export function bookedOrders(books: MemberBooks): readonly BookedOrder[] {
  const booked = new Map<string, BookedOrder>()
  for (const entry of concerning(books)) {
    if (entry.source.kind !== 'order') continue
    const { id } = entry.source
    const before = booked.get(id) ?? { id, earned: 0, reversed: 0, growth: 0 }
    const growth = (entry.growth ?? []).reduce((sum, { amount }) => sum + amount, before.growth)
    booked.set(id, { ...(entry.type === 'reverse' ? { ...before, reversed: before.reversed - entry.points } : { ...before, earned: before.earned + entry.points }), growth })
  }
  return [...booked.values()]
}

/** An order against the entries of the member who has some for it. */
export function bookedOrderBreaches({ memberId, accountItem }: MemberBooks, booked: BookedOrder, item: Item | undefined): Breach[] {
  if (item === undefined) return [told((say) => say.orderUnknown(memberId, booked.id))]
  const order = stored<Order>(item)
  if (order.paid?.memberId !== memberId) return [told((say) => say.orderOwner(booked.id, order.paid?.memberId ?? '-', memberId))]
  const { earned, amountFen } = order.paid
  // A refund that comes after the account was closed has nothing left to reverse.
  // Nor does one that comes after a person took the rest back.
  const isClosed = accountItem?.['closed'] === true
  const due = isClosed || earned.withdrawnPoints !== undefined ? order.reversedPoints : pointsOf(reversedOf(earned, amountFen, refundedFen(order)))
  const grown = isClosed ? booked.growth : keptPoints(earned.growth, amountFen, refundedFen(order))
  return [
    ...(earned.points === booked.earned ? [] : [told((say) => say.orderEarned(booked.id, earned.points, booked.earned))]),
    ...(order.reversedPoints === booked.reversed ? [] : [told((say) => say.orderReversed(booked.id, order.reversedPoints, booked.reversed))]),
    ...(order.reversedPoints === due ? [] : [told((say) => say.orderKept(booked.id, order.reversedPoints, due))]),
    ...(grown === booked.growth ? [] : [told((say) => say.orderGrowth(booked.id, grown, booked.growth))]),
  ]
}

const BUCKETS = 65_536

/**
 * Are there as many orders that earned as members with entries for them? Counted in buckets, so that tables of any size need the same memory;
 * the orders of a bucket that does not balance are then looked at one by one.
 */
export class OrderBalance {
  constructor(readonly buckets: Int32Array = new Int32Array(BUCKETS)) {}

  /** An order that says it earned. */
  claim(id: string): void {
    this.add(id, 1)
  }

  /** A member with entries for exactly that order. */
  prove(id: string): void {
    this.add(id, -1)
  }

  get isEven(): boolean {
    return this.buckets.every((count) => count === 0)
  }

  isDoubtful(id: string): boolean {
    return this.buckets[bucketOf(id)] !== 0
  }

  private add(id: string, count: number): void {
    const bucket = bucketOf(id)
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + count
  }
}

const bucketOf = (id: string): number => createHash('sha256').update(id).digest().readUInt16BE(0)

export function earningOrder(item: Item): Order | undefined {
  const order = stored<Order>(item)
  return (order.paid?.earned.points ?? 0) > 0 ? order : undefined
}

/** Looks for orders that say they earned, for whom no member has an entry. @returns whether it has looked at all */
export async function unbookedOrders(database: Database, balance: OrderBalance, found: (breach: Breach) => void, way: Way): Promise<boolean> {
  if (balance.isEven) return true
  const filter = { expression: 'begins_with(pk, :order)', values: { ':order': 'ORDER#' } }
  const look = async (item: Item): Promise<void> => {
    const order = earningOrder(item)
    if (order?.paid === undefined || !balance.isDoubtful(orderId(order))) return
    const { memberId, earned } = order.paid
    if (!(await hasEntryFor(database, memberId, orderId(order)))) found(told((say) => say.orderUnbooked(orderId(order), earned.points, memberId)))
  }
  return eachItem(database, look, { ...way, filter })
}

async function hasEntryFor(database: Database, memberId: string, id: string): Promise<boolean> {
  let after: string | undefined
  do {
    const filter = { expression: '#source.id = :id AND #type = :earn', names: { '#source': 'source', '#type': 'type' }, values: { ':id': id, ':earn': 'earn' } }
    const { items, last } = await range(database, { pk: memberId, beginsWith: prefixes.entry, after, filter })
    if (items.length > 0) return true
    after = last
  } while (after !== undefined)
  return false
}
