import { Inject, Injectable } from '@nestjs/common'
import type { Campaign } from '../../shared/campaigns/campaign'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { commit, create, LostRace } from '../database/write'

/** A member's wish to be told when a campaign begins. */
export interface Reminder {
  readonly campaignId: string
  readonly startsAt: string
  readonly wishedAt: string
}

@Injectable()
export class RemindersRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Records a wish, once. @returns whether it was there already */
  async wish(memberId: string, { id, startsAt }: Pick<Campaign, 'id' | 'startsAt'>, wishedAt: string): Promise<boolean> {
    const reminder: Reminder = { campaignId: id, startsAt, wishedAt }
    try {
      await commit(this.database, [create({ ...keys.reminder(memberId, id), ...reminder })])
      return false
    } catch (error) {
      if (error instanceof LostRace) return true
      throw error
    }
  }

  /** Which of these campaigns the member wished to be told of. */
  async wished(memberId: string, campaignIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (campaignIds.length === 0) return new Set()
    const items = await getAll(this.database, campaignIds.map((id) => keys.reminder(memberId, id)))
    return new Set(items.flatMap((item) => (item === undefined ? [] : [String(item['campaignId'])])))
  }
}
