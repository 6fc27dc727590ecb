import { Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { type Key, keys } from '../database/keys'
import type { Item } from '../database/read'
import { LostRace, again, commit } from '../database/write'
import { PersonalData } from '../members/personal-data'

/** So many tries in a window; an office behind one address has many people. */
const limits = { login: 8, address: 40 } as const
const WINDOW_MINUTES = 15
const WINDOW_MS = WINDOW_MINUTES * 60_000

type Kind = keyof typeof limits

/**
 * Counts tries to sign in before they are looked at, so that many at once are no more than the limit. By login, whether there is such a login or
 * not, and by address. A repeated count, after a lost answer, only makes it stricter.
 */
@Injectable()
export class TriesRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Refuses with `desk_locked`. */
  async count(login: string, address?: string): Promise<readonly Key[]> {
    const byAddress = address === undefined ? [] : [await this.countAt('address', keys.tries('address', this.personalData.hash('address', address)))]
    return [...byAddress, await this.countAt('login', keys.tries('login', login))]
  }

  /** They were no wrong tries after all. */
  async giveBack(counted: readonly Key[]): Promise<void> {
    for (const key of counted) {
      await unlessLost(commit(this.database, [{ type: 'update', key, set: 'SET times = times - :one', condition: 'times > :none', values: { ':one': 1, ':none': 0 } }]))
    }
  }

  /** Forgets all tries of a login. */
  async forget(login: string): Promise<void> {
    await commit(this.database, [{ type: 'delete', key: keys.tries('login', login) }])
  }

  private countAt(kind: Kind, key: Key): Promise<Key> {
    return again(async () => {
      const now = this.clock.now()
      try {
        await commit(this.database, [{ type: 'update', key, set: 'SET times = times + :one', condition: 'endsAt > :now AND times < :most', values: { ':one': 1, ':now': now, ':most': limits[kind] } }])
        return key
      } catch (error) {
        if (!(error instanceof LostRace)) throw error
        return this.begin(key, error.old, now)
      }
    })
  }

  private async begin(key: Key, old: Item | undefined, now: number): Promise<Key> {
    const before = Number(old?.['endsAt'] ?? 0)
    if (before > now) throw new Refusal('desk_locked', { minutes: Math.ceil((before - now) / 60_000), retryAfterSeconds: Math.ceil((before - now) / 1_000) })
    const endsAt = now + WINDOW_MS
    await commit(this.database, [{ type: 'put', item: { ...key, times: 1, endsAt, ttl: Math.ceil(endsAt / 1_000) }, condition: 'attribute_not_exists(pk) OR endsAt = :before', values: { ':before': before } }])
    return key
  }
}

async function unlessLost(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof LostRace)) throw error
  }
}
