import { createHash } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { type MemberId, newId, type ReviewId, type StaffId } from '../../shared/api/ids'
import type { SortOrder } from '../../shared/api/page'
import { REVIEW_DAY, splitKey } from '../../shared/points/account'
import type { Entry } from '../../shared/points/entry'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, getAll, type Item, range } from '../database/read'
import { stored } from '../database/stored'
import { create, tried, type Write } from '../database/write'

/** A place in the queue: an entry whose points wait, or waited, for a person. */
export interface StoredReview {
  readonly id: ReviewId
  readonly memberId: MemberId
  readonly entry: Pick<Entry, 'number' | 'type' | 'source'>
  readonly points: number
  readonly reasons: readonly string[]
  readonly heldAt: string
  readonly state: 'open' | 'released' | 'reversed' | 'void'
  readonly decided?: Decision
}

/** What a person decided. It lies beside the member's entries, created in one write with them: there is never a second one. */
export interface Decision {
  readonly reviewId: ReviewId
  readonly state: 'released' | 'reversed' | 'void'
  /** How many points were still waiting. */
  readonly points: number
  readonly by: StaffId
  readonly at: string
  readonly note: string
  readonly operationId: string
}

@Injectable()
export class ReviewsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byId(reviewId: string): Promise<StoredReview | undefined> {
    const item = await get(this.database, keys.review(reviewId))
    return item && stored<StoredReview>(item)
  }

  async decision(memberId: string, number: number): Promise<Decision | undefined> {
    const item = await get(this.database, keys.reviewed(memberId, number))
    return item && stored<Decision>(item)
  }

  /** What was decided of several entries of a member, in their order. */
  async decisions(memberId: string, numbers: readonly number[]): Promise<readonly (Decision | undefined)[]> {
    return (await getAll(this.database, numbers.map((number) => keys.reviewed(memberId, number)))).map((item) => item && stored<Decision>(item))
  }

  /** Keeps a decision, once: the fence for whatever stands beside it in the same write. */
  decide(memberId: string, number: number, decision: Decision): Write {
    return create({ ...keys.reviewed(memberId, number), ...decision })
  }

  /** Puts an entry into the queue; harmless when it is there. One that was decided already comes in closed. */
  async open(memberId: MemberId, entry: Entry): Promise<void> {
    const review = reviewOf(memberId, entry)
    const decided = await this.decision(memberId, entry.number)
    await tried(this.database, [create({ ...keys.review(review.id), ...review, ...(decided === undefined ? {} : { state: decided.state, decided }) })])
  }

  /** Closes a place in the queue; harmless when it is closed, or not there yet. */
  async close(decided: Decision): Promise<void> {
    await tried(this.database, [{
      type: 'update',
      key: keys.review(decided.reviewId),
      set: 'SET #state = :state, decided = :decided',
      condition: '#state = :open',
      names: { '#state': 'state' },
      values: { ':state': decided.state, ':decided': decided, ':open': 'open' },
    }])
  }

  /** A look at the queue; may find fewer than `limit` before its `last`. */
  async page(isOpen: boolean, after: string | undefined, limit: number, order: SortOrder = 'oldest'): Promise<{ reviews: readonly StoredReview[]; last: string | undefined }> {
    const { pk } = keys.review('')
    const filter = { expression: isOpen ? '#state = :open' : '#state <> :open', names: { '#state': 'state' }, values: { ':open': 'open' } }
    const { items, last } = await range(this.database, { pk, beginsWith: prefixes.review, after: after === undefined ? undefined : keys.review(after).sk, limit, newestFirst: order === 'newest', filter })
    return { reviews: items.map((item) => stored<StoredReview>(item)), last: last?.slice(prefixes.review.length) }
  }
}

/** The place of an entry in the queue; its id follows from the entry alone, so that it is the same whoever makes it. */
export function reviewOf(memberId: MemberId, entry: Entry): StoredReview {
  const held = entry.moves.filter(({ place, lot }) => place === 'pending' && splitKey(lot).first === REVIEW_DAY)
  const { number, type, source, review = [] } = entry
  const id = newId('review', Date.parse(entry.at), createHash('sha256').update(`${memberId} ${number}`).digest())
  return { id, memberId, entry: { number, type, source }, points: held.reduce((sum, { points }) => sum + points, 0), reasons: review, heldAt: entry.at, state: 'open' }
}

/** The review that a written item opens or closes, if any. */
export function reviewIn(item: Item): { readonly type: 'opened'; readonly memberId: MemberId; readonly entry: Entry } | { readonly type: 'decided'; readonly decision: Decision } | undefined {
  const sk = String(item['sk'])
  if (sk.startsWith(prefixes.reviewed)) return { type: 'decided', decision: stored<Decision>(item) }
  if (!sk.startsWith(prefixes.entry) || item['review'] === undefined) return undefined
  return { type: 'opened', memberId: stored<{ pk: MemberId } & Item>(item).pk, entry: stored<Entry & Item>(item) }
}
