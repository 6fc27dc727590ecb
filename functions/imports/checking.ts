import { Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import { checkOrderAge } from '../../shared/earning/order'
import type { Programme } from '../../shared/earning/programme'
import type { Batch } from '../../shared/imports/batch'
import { type Found, meant } from '../../shared/imports/decide'
import type { GivenRow, RowAnswer } from '../../shared/imports/imports.api'
import { type OrderRow, type ReadRow, readRow, type RowGround } from '../../shared/imports/rows'
import { instant, type Moment } from '../../shared/points/decide'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll, type Item } from '../database/read'
import { fingerprintOf } from '../earning/order-book'
import { OrdersRepository } from '../earning/orders.repository'
import { ProgrammeRepository } from '../earning/programme.repository'
import { BlocksRepository } from '../risk/blocks.repository'
import { StoresRepository } from '../stores/stores.repository'
import { known, refused, rowFit } from './answers'
import { Whose } from './whose'

/** A row that can be read, with what is known of it. */
interface Seen {
  readonly line: number
  readonly row: ReadRow
  readonly found: Found
  readonly order: Item | undefined
}

/** Says what would become of rows, as the shop is now. Writes nothing. */
@Injectable()
export class Checking {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(OrdersRepository) private readonly orders: OrdersRepository,
    @Inject(BlocksRepository) private readonly blocks: BlocksRepository,
    @Inject(Whose) private readonly whose: Whose,
  ) {}

  /** A few requests for a hundred rows. */
  async check(batch: Pick<Batch, 'kind' | 'source'>, rows: readonly GivenRow[]): Promise<readonly RowAnswer[]> {
    const { programme, moment } = await this.programmes.now()
    const ground = await this.ground(moment)
    const read = rows.map(({ line, cells }) => ({ line, row: readRow(batch.kind, cells, ground) }))
    const good = read.flatMap(({ line, row }) => ('code' in row ? [] : [{ line, row }]))
    const [founds, orders, barred] = await Promise.all([this.whose.of(good.map(({ row }) => row)), this.ordersOf(batch.source, good.map(({ row }) => row)), this.barred(good.map(({ row }) => row))])
    const seen = new Map(good.map(({ line, row }, place) => [line, { line, row, found: founds[place] ?? {}, order: orders[place] }]))
    const living = await this.living([...seen.values()])
    const before = new Set<string>()
    return read.map(({ line, row }) => {
      const one = seen.get(line)
      if ('code' in row) return refused(line, row.code, row.field === undefined ? {} : { field: row.field })
      if (one === undefined) throw new Error('a row that can be read was seen')
      return verdict(one, { programme, moment, source: batch.source, living, barred, before })
    })
  }

  async ground(moment: Moment): Promise<RowGround> {
    return { timeZone: moment.timeZone, today: moment.today, stores: new Set((await this.stores.all()).map(({ id }) => String(id))) }
  }

  private async ordersOf(source: string, rows: readonly ReadRow[]): Promise<readonly (Item | undefined)[]> {
    return getAll(this.database, rows.flatMap((row) => (row.type === 'orders' ? [this.orders.key(source, row.orderNo)] : [])))
  }

  private async barred(rows: readonly ReadRow[]): Promise<ReadonlySet<string>> {
    const phones = rows.flatMap((row) => (row.type === 'members' && row.phone !== undefined ? [row.phone] : []))
    const blocks = await this.blocks.known(phones.map((phone) => ({ kind: 'phone' as const, hash: this.whose.hashOf(phone) })))
    return new Set(phones.filter((_, place) => blocks[place] !== undefined))
  }

  /** Of those who are named, the ones who have not been erased. */
  private async living(seen: readonly Seen[]): Promise<ReadonlySet<string>> {
    const ids = [...new Set(seen.flatMap(({ found }) => ((one) => (one === 'nobody' || 'code' in one ? [] : [one.memberId]))(meant(found))))]
    const items = await getAll(this.database, ids.map(keys.member))
    return new Set(ids.filter((_, place) => items[place]?.['state'] === 'active'))
  }
}

interface Shop {
  readonly programme: Programme
  readonly moment: Moment
  readonly source: string
  readonly living: ReadonlySet<string>
  readonly barred: ReadonlySet<string>
  /** Names that earlier rows of the chunk have taken. */
  readonly before: Set<string>
}

function verdict({ line, row, found, order }: Seen, shop: Shop): RowAnswer {
  const whose = meant(found)
  if (whose !== 'nobody' && 'code' in whose) return refused(line, whose.code)
  const memberId = whose === 'nobody' ? null : whose.memberId
  if (memberId !== null && !shop.living.has(memberId)) return refused(line, 'member_not_found')
  switch (row.type) {
    case 'members': {
      if (memberId !== null) return known(line, memberId)
      if (row.phone !== undefined && shop.barred.has(row.phone)) return refused(line, 'blocked')
      return repeats(shop, { phone: row.phone, customer: row.customer }) ? refused(line, 'repeated') : rowFit(line, { isNewMember: true })
    }
    case 'balances':
      return memberId === null ? refused(line, 'member_not_found') : rowFit(line, { memberId, points: row.points })
    case 'orders':
      return orderVerdict(line, row, memberId, order, shop)
  }
}

function orderVerdict(line: number, row: OrderRow, memberId: Seen['found']['memberId'] | null, order: Item | undefined, shop: Shop): RowAnswer {
  const who = memberId ?? null
  if (who === null && row.customer === undefined) return refused(line, 'member_not_found')
  if (order?.['paid'] !== undefined) {
    const isSame = order['fingerprint'] === fingerprintOf(reportOf(row, shop.source), who ?? '')
    return isSame && who !== null ? known(line, who) : refused(line, 'order_conflict', { orderNo: row.orderNo })
  }
  if (repeats(shop, { orderNo: row.orderNo })) return refused(line, 'repeated')
  try {
    checkOrderAge(shop.programme, row.paidAt, shop.moment)
  } catch (error) {
    if (error instanceof Refusal) return refused(line, error.code)
    throw error
  }
  return rowFit(line, { memberId: who, isNewMember: who === null && !repeats(shop, { customer: row.customer }) })
}

/** Whether an earlier row has one of the names already. */
function repeats({ before }: Shop, names: Readonly<Record<string, string | undefined>>): boolean {
  const said = Object.entries(names).flatMap(([what, name]) => (name === undefined ? [] : [`${what} ${name}`]))
  const isRepeated = said.some((name) => before.has(name))
  for (const name of said) before.add(name)
  return isRepeated
}

/** An order as the book of orders takes it. */
export const reportOf = (row: OrderRow, source: string) => ({ source, orderNo: row.orderNo, amountFen: row.amountFen, paidAt: instant(row.paidAt), storeId: row.storeId })
