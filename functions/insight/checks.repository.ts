import { Inject, Injectable } from '@nestjs/common'
import type { LastCheck } from '../../shared/insight/insight.api'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get } from '../database/read'
import { stored } from '../database/stored'
import { commit } from '../database/write'

/** What the last check of the whole table has found; the latest one replaces those before. */
@Injectable()
export class ChecksRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async last(): Promise<LastCheck | null> {
    const item = await get(this.database, keys.lastCheck())
    return item === undefined ? null : stored<LastCheck>(item)
  }

  async record(check: LastCheck): Promise<void> {
    await commit(this.database, [{ type: 'put', item: { ...keys.lastCheck(), ...check }, condition: 'attribute_not_exists(pk) OR #at <= :at', names: { '#at': 'at' }, values: { ':at': check.at } }])
  }
}
