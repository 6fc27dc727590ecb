import { type IdKind, MemberId, newId, StoreId, VoucherId } from '../../shared/api/ids'
import type { Question } from '../../shared/earning/award'
import type * as ordersModule from '../../shared/earning/order'
import { Programme } from '../../shared/earning/programme'
import type { ProgrammeRule } from '../../shared/earning/rules/list'
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
export function accountWith(lots: Partial<Account['lots']>, more: Partial<Pick<Account, 'debt' | 'runs' | 'tallies' | 'marks' | 'holds' | 'growth' | 'tier'>> = {}): Account {
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

/** A programme of round numbers, changed where a table needs it. */
export function programmeWith(change: Partial<typeof Programme._zod.input> = {}): Programme {
  return Programme.parse({
    version: 3,
    name: 'Table',
    noticeVersion: '1',
    expiry: { type: 'month_end', months: 12 },
    rules: rulesWith(),
    orderMaxAgeDays: 90,
    ...change,
  })
}

type RuleInput = (typeof ProgrammeRule)['_zod']['input']
type TermsOf<Kind extends RuleInput['kind']> = Extract<RuleInput, { kind: Kind }>['terms']

/** A purchase rule of a table: the terms, and what is common to all rules. */
export type PurchaseRule = TermsOf<'per_amount'> & Pick<RuleInput, 'caps' | 'pendingDays'>

/** The rules of the table's programme, some of them changed; purchases replace each other whole. */
export function rulesWith(change: { signUp?: TermsOf<'sign_up'>; checkIn?: TermsOf<'check_in'>; share?: TermsOf<'share_opened'>; purchases?: readonly PurchaseRule[] } = {}): RuleInput[] {
  const makeUp = { pricePoints: 20, windowDays: 7, monthlyLimit: 3 }
  const { signUp = { points: 100 }, checkIn = { points: 5, steps: [{ days: 3, bonus: 10 }, { days: 7, bonus: 30 }], makeUp }, share = { points: 10 } } = change
  const { purchases = [{ fenPerStep: 100, pointsPerStep: 1, pendingDays: 7 }] } = change
  return [
    { id: 'sign-up', kind: 'sign_up', terms: signUp },
    { id: 'check-in', kind: 'check_in', terms: checkIn },
    { id: 'share', kind: 'share_opened', terms: share, caps: { perDay: 25 } },
    ...purchases.map(({ caps, pendingDays, ...terms }, i) => ({ id: `purchase-${i + 1}`, kind: 'per_amount' as const, terms, ...(caps === undefined ? {} : { caps }), ...(pendingDays === undefined ? {} : { pendingDays }) })),
  ]
}

/** What a payment is decided from, of the table's member, at the moment it is booked. */
export function questionOf(account: Account, programme: Programme, moment: Moment, change: Partial<Omit<Question, 'event'>> = {}): Omit<Question, 'event'> {
  const person = { memberId, joinedOn: '2026-01-01', lists: [] }
  return { programme, campaigns: [], account, person, when: whenOf(moment.now, programme.timeZone), moment, ...change }
}

/** Pays an order as the order book does: its age is looked at, and the day of payment counts. */
export function paying(orders: Pick<typeof ordersModule, 'checkOrderAge' | 'orderAward' | 'payOrder'>, question: Omit<Question, 'event'>, before: ordersModule.Order | undefined, report: ordersModule.OrderPaid): ordersModule.Decided {
  const paidAt = Date.parse(report.paidAt)
  const then = { ...question, when: whenOf(paidAt, question.programme.timeZone) }
  orders.checkOrderAge(question.programme, paidAt, question.moment)
  return orders.payOrder(then, orders.orderAward(then, report), before, report, 'op')
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
