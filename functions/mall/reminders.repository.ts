import { Inject, Injectable } from '@nestjs/common'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { reminderCause } from '../messages/post'

/** What members asked to be reminded of; asking is a matter of messages. */
@Injectable()
export class RemindersRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Which of these campaigns the member wished to be told of. */
  async wished(memberId: string, campaignIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (campaignIds.length === 0) return new Set()
    const items = await getAll(this.database, campaignIds.map((id) => keys.told(memberId, reminderCause(id))))
    return new Set(campaignIds.filter((_, place) => items[place] !== undefined))
  }
}
