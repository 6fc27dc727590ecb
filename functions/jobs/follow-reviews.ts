import type { Item } from '../database/read'
import { reviewIn } from '../risk/reviews.repository'
import type { Tools } from './jobs'

/** An entry whose points wait comes into the queue; a decision takes it out. */
export async function followReview({ reviews }: Tools, item: Item | undefined): Promise<void> {
  const found = item && reviewIn(item)
  if (found?.type === 'opened') await reviews.open(found.memberId, found.entry)
  if (found?.type === 'decided') await reviews.close(found.decision)
}
