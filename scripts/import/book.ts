import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Clock } from '../../functions/clock'
import { BudgetsRepository } from '../../functions/campaigns/budgets.repository'
import { CampaignsRepository } from '../../functions/campaigns/campaigns.repository'
import type { Database } from '../../functions/database/client'
import { Awards } from '../../functions/earning/awards'
import { OrderBook } from '../../functions/earning/order-book'
import { OrdersRepository } from '../../functions/earning/orders.repository'
import { ProgrammeRepository } from '../../functions/earning/programme.repository'
import { Questions } from '../../functions/earning/questions'
import { Referrals } from '../../functions/earning/referrals'
import { ReferralsRepository } from '../../functions/earning/referrals.repository'
import { SharesRepository } from '../../functions/earning/shares.repository'
import { CustomersService } from '../../functions/members/customers.service'
import { MembersRepository } from '../../functions/members/members.repository'
import { Persons } from '../../functions/members/persons'
import { PointsRepository } from '../../functions/points/points.repository'
import { Secrets } from '../../functions/secrets'
import type { MemberId } from '../../shared/api/ids'
import { refusalSentence } from '../../shared/api/errors'
import { Refusal } from '../../shared/api/refusal'
import { Sentence } from '../local/sentence'
import type { Checkpoint } from './checkpoint'
import { Lanes } from './lanes'
import type { Problems } from './problems'
import type { Outcome, Problem, Row } from './rows'
import { isChinese, text } from './text'

const CUSTOMERS_REMEMBERED = 100_000
const NOTE_MILLISECONDS = 1_000
const REFUSED_NOTED = 1_000
const TRIES = 6
const PAUSE_MILLISECONDS = 500

/** What one run has done. */
export interface Booked {
  booked: number
  known: number
  members: number
  points: number
}

interface Booking {
  readonly database: Database
  readonly checkpoint: Checkpoint
  readonly problems: Problems
  readonly clock?: Clock
  /** Told how many rows have been dealt with. */
  readonly onRow: (count: number) => void
}

/** Books orders as a till would, with their own dates; whatever was booked before is answered and changes nothing. */
export class Booker {
  private readonly lanes = new Lanes()
  private readonly result: Booked = { booked: 0, known: 0, members: 0, points: 0 }
  private readonly refused: Problem[]
  readonly resumesAfter: number
  private readonly customers: Customers
  private readonly book: OrderBook
  private notedAt = Date.now()
  private dealtWith = 0

  constructor(private readonly booking: Booking) {
    const { database, checkpoint, problems, clock = new Clock() } = booking
    const programmes = new ProgrammeRepository(database, clock)
    const points = new PointsRepository(database, programmes)
    // Nothing is sealed with this key here: it only makes ids and card numbers.
    const secrets = new Secrets({ codeKey: randomBytes(32) }, clock)
    this.customers = new Customers(new CustomersService(database, new MembersRepository(database), points, programmes, secrets))
    // Customers of an import have told nothing personal yet.
    const persons = new Persons({ open: () => ({ nickname: '' }) })
    const questions = new Questions(programmes, new CampaignsRepository(database, clock), persons)
    const awards = new Awards(new BudgetsRepository(database), secrets)
    const referrals = new Referrals(new MembersRepository(database), new SharesRepository(database), new ReferralsRepository(database))
    // A shop's own past is not doubted.
    const guard = { doubtsOfOrder: () => Promise.resolve([]) }
    this.book = new OrderBook(database, points, new OrdersRepository(), programmes, questions, awards, referrals, guard)
    const { done, refused } = checkpoint.read()
    this.resumesAfter = done
    this.refused = [...refused]
    for (const problem of refused) problems.add(problem)
  }

  /** Books all rows behind the checkpoint. Ends with a `Sentence` when the database stays away; the next run goes on from there. */
  async bookAll(rows: AsyncIterable<Outcome>): Promise<Booked> {
    const from = this.resumesAfter
    try {
      for await (const row of rows) {
        if (row.type === 'problem' || row.number <= from) this.pass(row.number)
        else await this.lanes.add(row.number, row.customer, () => this.bookOne(row))
        this.noteNowAndThen()
      }
      await this.lanes.finish()
    } finally {
      this.note()
    }
    this.booking.checkpoint.remove()
    return this.result
  }

  /** Writes down how far it has come. */
  note(): void {
    this.notedAt = Date.now()
    this.booking.checkpoint.write({ done: Math.max(this.resumesAfter, this.lanes.done), refused: this.refused })
  }

  private pass(number: number): void {
    this.lanes.pass(number)
    this.count()
  }

  private count(): void {
    this.dealtWith += 1
    this.booking.onRow(this.dealtWith)
  }

  private noteNowAndThen(): void {
    if (Date.now() - this.notedAt > NOTE_MILLISECONDS) this.note()
  }

  private async bookOne({ customer, report, line, number }: Row): Promise<void> {
    try {
      const { memberId, isNew } = await patiently(number, () => this.customers.memberOf(customer))
      if (isNew) this.result.members += 1
      const { earnedPoints, replayed } = await patiently(number, () => this.book.pay(report, memberId))
      if (replayed) this.result.known += 1
      else {
        this.result.booked += 1
        this.result.points += earnedPoints
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const problem = { line, what: refusalSentence(error.code, error.details, isChinese ? 'zh' : 'en') }
      this.booking.problems.add(problem)
      if (this.refused.length < REFUSED_NOTED) this.refused.push(problem)
    }
    this.count()
  }
}

/** A database that is away for a moment is waited for; one that stays away ends the run. */
async function patiently<T>(row: number, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal && (error.code === 'unavailable' || error.code === 'busy'))) throw error
      if (attempt >= TRIES) throw new Sentence(text.unreachable(row))
      await sleep(PAUSE_MILLISECONDS * attempt)
    }
  }
}

/** Remembers whose customer number is whose: rows of one customer often stand together. */
class Customers {
  private readonly known = new Map<string, MemberId>()

  constructor(private readonly service: CustomersService) {}

  async memberOf(customer: string): Promise<{ memberId: MemberId; isNew: boolean }> {
    const memberId = this.known.get(customer)
    if (memberId !== undefined) return { memberId, isNew: false }
    const found = await this.service.findOrJoin(customer)
    if (this.known.size >= CUSTOMERS_REMEMBERED) this.known.clear()
    this.known.set(customer, found.memberId)
    return found
  }
}
