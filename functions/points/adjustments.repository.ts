import { Inject, Injectable } from '@nestjs/common'
import type { MemberId } from '../../shared/api/ids'
import { keys } from '../database/keys'
import { type Item, get } from '../database/read'
import { stored } from '../database/stored'
import { Database } from '../database/client'
import { type Write, create } from '../database/write'

/** A correction by hand as it was made. `entry` is the number of its entry. */
export interface StoredAdjustment {
  readonly id: string
  readonly memberId: MemberId
  readonly points: number
  readonly reason: string
  readonly text: string
  readonly by: string
  readonly at: string
  readonly entry: number
}

@Injectable()
export class AdjustmentsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byId(id: string): Promise<StoredAdjustment | undefined> {
    const item = await get(this.database, keys.adjustment(id))
    return item && adjustmentOf(item)
  }

  record(adjustment: StoredAdjustment): Write {
    return create({ ...keys.adjustment(adjustment.id), ...adjustment })
  }
}

export const adjustmentOf = (item: Item): StoredAdjustment => stored<StoredAdjustment>(item)
