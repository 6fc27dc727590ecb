import { MemberId } from '../../shared/api/ids'
import { pointsOf, refundedFen, reversedOf } from '../../shared/earning/order'
import { type Batch, rowName, type UndoAnswer } from '../../shared/imports/batch'
import { hasLapsed, meant, takenBack } from '../../shared/imports/decide'
import type { RowAnswer } from '../../shared/imports/imports.api'
import { phoneIn } from '../../shared/imports/cells'
import type { Cells } from '../../shared/imports/kinds'
import { instant } from '../../shared/points/decide'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { again, commit } from '../database/write'
import type { StoredOrder } from '../earning/orders.repository'
import { memberOf } from '../members/members.repository'
import type { MessagesRepository } from '../messages/messages.repository'
import { adjustmentOf } from '../points/adjustments.repository'
import { entryOf } from '../points/points.repository'
import type { RowTools } from './row-book'

/** A reversal is among so many entries of its member, newest first. */
const REVERSAL_LOOKS = 20

const none = (line: number, more: Partial<UndoAnswer> = {}): UndoAnswer => ({ line, outcome: 'none', points: 0, debt: 0, ...more })

/**
 * Takes single rows back. It asks the books what a row has written, not what was noted of it, so that a run which died half-way is taken back
 * whole; and it is fenced by keys of its own, so that trying again changes nothing.
 */
export class RowUndo {
  constructor(private readonly tools: RowTools & { readonly messages: MessagesRepository }) {}

  /** @param booked what was noted of the row, if it was */
  async undo(batch: Batch, line: number, cells: Cells, booked: RowAnswer | undefined): Promise<UndoAnswer> {
    if (batch.kind === 'members') return this.member(batch, line, cells, booked?.memberId ?? undefined)
    if (batch.kind === 'balances') return this.balance(batch, line)
    return this.order(batch, line, (cells.orderNo ?? '').trim())
  }

  private balance(batch: Batch, line: number): Promise<UndoAnswer> {
    const { database, points, programmes, adjustments } = this.tools
    return again(async () => {
      const [id, undoId] = [rowName(batch.id, line), `${rowName(batch.id, line)}.undo`]
      const [item, undoItem] = await getAll(database, [keys.adjustment(id), keys.adjustment(undoId)])
      if (item === undefined) return none(line)
      const made = adjustmentOf(item)
      const before = undoItem && adjustmentOf(undoItem)
      const [entryItem, accountItem, reversal] = await getAll(database, [keys.entry(made.memberId, made.entry), keys.account(made.memberId), keys.entry(before?.memberId ?? made.memberId, before?.entry ?? 0)])
      if (before !== undefined) return none(line, { outcome: 'undone', memberId: made.memberId, points: made.points, debt: reversal === undefined ? 0 : Math.max(0, entryOf(reversal).debt) })
      const { moment } = await programmes.now()
      const own = await points.openFrom(made.memberId, accountItem, moment)
      const open = own.mergedInto === undefined ? own : await points.openHeir(own.mergedInto, moment)
      if (entryItem === undefined || open.isClosed) return none(line, { outcome: 'kept', memberId: made.memberId })
      const entry = entryOf(entryItem)
      if (hasLapsed(entry, moment)) return none(line, { outcome: 'lapsed', memberId: made.memberId, points: made.points })
      const { by, text = made.text } = batch.undo ?? { by: batch.by }
      const draft = takenBack(open.now, entry, { staffId: by, operationId: undoId, text }, moment)
      const booked = points.book(open, [draft])
      const number = booked.entries[0]?.number ?? 0
      await commit(database, [...booked.writes, adjustments.record({ id: undoId, memberId: MemberId.parse(open.memberId), points: -made.points, reason: batch.id, text, by, at: instant(moment.now), entry: number })])
      return none(line, { outcome: 'undone', memberId: made.memberId, points: made.points, debt: Math.max(0, draft.debt) })
    })
  }

  /** A refund of what is left of it. */
  private async order(batch: Batch, line: number, orderNo: string): Promise<UndoAnswer> {
    const { database, orders, orderBook } = this.tools
    const [item] = await getAll(database, [orders.key(batch.source, orderNo)])
    const order = orders.read(item)
    if (order?.paid === undefined || order.importedBy?.importId !== batch.id || order.importedBy.line !== line) return none(line)
    const { memberId, amountFen } = order.paid
    const known = order.refunds.find(({ refundId }) => refundId === batch.id)
    const rest = known?.amountFen ?? amountFen - refundedFen(order)
    if (rest === 0) return none(line, { outcome: 'kept', memberId })
    const { reversedPoints } = await orderBook.refund(batch.source, { orderNo, refundId: batch.id, amountFen: rest })
    const points = takenFrom(order, rest)
    // Of an account that was closed nothing can be taken.
    if (reversedPoints < points) return none(line, { outcome: 'kept', memberId })
    return none(line, { outcome: 'undone', memberId, points, debt: await this.debtOf(memberId, `${orderNo}/${batch.id}`) })
  }

  private async debtOf(memberId: MemberId, operationId: string): Promise<number> {
    const { entries } = await this.tools.points.entries(memberId, { limit: REVERSAL_LOOKS })
    return Math.max(0, entries.find((entry) => entry.operationId === operationId && entry.type === 'reverse')?.debt ?? 0)
  }

  /** Removes a member whom the row has made, while there is nothing else on their account; others stay, and are told. */
  private member(batch: Batch, line: number, cells: Cells, made: MemberId | undefined): Promise<UndoAnswer> {
    const { database, members, points, programmes, messages, whose } = this.tools
    return again(async () => {
      const [phone, customer] = [phoneIn((cells.phone ?? '').trim()), (cells.customer ?? '').trim()]
      const [found = {}] = await whose.of([{ ...(phone === undefined ? {} : { phone }), ...(customer === '' ? {} : { customer }) }])
      const who = meant(found)
      if (who === 'nobody') return made !== undefined && (await members.byId(made))?.state === 'erased' ? none(line, { outcome: 'removed', memberId: made }) : none(line)
      if ('code' in who) return none(line, { outcome: 'kept' })
      const [item, accountItem] = await getAll(database, [keys.member(who.memberId), keys.account(who.memberId)])
      const member = item && memberOf(item)
      const by = member?.importedBy
      if (member === undefined || by?.importId !== batch.id || by.line !== line) return none(line)
      const { memberId } = who
      const isUntouched = member.revision === 0 && (accountItem?.['version'] ?? 0) === by.entries
      if (!isUntouched) return none(line, { outcome: 'kept', memberId })
      const { moment } = await programmes.now()
      await commit(database, [
        members.change(member, { id: member.id, cardNo: member.cardNo, state: 'erased', epoch: member.epoch + 1, joinedAt: member.joinedAt }),
        points.close(member.id, moment.today, by.entries),
        messages.forget(member.id),
        ...members.forgetPointers(member),
      ])
      return none(line, { outcome: 'removed', memberId })
    })
  }
}

/** What a refund of the rest takes of what an order earned. */
function takenFrom({ paid }: StoredOrder, rest: number): number {
  if (paid === undefined) return 0
  const takenBy = (fen: number) => pointsOf(reversedOf(paid.earned, paid.amountFen, fen))
  return takenBy(paid.amountFen) - takenBy(paid.amountFen - rest)
}
