import type { Happening } from '../../shared/webhooks/happenings'
import type { Clock } from '../clock'
import type { Database } from '../database/client'
import { commit, LostRace } from '../database/write'
import { type DeliveriesRepository, newDelivery } from './deliveries.repository'
import type { WebhooksRepository } from './webhooks.repository'

interface Tools {
  readonly database: Database
  readonly clock: Pick<Clock, 'now'>
  readonly webhooks: WebhooksRepository
  readonly deliveries: DeliveriesRepository
}

const AT_ONCE = 10

/** Puts happenings down for every webhook that wants to be told, each once however often they come. A paused one is told when it is resumed. */
export async function tellWebhooks({ database, clock, webhooks, deliveries }: Tools, happenings: readonly Happening[]): Promise<void> {
  if (happenings.length === 0) return
  const all = await webhooks.all()
  const now = clock.now()
  const made = happenings.flatMap((happening) => all.filter(({ kinds }) => kinds.some((kind) => kind === happening.kind)).map(({ id }) => newDelivery(id, happening, now)))
  for (let from = 0; from < made.length; from += AT_ONCE) {
    await Promise.all(made.slice(from, from + AT_ONCE).map((delivery) => unlessThere(commit(database, deliveries.create(delivery)))))
  }
}

/** What is there already was told before. */
async function unlessThere(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof LostRace)) throw error
  }
}
