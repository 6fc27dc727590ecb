import { StoreId } from '../../shared/api/ids'
import { earningApi, MemberRef } from '../../shared/earning/earning.api'
import { instant } from '../../shared/points/decide'
import { BusinessDay, dayOf, startOfDay } from '../../shared/time/day'
import type { Role } from './options'
import { text } from './text'

/** What one line says, checked. Without an order number of its own it gets one from the customer, the day and its place among that day's. */
export interface Line {
  readonly customer: string
  readonly paidAt: string
  readonly day: BusinessDay
  readonly orderNo: string | undefined
  readonly amountFen: number
  readonly storeId: StoreId | undefined
}

export interface Fault {
  readonly what: string
  /** Whose line it is, as far as it can be read: it still counts among that customer's day. */
  readonly customer?: string
  readonly day?: BusinessDay
}

export type Fields = Readonly<Partial<Record<Role, string>>>

const { amountFen: AmountFen, orderNo: OrderNo } = earningApi.reportOrderPaid.input.shape

/** Checks the fields of one line. */
export function readLine(fields: Fields, timeZone: string, stores: ReadonlySet<string>): Line | Fault {
  const { customer = '', paidAt = '', orderNo, store } = fields
  if (customer === '') return { what: text.row.missing('customer') }
  if (!MemberRef.safeParse({ customer }).success) return { what: text.row.customer(shown(customer)) }
  if (paidAt === '') return { what: text.row.missing('paidAt') }
  const paid = timeOf(paidAt, timeZone)
  if (paid === undefined) return { what: text.row.paidAt(shown(paidAt)) }
  const day = dayOf(paid, timeZone)
  const fault = (what: string): Fault => ({ what, customer, day })
  const amountFen = fenOf(fields)
  if (typeof amountFen !== 'number') return fault(amountFen.what)
  if (orderNo !== undefined && !OrderNo.safeParse(orderNo).success) return fault(text.row.orderNo(shown(orderNo)))
  if (store === undefined || store === '') return { customer, paidAt: instant(paid), day, orderNo, amountFen, storeId: undefined }
  const storeId = StoreId.safeParse(store)
  if (!storeId.success || !stores.has(store)) return fault(text.row.store(shown(store)))
  return { customer, paidAt: instant(paid), day, orderNo, amountFen, storeId: storeId.data }
}

/** An order of nothing is an order too; it earns nothing. */
function fenOf({ amount, amountFen }: Fields): number | Fault {
  if (amountFen !== undefined) return /^\d{1,9}$/.test(amountFen) && isAmount(Number(amountFen)) ? Number(amountFen) : { what: text.row.amountFen(shown(amountFen)) }
  if (amount === undefined || amount === '') return { what: text.row.missing('amount') }
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(amount)
  const fen = Number(match?.[1]) * 100 + Number((match?.[2] ?? '').padEnd(2, '0'))
  return match !== null && isAmount(fen) ? fen : { what: text.row.amount(shown(amount)) }
}

const isAmount = (fen: number): boolean => fen === 0 || AmountFen.safeParse(fen).success

const DAYS_REMEMBERED = 50_000
const starts = new Map<string, number>()

/**
 * The instant of `19970101`, `1997-1-1`, `1997/01/01 09:30`, or RFC 3339 with its zone; without a zone it is the programme's, without a time the
 * day's beginning.
 */
export function timeOf(given: string, timeZone: string): number | undefined {
  const match = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(given)
  if (match === null || (match[2] === '' && !/^\d{8}($|[T ])/.test(given))) return undefined
  const [, year = '', , month = '', date = '', hour = '0', minute = '0', second = '0', zone] = match
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  if (!BusinessDay.safeParse(day).success || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const intoDayMs = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000
  return (zone === undefined ? startOf(day, timeZone) : Date.parse(`${day}T00:00:00Z`) - zoneMs(zone)) + intoDayMs
}

function zoneMs(zone: string): number {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

function startOf(day: BusinessDay, timeZone: string): number {
  const key = `${day} ${timeZone}`
  const known = starts.get(key)
  if (known !== undefined) return known
  if (starts.size >= DAYS_REMEMBERED) starts.clear()
  const start = startOfDay(day, timeZone)
  starts.set(key, start)
  return start
}

const SHOWN_CHARS = 40
const shown = (value: string): string => (value.length > SHOWN_CHARS ? `${value.slice(0, SHOWN_CHARS)}…` : value)
