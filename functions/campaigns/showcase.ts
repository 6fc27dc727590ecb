import { Inject, Injectable } from '@nestjs/common'
import { BANNERS_MAX, type CampaignBanner } from '../../shared/campaigns/banner'
import type { Campaign } from '../../shared/campaigns/campaign'
import type { Seen } from '../../shared/campaigns/live'
import { promiseOf } from '../../shared/campaigns/promise'
import { type Shown, shownTo } from '../../shared/campaigns/shown'
import type { Programme } from '../../shared/earning/programme'
import { whenOf } from '../../shared/events/when'
import type { Account } from '../../shared/points/account'
import type { Moment } from '../../shared/points/decide'
import { tierIdOf } from '../../shared/tiers/terms'
import type { Member } from '../members/members.repository'
import { Persons } from '../members/persons'
import { CampaignViews } from './campaign.views'
import { CampaignsRepository } from './campaigns.repository'

export interface Told {
  readonly campaign: Campaign
  readonly shown: Shown
}

/** Which campaigns a member is told of, from what has been read already. */
@Injectable()
export class Showcase {
  constructor(
    @Inject(CampaignsRepository) private readonly campaigns: CampaignsRepository,
    @Inject(CampaignViews) private readonly views: CampaignViews,
    @Inject(Persons) private readonly persons: Persons,
  ) {}

  seen(member: Member, account: Account, { timeZone, tiers }: Programme, moment: Moment): Seen {
    return { person: this.persons.of(member, timeZone), account, tier: tierIdOf(tiers, account), when: whenOf(moment.now, timeZone) }
  }

  /** Running ones, the next to end first; then those that are coming, the next to begin first. */
  async told(seen: Seen, most: number): Promise<readonly Told[]> {
    const told = (await this.campaigns.launched()).flatMap((campaign) => {
      const shown = shownTo(campaign, seen)
      return shown !== undefined && (shown.stage === 'running' || shown.stage === 'coming') ? [{ campaign, shown }] : []
    })
    return told.sort((a, b) => orderOf(a) - orderOf(b) || (timeOf(a) < timeOf(b) ? -1 : 1)).slice(0, most)
  }

  /** For the first screen; costs no read of its own. */
  async banners(member: Member, account: Account, programme: Programme, moment: Moment): Promise<CampaignBanner[]> {
    const told = await this.told(this.seen(member, account, programme, moment), BANNERS_MAX)
    if (told.length === 0) return []
    const names = await this.views.names(programme)
    return told.map(({ campaign: { id, name, startsAt, endsAt, audience, recurrence }, shown }) => ({
      id, name, startsAt, endsAt,
      promise: promiseOf({ audience, recurrence, effect: shown.effect }, names),
      stage: shown.stage === 'running' ? 'running' : 'coming',
    }))
  }
}

const orderOf = ({ shown }: Told): number => (shown.stage === 'running' ? 0 : 1)
const timeOf = ({ campaign, shown }: Told): string => (shown.stage === 'running' ? campaign.endsAt : campaign.startsAt)
