import { Inject, Injectable } from '@nestjs/common'
import type { Hold } from '../../shared/points/hold'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get, type Item } from '../database/read'
import { stored } from '../database/stored'
import { create, type Write } from '../database/write'

/** A hold as stored. `entry` is the number of the entry that opened it; `revision` is compared on every change. */
export interface StoredHold extends Hold {
  readonly entry: number
  readonly revision: number
}

@Injectable()
export class HoldsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byId(holdId: string): Promise<StoredHold | undefined> {
    const item = await get(this.database, keys.hold(holdId))
    return item && holdOf(item)
  }

  open(hold: Hold, entry: number): Write {
    return create({ ...keys.hold(hold.id), ...hold, entry, revision: 1 })
  }

  change(before: StoredHold, after: Hold): Write {
    const item = { ...keys.hold(after.id), ...after, entry: before.entry, revision: before.revision + 1 }
    return { type: 'put', item, condition: 'revision = :revision', values: { ':revision': before.revision } }
  }
}

export function holdOf(item: Item): StoredHold {
  const { pk: _pk, sk: _sk, ...hold } = item
  return stored<StoredHold>(hold)
}
