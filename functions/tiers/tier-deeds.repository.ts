import { Inject, Injectable } from '@nestjs/common'
import type { TierHeld } from '../../shared/points/account'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get } from '../database/read'
import { stored } from '../database/stored'
import { type Write, create } from '../database/write'

/** A change by hand as it was answered. */
interface TierDeed {
  readonly fingerprint: string
  readonly held: TierHeld
}

@Injectable()
export class TierDeeds {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(memberId: string, operationId: string): Promise<TierDeed | undefined> {
    const item = await get(this.database, keys.tierDeed(memberId, operationId))
    return item && stored<TierDeed>(item)
  }

  record(memberId: string, operationId: string, deed: TierDeed): Write {
    return create({ ...keys.tierDeed(memberId, operationId), ...deed })
  }
}
