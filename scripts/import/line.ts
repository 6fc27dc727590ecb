import { StoreId } from '../../shared/api/ids'
import { earningApi, MemberRef } from '../../shared/earning/earning.api'
import { instant } from '../../shared/points/decide'
import { fenIn, fenOfYuan, timeOf } from '../../shared/imports/cells'
import { type BusinessDay, dayOf } from '../../shared/time/day'
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

const { orderNo: OrderNo } = earningApi.reportOrderPaid.input.shape

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

function fenOf({ amount, amountFen }: Fields): number | Fault {
  if (amountFen !== undefined) return fenIn(amountFen) ?? { what: text.row.amountFen(shown(amountFen)) }
  if (amount === undefined || amount === '') return { what: text.row.missing('amount') }
  return fenOfYuan(amount) ?? { what: text.row.amount(shown(amount)) }
}

const SHOWN_CHARS = 40
const shown = (value: string): string => (value.length > SHOWN_CHARS ? `${value.slice(0, SHOWN_CHARS)}…` : value)
