import { type IdKind, MemberId, newId, StoreId, VoucherId } from '../../shared/api/ids'
import type { Question } from '../../shared/earning/award'
import * as orders from '../../shared/earning/order'
import type { Decided, Order, OrderPaid } from '../../shared/earning/order'
import { Programme } from '../../shared/earning/programme'
import { whenOf } from '../../shared/events/when'
import { Reward } from '../../shared/mall/reward'
import { type Account, emptyAccount } from '../../shared/points/account'
import { type About, type Moment, momentOf } from '../../shared/points/decide'
import type { Draft, Entry } from '../../shared/points/entry'
import { applyAll, total } from '../../shared/points/ledger'
import { addDays, type BusinessDay, startOfDay } from '../../shared/time/day'

export const shanghai = 'Asia/Shanghai'

/** A moment of a business day, by its own clock. */
export function at(day: BusinessDay, time = '10:00:00.000', timeZone = shanghai): Moment {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return momentOf(startOfDay(day, timeZone) + Math.round((hours * 3_600 + minutes * 60 + seconds) * 1_000), timeZone)
}

const idBytes = (number: number): number[] => Array.from({ length: 16 }, (_, i) => (i === 15 ? number : 0))
const anId = (kind: IdKind, number: number): string => newId(kind, 0, idBytes(number))

export const memberId = MemberId.parse(anId('member', 1))
export const voucherId = (number: number): VoucherId => VoucherId.parse(anId('voucher', number))
export const storeId = (number: number): StoreId => StoreId.parse(anId('store', number))

/** What every booking in a table is about, where it does not matter. */
export const about: About = { type: 'adjust', source: { kind: 'staff', id: 'table' } }

/** An account that holds these lots; the sums follow. */
export function accountWith(lots: Partial<Account['lots']>, more: Partial<Pick<Account, 'debt' | 'runs' | 'tallies'>> = {}): Account {
  const all = { ...emptyAccount.lots, ...lots }
  return { ...emptyAccount, ...more, lots: all, available: total(all.available), pending: total(all.pending), held: total(all.held) }
}

export const booked = (account: Account, ...drafts: readonly Draft[]): Account => applyAll(account, drafts).account

/** Where points are after drafts: `{ available, debt, ... }` without what does not matter here. */
export function standing({ lots, debt }: Account): Partial<Account['lots']> & { debt?: number } {
  const filled = Object.entries(lots).filter(([, held]) => Object.keys(held).length > 0)
  return { ...Object.fromEntries(filled), ...(debt === 0 ? {} : { debt }) }
}

/** The refusal a decision gives, as its code and details; undefined when it gives none. Anything else that is thrown is thrown on. */
export function refusalBy(decide: () => unknown): { code: unknown; details: unknown } | undefined {
  try {
    decide()
    return undefined
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && 'details' in error) return { code: error.code, details: error.details }
    throw error
  }
}

export const codeBy = (decide: () => unknown): unknown => refusalBy(decide)?.code

type Terms = typeof Programme._zod.input
type Purchase = Extract<Terms['rules'][number], { kind: 'per_amount' }>['terms'] & { readonly pendingDays?: number; readonly perEvent?: number }

/** The usual rules in few words; each may be left out or changed. */
interface UsualRules {
  readonly signUp?: object
  readonly checkIn?: object
  readonly sharing?: { readonly points: number; readonly perDay: number }
  readonly purchases?: readonly Purchase[]
}

/** A programme of round numbers, changed where a table needs it. */
export function programmeWith(change: Partial<Terms> & UsualRules = {}): Programme {
  const { signUp, checkIn, sharing, purchases, ...rest } = change
  return Programme.parse({ ...round, rules: usualRules({ signUp, checkIn, sharing, purchases }), ...rest })
}

const round = { version: 3, name: 'Table', noticeVersion: '1', expiry: { type: 'month_end', months: 12 }, orderMaxAgeDays: 90 }
const checkInTerms = { points: 5, steps: [{ days: 3, bonus: 10 }, { days: 7, bonus: 30 }], makeUp: { pricePoints: 20, windowDays: 7, monthlyLimit: 3 } }

function usualRules({ signUp = { points: 100 }, checkIn = checkInTerms, sharing = { points: 10, perDay: 25 }, purchases = [{ fenPerStep: 100, pointsPerStep: 1, pendingDays: 7 }] }: { [Name in keyof UsualRules]: UsualRules[Name] | undefined }) {
  return [
    { id: 'sign-up', kind: 'sign_up', terms: signUp },
    { id: 'check-in', kind: 'check_in', terms: checkIn },
    { id: 'share', kind: 'share_opened', terms: { points: sharing.points }, caps: { perDay: sharing.perDay } },
    ...purchases.map(({ pendingDays = 0, perEvent, ...terms }, i) => ({ id: `purchase-${i}`, kind: 'per_amount', terms, pendingDays, ...(perEvent === undefined ? {} : { caps: { perEvent } }) })),
  ]
}

/** What a payment is asked about, for a member of no interest; at the moment itself unless `more` says otherwise. */
export function ask(account: Account, programme: Programme, moment: Moment, more: Partial<Omit<Question, 'event'>> = {}): Omit<Question, 'event'> {
  const person = { memberId, joinedOn: '2026-01-01', lists: [] }
  return { account, programme, campaigns: [], person, when: whenOf(moment.now, programme.timeZone), moment, ...more }
}

/** The order of a report, as it is booked: its age checked, paid by the terms of its day. */
export function orderPaidBy({ checkOrderAge, orderAward, payOrder }: Pick<typeof orders, 'checkOrderAge' | 'orderAward' | 'payOrder'>, account: Account, programme: Programme, before: Order | undefined, report: OrderPaid, operationId: string, moment: Moment): Decided {
  const when = whenOf(Date.parse(report.paidAt), programme.timeZone)
  checkOrderAge(programme, when.at, moment)
  const question = ask(account, programme, moment, { when })
  return payOrder(question, orderAward(question, report), before, report, operationId)
}

export function rewardWith(change: Partial<typeof Reward._zod.input> = {}): Reward {
  return Reward.parse({
    id: anId('reward', 1),
    title: { zh: '咖啡', en: 'Coffee' },
    description: { zh: '', en: '' },
    picture: 'coffee',
    category: 'drinks',
    pricePoints: 80,
    voucherDays: 30,
    refundOnExpiry: true,
    stores: [],
    stockShards: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...change,
  })
}

/** So many days, one after the other. */
export const daysFrom = (first: BusinessDay, count: number): readonly BusinessDay[] => Array.from({ length: count }, (_, i) => addDays(first, i))

export const sumOf = (entries: readonly Entry[]): number => entries.reduce((sum, entry) => sum + entry.points, 0)
