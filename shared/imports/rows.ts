import { MemberId, StoreId } from '../api/ids'
import type { ExpiresOn } from '../points/account'
import type { BusinessDay } from '../time/day'
import { dayIn, fenIn, fenOfYuan, phoneIn, timeOf, wholeIn } from './cells'
import type { Cells, ImportField, ImportKind } from './kinds'
import type { RowProblem } from './problems'

/** By what a row names its member; where it names several, they must be of one member. */
export interface Named {
  readonly phone?: string
  readonly customer?: string
  readonly memberId?: MemberId
}

export interface MemberRow extends Named {
  readonly type: 'members'
  readonly nickname?: string
  readonly birthday?: BusinessDay
  readonly joinedOn?: BusinessDay
  readonly growth?: number
}

export interface BalanceRow extends Named {
  readonly type: 'balances'
  readonly points: number
  /** The last day the points are good for; without it the terms decide. */
  readonly expiresOn?: ExpiresOn
  readonly text?: string
}

export interface OrderRow extends Named {
  readonly type: 'orders'
  readonly orderNo: string
  readonly amountFen: number
  /** Milliseconds since 1970. */
  readonly paidAt: number
  readonly storeId?: StoreId
}

export type ReadRow = MemberRow | BalanceRow | OrderRow

/** What the shop knows when a row is read. */
export interface RowGround {
  readonly timeZone: string
  readonly today: BusinessDay
  readonly stores: ReadonlySet<string>
}

export const NICKNAME_CHARS_MAX = 20
export const TEXT_CHARS_MAX = 40
const POINTS_MAX = 10_000_000
const NUMBER = /^[\w.:-]{1,64}$/
const OLDEST_DAY = '1900-01-01'

/** Words by which points never expire. */
const never: ReadonlySet<string> = new Set(['never', '永久', '永久有效', '长期', '不过期', '无'])

/** Reads one row, or says what is wrong with it: the first thing that is. */
export function readRow(kind: ImportKind, given: Cells, ground: RowGround): ReadRow | RowProblem {
  const cells = new Reader(given)
  const row = kind === 'members' ? memberRow(cells, ground) : kind === 'balances' ? balanceRow(cells, ground) : orderRow(cells, ground)
  return cells.problem ?? row
}

/** Takes cells by name and keeps the first problem. */
class Reader {
  problem: RowProblem | undefined

  constructor(private readonly cells: Cells) {}

  /** A cell read by `read`; undefined where it is empty, and a problem where it cannot be read. */
  optional<T>(field: ImportField, read: (text: string) => T | undefined): T | undefined {
    const text = this.text(field)
    if (text === '') return undefined
    const value = read(text)
    if (value === undefined) this.fail({ code: `bad_${field}` })
    return value
  }

  needed<T>(field: ImportField, read: (text: string) => T | undefined, otherwise: T): T {
    if (this.text(field) === '') this.fail({ code: 'missing', field })
    return this.optional(field, read) ?? otherwise
  }

  text = (field: ImportField): string => (this.cells[field] ?? '').trim()

  fail(problem: RowProblem): void {
    this.problem ??= problem
  }
}

function named(cells: Reader): Named {
  const [phone, customer, memberId] = [cells.optional('phone', phoneIn), cells.optional('customer', (text) => (NUMBER.test(text) ? text : undefined)), cells.optional('memberId', (text) => MemberId.safeParse(text).data)]
  if (phone === undefined && customer === undefined && memberId === undefined) cells.fail({ code: 'nobody' })
  return { ...(phone === undefined ? {} : { phone }), ...(customer === undefined ? {} : { customer }), ...(memberId === undefined ? {} : { memberId }) }
}

function memberRow(cells: Reader, { today }: RowGround): MemberRow {
  const past = (text: string) => ((day) => (day !== undefined && day >= OLDEST_DAY && day <= today ? day : undefined))(dayIn(text))
  const who = named(cells)
  const nickname = cells.optional('nickname', (text) => ([...text].length <= NICKNAME_CHARS_MAX ? text : undefined))
  const [birthday, joinedOn, growth] = [cells.optional('birthday', past), cells.optional('joined', past), cells.optional('growth', wholeIn)]
  return { type: 'members', ...who, ...(nickname === undefined ? {} : { nickname }), ...(birthday === undefined ? {} : { birthday }), ...(joinedOn === undefined ? {} : { joinedOn }), ...(growth === undefined || growth === 0 ? {} : { growth }) }
}

function balanceRow(cells: Reader, { today }: RowGround): BalanceRow {
  const who = named(cells)
  const points = cells.needed('points', (text) => ((value) => (value !== undefined && value >= 1 && value <= POINTS_MAX ? value : undefined))(wholeIn(text)), 0)
  const expiresOn = cells.optional<ExpiresOn>('expiresOn', (text) => (never.has(text.toLowerCase()) ? 'never' : dayIn(text)))
  if (expiresOn !== undefined && expiresOn !== 'never' && expiresOn < today) cells.fail({ code: 'expired' })
  const text = cells.optional('text', (said) => ([...said].length <= TEXT_CHARS_MAX ? said : undefined))
  return { type: 'balances', ...who, points, ...(expiresOn === undefined ? {} : { expiresOn }), ...(text === undefined ? {} : { text }) }
}

function orderRow(cells: Reader, { timeZone, stores }: RowGround): OrderRow {
  const who = named(cells)
  const orderNo = cells.needed('orderNo', (text) => (NUMBER.test(text) ? text : undefined), '')
  const paidAt = cells.needed('paidAt', (text) => timeOf(text, timeZone), 0)
  const amountFen = cells.text('amountFen') === '' ? cells.needed('amount', fenOfYuan, 0) : cells.needed('amountFen', fenIn, 0)
  const storeId = cells.optional('store', (text) => (stores.has(text) ? StoreId.safeParse(text).data : undefined))
  return { type: 'orders', ...who, orderNo, paidAt, amountFen, ...(storeId === undefined ? {} : { storeId }) }
}
