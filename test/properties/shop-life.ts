import type { Question } from '../../shared/earning/award'
import type { Order, OrderPaid } from '../../shared/earning/order'
import type { Event } from '../../shared/events/event'
import { whenOf } from '../../shared/events/when'
import { type Account, emptyAccount } from '../../shared/points/account'
import type { Moment } from '../../shared/points/decide'
import type { Draft, Entry } from '../../shared/points/entry'
import { calendarSteps, tierSteps } from '../../shared/tiers/standing'
import { addDays, type BusinessDay } from '../../shared/time/day'
import type { Shop } from '../support/mutations'
import { about, at, codeBy, shanghai } from '../support/tables'
import { Purses } from './purses'
import { type Being, FIRST_DAY, type Plot, type Purchase, type Step } from './promises'

/** What decides: the true modules, or those of a shop with one rule taken out. */
export type Deciders = Pick<Shop, 'awards' | 'orders' | 'ledger' | 'decide'>

export interface Member {
  readonly person: Being
  account: Account
  readonly entries: Entry[]
}

/** An entry that earned, with the question it answers. */
export interface Paid {
  readonly member: Member
  readonly question: Question
  readonly entry: Entry
}

/** An order from its first report or refund on. */
export interface Known {
  readonly purchase: Purchase
  readonly report: OrderPaid
  record: Order | undefined
  /** What each report of it was told it earned. */
  readonly answers: number[]
  /** What was paid back in all, by the refunds that were accepted, in fen. */
  backFen: number
  /** What there was of it after each thing that was booked. */
  readonly history: { readonly record: Order; readonly backFen: number; readonly entries: number }[]
}

const TEN_HOURS_MS = 36_000_000
const moments = new Map<BusinessDay, Moment>()

/** Ten in the morning of a day; to find out when a day begins takes long, and many lives go through the same days. */
function momentOn(day: BusinessDay): Moment {
  const moment = moments.get(day) ?? at(day)
  moments.set(day, moment)
  return moment
}

/** Lives through a plot: reads, decides with the real rules, and keeps what a table would keep. */
export class ShopLife {
  readonly members: readonly Member[]
  readonly purses: Purses
  readonly known = new Map<number, Known>()
  readonly paid: Paid[] = []
  /** Of every refund how it was refused, if it was, and whether it was for more than was left. */
  readonly refunds: { readonly code: unknown; readonly isOver: boolean }[] = []
  private moment: Moment = momentOn(FIRST_DAY)

  constructor(
    private readonly deciders: Deciders,
    private readonly plot: Plot,
  ) {
    this.members = plot.people.map((person) => ({ person, account: emptyAccount, entries: [] }))
    this.purses = new Purses(plot, deciders.awards)
  }

  live(): void {
    for (const step of this.plot.steps) this.take(step)
    this.end()
  }

  private take(step: Step): void {
    switch (step.type) {
      case 'pass':
        this.moment = momentOn(addDays(this.moment.today, step.days))
        return
      case 'report':
        return this.report([step.which])
      case 'reportTogether':
        return this.report(this.purchaseOf(step.which).who === this.purchaseOf(step.other).who ? [step.which] : [step.which, step.other])
      case 'refund':
        return this.refund(step.which, Math.ceil((this.purchaseOf(step.which).amountFen * step.percent) / 100))
      case 'happen':
        return this.happen(this.memberOf(step.who), step.event, addDays(this.moment.today, -step.lateDays))
      case 'spend': {
        const member = this.memberOf(step.who)
        this.settle(member)
        this.book(member, [this.deciders.decide.spend(member.account, Math.floor((member.account.available * step.percent) / 100), about, this.moment)])
      }
    }
  }

  /** In the end all orders are reported, some again, and each is refunded whole, by parts that take turns. */
  private end(): void {
    const all = this.plot.purchases.map((_, i) => i)
    for (const i of [...all, ...all]) this.report([i])
    for (const [turn, percent] of this.plot.cuts.entries()) {
      this.moment = momentOn(addDays(this.moment.today, turn % 3))
      this.refund(turn, Math.floor((this.restOf(turn) * percent) / 100))
    }
    for (const i of all) this.refund(i, this.restOf(i))
    for (const i of all) this.report([i])
    for (const member of this.members) this.settle(member)
  }

  private purchaseOf(which: number): Purchase {
    const purchase = this.plot.purchases[which % this.plot.purchases.length]
    if (purchase === undefined) throw new Error('a plot has purchases')
    return purchase
  }

  private memberOf(who: number): Member {
    const member = this.members[who]
    if (member === undefined) throw new Error('a plot has three members')
    return member
  }

  private orderOf(which: number): Known {
    const number = which % this.plot.purchases.length
    const before = this.known.get(number)
    if (before !== undefined) return before
    const purchase = this.purchaseOf(number)
    const { amountFen, lateDays, minute, storeId, items } = purchase
    const start = momentOn(addDays(this.moment.today, -lateDays)).now - TEN_HOURS_MS
    const paidAt = new Date(Math.min(start + minute * 60_000, this.moment.now)).toISOString()
    const report = { source: 'till', orderNo: `A-${number}`, memberId: this.memberOf(purchase.who).person.memberId, amountFen, paidAt, ...(storeId === undefined ? {} : { storeId }), ...(items === undefined ? {} : { items }) }
    const known: Known = { purchase, report, record: undefined, answers: [], backFen: 0, history: [] }
    this.known.set(number, known)
    return known
  }

  private restOf(which: number): number {
    const { backFen, purchase } = this.orderOf(which)
    return Math.max(0, purchase.amountFen - backFen)
  }

  private questionOf(member: Member, happenedAt: number, isDoubted: boolean): Omit<Question, 'event'> {
    this.settle(member)
    const { programme, campaigns } = this.plot
    return { programme, campaigns, account: member.account, person: member.person, when: whenOf(happenedAt, shanghai), moment: this.moment, doubts: isDoubted ? ['doubted'] : [] }
  }

  /** Reports of different members at the same time: each asks for its budgets in turn, then each is written. What is known already is answered from its record. */
  private report(which: readonly number[]): void {
    const orders = which.map((one) => this.orderOf(one))
    for (const { record, answers } of orders) if (record?.paid !== undefined) answers.push(record.paid.earned.points)
    const open = orders.filter(({ record }) => record?.paid === undefined)
    const questions = open.map(({ report, purchase }) => {
      const member = this.memberOf(purchase.who)
      const question = this.questionOf(member, Date.parse(report.paidAt), purchase.isDoubted)
      return { ...question, event: this.deciders.orders.orderEvent(question.account, report, member.person.invitedBy !== undefined) }
    })
    for (const [i, { award, more }] of this.purses.decide(questions).entries()) {
      const [order, question] = [open[i], questions[i]]
      if (order === undefined || question === undefined) continue
      const paid = this.deciders.orders.payOrder(question, award, order.record, order.report, 'op', more.budgets)
      this.pay(this.memberOf(order.purchase.who), question, paid.drafts)
      order.answers.push(award.points)
      remember(order, paid.order, this.memberOf(order.purchase.who))
    }
  }

  /** Something else than an order. */
  private happen(member: Member, event: Event, day: BusinessDay): void {
    const question = { ...this.questionOf(member, momentOn(day).now, false), event }
    for (const { award, more } of this.purses.decide([question])) {
      if (this.deciders.awards.isNothing(award)) continue
      this.pay(member, question, [this.deciders.awards.awardDraft(member.account, award, question, { source: { kind: 'event', id: `e-${this.paid.length}` }, ...more })])
    }
  }

  private refund(which: number, amountFen: number): void {
    const order = this.orderOf(which)
    const before = order.record
    if (amountFen === 0) return
    const member = this.memberOf(order.purchase.who)
    this.settle(member)
    const refund = { refundId: `R-${before?.refunds.length ?? 0}`, amountFen }
    const isOver = before?.paid !== undefined && amountFen > this.restOf(which)
    const code = codeBy(() => {
      const decided = this.deciders.orders.refundOrder(before?.paid === undefined ? undefined : member.account, before, order.report, refund, 'op', this.moment)
      this.book(member, decided.drafts)
      order.backFen += amountFen
      remember(order, decided.order, member)
    })
    this.refunds.push({ code, isOver })
  }

  /** What the calendar has made due is booked before everything else. */
  private settle(member: Member): void {
    this.write(member, calendarSteps(member.account, this.plot.programme.tiers, member.person.joinedOn, this.moment))
  }

  private pay(member: Member, question: Question, drafts: readonly Draft[]): void {
    const first = member.entries.length
    this.book(member, drafts)
    const entry = member.entries[first]
    if (entry !== undefined) this.paid.push({ member, question, entry })
  }

  /** The tier that growth reaches is booked with what reached it. */
  private book(member: Member, drafts: readonly Draft[]): void {
    this.write(member, drafts)
    this.write(member, tierSteps(member.account, this.plot.programme.tiers, member.person.joinedOn, this.moment))
  }

  private write(member: Member, drafts: readonly Draft[]): void {
    const { account, entries } = this.deciders.ledger.applyAll(member.account, drafts)
    member.account = account
    member.entries.push(...entries)
  }
}

function remember(order: Known, record: Order, { entries }: Member): void {
  order.record = record
  order.history.push({ record, backFen: order.backFen, entries: entries.length })
}
