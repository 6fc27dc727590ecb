import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll, type Item } from '../database/read'
import { stored } from '../database/stored'
import { reviewOf, type StoredReview } from '../risk/reviews.repository'
import { entryOf } from '../points/points.repository'
import { MemberId } from '../../shared/api/ids'
import { inReview, waitingOf } from '../../shared/risk/review'
import type { MemberBooks } from './partition'
import { type Breach, told } from './breach'

/** The queue follows the entries by the table's stream: it is given so much time before it counts as incomplete. */
const LOOKS = 5
const PAUSE_MS = 400

/** Doubted points of a member: those of undecided entries are what the account keeps for review, and each entry has its place in the queue. */
export async function reviewBreaches(database: Database, books: MemberBooks): Promise<Breach[]> {
  const doubted = books.entries.map(({ entry }) => entry).filter(({ review }) => review !== undefined)
  if (doubted.length === 0 && (books.account === undefined || inReview(books.account) === 0)) return []
  return [...waitingBreaches(books), ...(await queueBreaches(database, books))]
}

/** What was decided of a closed account moved nothing. */
function waitingBreaches({ memberId, account, entries, reviewed }: MemberBooks): Breach[] {
  const list = entries.map(({ entry }) => entry)
  const open = list.filter(({ number, review }) => review !== undefined && (reviewed.get(number) ?? 'void') === 'void')
  const waiting = open.flatMap((entry) => waitingOf(entry, list.filter(({ number }) => number > entry.number))).reduce((sum, { points }) => sum + points, 0)
  const kept = account === undefined ? 0 : inReview(account)
  return waiting === kept ? [] : [told((say) => say.reviewSum(memberId, kept, waiting))]
}

async function queueBreaches(database: Database, books: MemberBooks): Promise<Breach[]> {
  let breaches: Breach[] = []
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await sleep(PAUSE_MS)
    breaches = await queueNow(database, books)
    if (breaches.length === 0) break
  }
  return breaches
}

async function queueNow(database: Database, { memberId, entries, reviewed }: MemberBooks): Promise<Breach[]> {
  const wanted = entries.filter(({ entry }) => entry.review !== undefined).map(({ entry }) => reviewOf(MemberId.parse(memberId), entry))
  const found = await getAll(database, wanted.map(({ id }) => keys.review(id)))
  return wanted.flatMap((review, place) => {
    const item = found[place]
    const state = reviewed.get(review.entry.number) ?? 'open'
    if (item === undefined) return [told((say) => say.reviewMissing(memberId, review.entry.number))]
    return item['state'] === state ? [] : [told((say) => say.reviewState(review.id, String(item['state']), state))]
  })
}

/** Places in the queue that belong to no doubted entry. */
export async function queueItemBreaches(database: Database, items: readonly Item[]): Promise<Breach[]> {
  const reviews = items.map((item) => stored<StoredReview>(item))
  const entries = await getAll(database, reviews.map(({ memberId, entry }) => keys.entry(memberId, entry.number)))
  return reviews.filter((_, place) => entries[place] === undefined || entryOf(entries[place]).review === undefined).map(({ id }) => told((say) => say.reviewWithout(id)))
}
