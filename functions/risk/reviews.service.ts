import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import type { Order } from '../../shared/earning/order'
import type { Programme } from '../../shared/earning/programme'
import { releasedOrder, usableFromOf, withdrawnOrder } from '../../shared/earning/review'
import { instant, type Moment } from '../../shared/points/decide'
import type { Draft, Entry } from '../../shared/points/entry'
import { releaseReview, reverseReview, type Waiting, waitingOf } from '../../shared/risk/review'
import type { Decided, riskApi } from '../../shared/risk/risk.api'
import { dayOf } from '../../shared/time/day'
import { Database } from '../database/client'
import { get } from '../database/read'
import { again, commit, type Write } from '../database/write'
import { OrdersRepository, type StoredOrder } from '../earning/orders.repository'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { ClerkCaller } from '../http/request'
import { PointsRepository } from '../points/points.repository'
import { noteChange } from '../stores/changes'
import { type Decision, ReviewsRepository, type StoredReview } from './reviews.repository'

type Decide = InputOf<typeof riskApi.releaseReview>
type Verdict = 'released' | 'reversed'

const ENTRIES_AT_ONCE = 100

/** An entry under review, as it is when it is decided. */
interface Case {
  readonly entry: Entry
  readonly waiting: readonly Waiting[]
  readonly points: number
  readonly order: StoredOrder | undefined
}

/** Lets doubted points go, or takes them back: one decision for an entry, whoever decides first. */
@Injectable()
export class ReviewsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReviewsRepository) private readonly reviews: ReviewsRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(OrdersRepository) private readonly orders: OrdersRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
  ) {}

  release(caller: ClerkCaller, input: Decide): Promise<Decided> {
    return this.decide(caller, input, 'released')
  }

  reverse(caller: ClerkCaller, input: Decide): Promise<Decided> {
    return this.decide(caller, input, 'reversed')
  }

  /** The decision is created in one write with the member's entry; the queue follows, here or by the stream. Nobody decides on their own points. */
  private decide({ staff }: ClerkCaller, input: Decide, verdict: Verdict): Promise<Decided> {
    return again(async () => {
      const review = await this.reviews.byId(input.reviewId)
      if (review === undefined) throw new Refusal('not_found')
      if (review.memberId === staff.memberId && staff.role !== 'owner') throw new Refusal('not_allowed')
      const { programme, moment } = await this.programmes.now()
      // The account before anything else: what is read after it cannot be older, and its version is compared.
      const open = await this.points.open(review.memberId, moment)
      const before = await this.reviews.decision(review.memberId, review.entry.number)
      if (before !== undefined) return this.replay(before, input, verdict)
      const decision = { reviewId: review.id, by: staff.id, at: instant(moment.now), note: input.note, operationId: input.id }
      if (open.isClosed) return this.close({ ...decision, state: 'void', points: 0 }, [this.reviews.decide(review.memberId, review.entry.number, { ...decision, state: 'void', points: 0 })])
      const one = await this.caseOf(review)
      const decided = await this.drafted(open.now, one, { verdict, review, operationId: input.id }, programme, moment)
      const final = { ...decision, state: verdict, points: one.points }
      noteChange({ before: { review: 'waiting', points: one.points }, after: { review: verdict, points: one.points }, isPersonal: true })
      return this.close(final, [...this.points.book(open, [decided.draft]).writes, ...decided.writes, this.reviews.decide(review.memberId, review.entry.number, final)])
    })
  }

  private async close(decision: Decision, writes: readonly Write[]): Promise<Decided> {
    await commit(this.database, writes)
    await this.reviews.close(decision)
    return { state: decision.state, points: decision.points, replayed: false }
  }

  private async replay(before: Decision, input: Decide, verdict: Verdict): Promise<Decided> {
    await this.reviews.close(before)
    const isMine = before.operationId === input.id && (before.state === verdict || before.state === 'void')
    if (!isMine) throw new Refusal('review_decided')
    return { state: before.state, points: before.points, replayed: true }
  }

  /** The entry, what of it still waits, and its order, whose refunds have to find the points afterwards. */
  private async caseOf({ memberId, entry: { number } }: StoredReview): Promise<Case> {
    const entries: Entry[] = []
    for (let after = number - 1; ; after += ENTRIES_AT_ONCE) {
      const page = await this.points.entriesAfter(memberId, after, ENTRIES_AT_ONCE)
      entries.push(...page)
      if (page.length < ENTRIES_AT_ONCE) break
    }
    const [entry, ...later] = entries
    if (entry === undefined) throw new Refusal('not_found')
    const waiting = waitingOf(entry, later)
    const { kind, id } = entry.source
    const at = id.lastIndexOf('/')
    const order = kind === 'order' ? this.orders.read(await get(this.database, this.orders.key(id.slice(0, at), id.slice(at + 1)))) : undefined
    return { entry, waiting, points: waiting.reduce((sum, { points }) => sum + points, 0), order }
  }

  private async drafted(account: Parameters<typeof releaseReview>[0], one: Case, about: { verdict: Verdict; review: StoredReview; operationId: string }, now: Programme, moment: Moment) {
    const { entry, waiting, order } = one
    const why = { source: { kind: 'review' as const, id: about.review.id }, operationId: about.operationId, facts: { ...entry.facts, entry: entry.number } }
    const programme = (entry.paidBy === undefined ? undefined : await this.programmes.version(entry.paidBy.version)) ?? now
    if (about.verdict === 'released') {
      const usableFrom = usableFromOf(entry, programme, order?.paid === undefined ? entry.day : dayOf(Date.parse(order.paid.paidAt), moment.timeZone))
      return { draft: releaseReview(account, waiting, usableFrom, why, moment), writes: this.saved(order, (it) => releasedOrder(it, usableFrom)) }
    }
    const growthIsPoints = programme.tiers?.measure.type === 'points'
    const growth = growthIsPoints ? grownLess(entry, one.points) : {}
    return { draft: reverseReview(waiting, { ...why, ...growth }, moment), writes: this.saved(order, (it) => withdrawnOrder(it, growthIsPoints)) }
  }

  private saved(before: StoredOrder | undefined, change: (order: Order) => Order): readonly Write[] {
    return before === undefined ? [] : [this.orders.save(change(before), before)]
  }
}

/** Growth that points brought goes with them. */
function grownLess({ growth = [] }: Entry, points: number): Pick<Draft, 'growth'> {
  const month = growth[0]?.month
  return month === undefined || points === 0 ? {} : { growth: [{ month, amount: -points }] }
}
