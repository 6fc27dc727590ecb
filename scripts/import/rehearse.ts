import { randomBytes } from 'node:crypto'
import { BudgetsRepository, type Taken } from '../../functions/campaigns/budgets.repository'
import { CampaignsRepository } from '../../functions/campaigns/campaigns.repository'
import type { Clock } from '../../functions/clock'
import type { Database } from '../../functions/database/client'
import { keys } from '../../functions/database/keys'
import { getAll, type Item } from '../../functions/database/read'
import { Awards } from '../../functions/earning/awards'
import { fingerprintOf } from '../../functions/earning/order-book'
import { OrdersRepository, type StoredOrder } from '../../functions/earning/orders.repository'
import type { ProgrammeRepository } from '../../functions/earning/programme.repository'
import { Questions } from '../../functions/earning/questions'
import { type Member, memberIdIn, memberOf } from '../../functions/members/members.repository'
import { Persons } from '../../functions/members/persons'
import { type OpenAccount, PointsRepository } from '../../functions/points/points.repository'
import { Secrets } from '../../functions/secrets'
import { refusalSentence } from '../../shared/api/errors'
import { Refusal } from '../../shared/api/refusal'
import { checkOrderAge, orderEvent, payOrder } from '../../shared/earning/order'
import { instant, type Moment } from '../../shared/points/decide'
import { applyAll } from '../../shared/points/ledger'
import { tierSteps } from '../../shared/tiers/standing'
import type { Problems } from './problems'
import type { Outcome, Row } from './rows'
import { isChinese } from './text'

/** Two keys a row: the order's and the customer's. */
const ROWS_AT_ONCE = 50
/** Accounts of more customers than this are not followed: it would need too much memory. */
const CUSTOMERS_FOLLOWED = 200_000

export interface Rehearsed {
  booked: number
  known: number
  members: number
  points: number
  /** Orders of customers whose earlier orders could not be kept in mind: what they earn may differ. */
  notFollowed: number
  /** Whether a running experiment draws its groups by the id that a member gets on joining. */
  hasDraws: boolean
}

interface Rehearsal {
  readonly database: Database
  readonly clock: Clock
  readonly programmes: ProgrammeRepository
  readonly problems: Problems
  readonly onRow: (number: number) => void
}

/** Somebody the file names, as far as the rehearsal has come. */
interface Standing {
  readonly member: Member
  readonly isNew: boolean
  open: OpenAccount
}

/** Says what an import would do, by the same decisions in the same order: each customer's account, tier and caps, campaigns and what is left of their budgets. Writes nothing. */
export async function rehearse(rows: AsyncIterable<Outcome>, rehearsal: Rehearsal): Promise<Rehearsed> {
  const { moment } = await rehearsal.programmes.now()
  const shop = new RehearsedShop(rehearsal, moment)
  let batch: Row[] = []
  for await (const row of rows) {
    if (row.type === 'order') batch.push(row)
    if (batch.length === ROWS_AT_ONCE) {
      await shop.take(batch)
      batch = []
    }
    rehearsal.onRow(row.number)
  }
  await shop.take(batch)
  return shop.result()
}

class RehearsedShop {
  private readonly done: Rehearsed = { booked: 0, known: 0, members: 0, points: 0, notFollowed: 0, hasDraws: false }
  /** What the file itself has said of an order. */
  private readonly said = new Map<string, string>()
  private readonly standings = new Map<string, Standing>()
  private readonly joined = new Set<string>()
  private readonly orders = new OrdersRepository()
  private readonly points: PointsRepository
  private readonly campaigns: CampaignsRepository
  private readonly questions: Questions
  private readonly awards: Awards
  private readonly secrets: Secrets

  constructor(private readonly rehearsal: Rehearsal, private readonly moment: Moment) {
    const { database, clock, programmes } = rehearsal
    this.secrets = new Secrets({ codeKey: randomBytes(32) }, clock)
    this.points = new PointsRepository(database, programmes)
    this.campaigns = new CampaignsRepository(database, clock)
    this.questions = new Questions(programmes, this.campaigns, new Persons({ open: () => ({ nickname: '' }) }))
    this.awards = new Awards(new RehearsedBudgets(new BudgetsRepository(database)), this.secrets)
  }

  async result(): Promise<Rehearsed> {
    const draws = (await this.campaigns.launched()).some(({ holdOutPercent, variants }) => holdOutPercent > 0 || variants.length > 0)
    return { ...this.done, hasDraws: draws && this.done.members > 0 }
  }

  async take(batch: readonly Row[]): Promise<void> {
    const { database, problems } = this.rehearsal
    const found = await getAll(database, batch.flatMap(({ customer, report }) => [this.orders.key(report.source, report.orderNo), keys.identity('customer', customer)]))
    for (const [place, row] of batch.entries()) {
      try {
        await this.takeOne(row, this.orders.read(found[2 * place]), found[2 * place + 1])
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        problems.add({ line: row.line, what: refusalSentence(error.code, error.details, isChinese ? 'zh' : 'en') })
      }
    }
  }

  private async takeOne(row: Row, before: StoredOrder | undefined, identity: Item | undefined): Promise<void> {
    const { customer, report } = row
    const fingerprint = fingerprintOf(report, memberIdIn(identity) ?? customer)
    const said = before?.paid === undefined ? this.said.get(report.orderNo) : before.fingerprint
    if (said !== undefined && said !== fingerprint) throw new Refusal('order_conflict', { orderNo: report.orderNo })
    if (said !== undefined) {
      this.done.known += 1
      return
    }
    const standing = await this.standingOf(customer, identity)
    this.done.points += await this.pay(row, before, standing)
    this.done.booked += 1
    this.said.set(report.orderNo, fingerprint)
    if (standing.isNew && !this.joined.has(customer)) {
      this.joined.add(customer)
      this.done.members += 1
    }
  }

  private async standingOf(customer: string, identity: Item | undefined): Promise<Standing> {
    const known = this.standings.get(customer)
    if (known !== undefined) return known
    const standing = await this.readStanding(customer, identity)
    if (this.standings.size < CUSTOMERS_FOLLOWED) this.standings.set(customer, standing)
    else this.done.notFollowed += 1
    return standing
  }

  private async readStanding(customer: string, identity: Item | undefined): Promise<Standing> {
    const memberId = memberIdIn(identity)
    const [memberItem, accountItem] = memberId === undefined ? [] : await getAll(this.rehearsal.database, [keys.member(memberId), keys.account(memberId)])
    const id = memberId ?? this.secrets.newId('member')
    const newcomer: Member = { id, cardNo: '', state: 'active', epoch: 0, revision: 0, joinedAt: instant(this.moment.now), customer }
    return { member: memberItem === undefined ? newcomer : memberOf(memberItem), isNew: memberId === undefined, open: await this.points.openFrom(id, accountItem, this.moment) }
  }

  /** The steps of a real order, up to the commit: the account is kept in mind instead. */
  private async pay({ report }: Row, before: StoredOrder | undefined, standing: Standing): Promise<number> {
    const { moment } = this
    const { member, open } = standing
    const at = Date.parse(report.paidAt ?? instant(moment.now))
    const { source, orderNo, amountFen, storeId, items } = report
    const question = await this.questions.about(member, at, moment)
    const { programme } = await this.rehearsal.programmes.now()
    checkOrderAge(programme, at, moment)
    const paid = { source, orderNo, amountFen, memberId: member.id, paidAt: instant(at), ...(storeId === undefined ? {} : { storeId }), ...(items === undefined ? {} : { items }) }
    const event = orderEvent(open.now, paid, question.person.invitedBy !== undefined)
    return this.awards.pay(open, { ...question, event }, async ({ award, budgets }) => {
      const { order, drafts } = payOrder({ ...question, account: open.now }, award, before, paid, `${source}/${orderNo}`, budgets)
      const { account } = this.points.book(open, [...drafts, ...tierSteps(applyAll(open.now, drafts).account, programme.tiers, question.person.joinedOn, moment)])
      standing.open = { ...open, stored: account, now: account, due: [], dueWrites: [] }
      return order.paid?.earned.points ?? 0
    })
  }
}

/** Budgets as they are now, from which a rehearsal takes in memory. */
class RehearsedBudgets {
  private readonly left = new Map<string, Promise<number>>()

  constructor(private readonly budgets: Pick<BudgetsRepository, 'shards'>) {}

  async reserve(budget: string, shards: number, _attempt: string, _flight: object, wanted: number, atEnd: 'nothing' | 'rest'): Promise<readonly Taken[]> {
    const known = this.left.get(budget) ?? this.read(budget, shards)
    const left = await known
    const points = left >= wanted ? wanted : atEnd === 'rest' ? left : 0
    this.left.set(budget, Promise.resolve(left - points))
    return points === 0 ? [] : [{ budget, shard: 0, points }]
  }

  async release(taken: readonly Taken[]): Promise<void> {
    for (const { budget, points } of taken) this.left.set(budget, Promise.resolve(((await this.left.get(budget)) ?? 0) + points))
  }

  private async read(budget: string, shards: number): Promise<number> {
    return (await this.budgets.shards(budget, shards)).reduce((sum, { available }) => sum + available, 0)
  }
}
