import { Inject, Injectable } from '@nestjs/common'
import { Campaign } from '../../shared/campaigns/campaign'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, type Item, range } from '../database/read'
import { Remembered } from '../database/remembered'
import { create, type Write } from '../database/write'

/** A campaign that is launched or paused is so everywhere within this time. */
export const REMEMBERED_MS = 5_000
const PAGES_MAX = 50

@Injectable()
export class CampaignsRepository {
  private readonly campaigns: Remembered<readonly Campaign[]>

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) clock: Clock,
  ) {
    this.campaigns = new Remembered(clock, REMEMBERED_MS, () => this.read())
  }

  all(): Promise<readonly Campaign[]> {
    return this.campaigns.get()
  }

  /** Those that may pay now: launched by people and neither paused nor stopped. Time decides the rest. */
  async launched(): Promise<readonly Campaign[]> {
    return (await this.all()).filter(({ state }) => state === 'launched')
  }

  async byId(campaignId: string): Promise<Campaign | undefined> {
    const item = await get(this.database, keys.campaign(campaignId))
    return item && campaignOf(item)
  }

  /** A new campaign, or the next revision of one. */
  save(campaign: Campaign): Write {
    const item = { ...keys.campaign(campaign.id), ...campaign }
    return campaign.revision === 1 ? create(item) : { type: 'put', item, condition: 'revision = :before', values: { ':before': campaign.revision - 1 } }
  }

  forget(): void {
    this.campaigns.forget()
  }

  /** All of them as they are this moment, in a request for about a thousand. */
  async read(): Promise<readonly Campaign[]> {
    const found: Campaign[] = []
    let after: string | undefined
    for (let page = 0; page < PAGES_MAX; page++) {
      const { items, last } = await range(this.database, { pk: 'CAMPAIGNS', beginsWith: prefixes.campaign, after })
      found.push(...items.map(campaignOf))
      if (last === undefined) break
      after = last
    }
    return found
  }
}

export function campaignOf(item: Item): Campaign {
  const { pk: _pk, sk: _sk, ...campaign } = item
  return Campaign.parse(campaign)
}
