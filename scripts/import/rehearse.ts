import type { Database } from '../../functions/database/client'
import { keys } from '../../functions/database/keys'
import { getAll } from '../../functions/database/read'
import { fingerprintOf } from '../../functions/earning/order-book'
import { OrdersRepository, type StoredOrder } from '../../functions/earning/orders.repository'
import { memberIdIn } from '../../functions/members/members.repository'
import { type MemberId, newId } from '../../shared/api/ids'
import { Refusal, refusalSentence } from '../../shared/api/refusal'
import { whenOf } from '../../shared/events/when'
import { checkOrderAge, orderAward, payOrder } from '../../shared/earning/order'
import type { Programme } from '../../shared/earning/programme'
import { emptyAccount } from '../../shared/points/account'
import type { Moment } from '../../shared/points/decide'
import type { Problems } from './problems'
import type { Outcome, Row } from './rows'
import { isChinese } from './text'

const anybody = newId('member', 0, [])

/** Two keys a row: the order's and the customer's. */
const ROWS_AT_ONCE = 50

export interface Rehearsed {
  booked: number
  known: number
  members: number
  points: number
}

interface Rehearsal {
  readonly database: Database
  readonly programme: Programme
  readonly moment: Moment
  readonly problems: Problems
  readonly onRow: (number: number) => void
}

/** Says what an import would do, by the same decision, and writes nothing. */
export async function rehearse(rows: AsyncIterable<Outcome>, rehearsal: Rehearsal): Promise<Rehearsed> {
  const seen: Seen = { customers: new Set(), orders: new Map(), result: { booked: 0, known: 0, members: 0, points: 0 } }
  let batch: Row[] = []
  for await (const row of rows) {
    if (row.type === 'order') batch.push(row)
    if (batch.length === ROWS_AT_ONCE) {
      await rehearseBatch(batch, rehearsal, seen)
      batch = []
    }
    rehearsal.onRow(row.number)
  }
  await rehearseBatch(batch, rehearsal, seen)
  return seen.result
}

interface Seen {
  /** Who would join. */
  readonly customers: Set<string>
  /** What the file itself has said of an order. */
  readonly orders: Map<string, string>
  readonly result: Rehearsed
}

async function rehearseBatch(batch: readonly Row[], rehearsal: Rehearsal, seen: Seen): Promise<void> {
  const orders = new OrdersRepository()
  const found = await getAll(rehearsal.database, batch.flatMap(({ customer, report }) => [orders.key(report.source, report.orderNo), keys.identity('customer', customer)]))
  batch.forEach((row, place) => {
    try {
      rehearseOne(row, orders.read(found[2 * place]), memberIdIn(found[2 * place + 1]), rehearsal, seen)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      rehearsal.problems.add({ line: row.line, what: refusalSentence(error.code, error.details, isChinese ? 'zh' : 'en') })
    }
  })
}

function rehearseOne({ customer, report }: Row, before: StoredOrder | undefined, memberId: MemberId | undefined, { programme, moment }: Rehearsal, { customers, orders, result }: Seen): void {
  const { orderNo } = report
  const fingerprint = fingerprintOf(report, memberId ?? customer)
  const said = before?.paid === undefined ? orders.get(orderNo) : before.fingerprint
  if (said !== undefined && said !== fingerprint) throw new Refusal('order_conflict', { orderNo })
  if (said !== undefined) {
    result.known += 1
    return
  }
  // The points of an order depend on the order alone; any member's id will do to ask.
  const { storeId, items: _items, ...rest } = report
  const paid = { ...rest, memberId: memberId ?? anybody, ...(storeId === undefined ? {} : { storeId }) }
  const when = whenOf(Date.parse(paid.paidAt), programme.timeZone)
  checkOrderAge(programme, when.at, moment)
  const person = { memberId: paid.memberId, joinedOn: moment.today, lists: [] }
  const question = { programme, campaigns: [], account: emptyAccount, person, when, moment }
  const { order } = payOrder(question, orderAward(question, paid), before, paid, orderNo)
  orders.set(orderNo, fingerprint)
  result.booked += 1
  result.points += order.paid?.earned.points ?? 0
  if (memberId !== undefined || customers.has(customer)) return
  customers.add(customer)
  result.members += 1
}
