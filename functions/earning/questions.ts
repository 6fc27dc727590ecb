import { Inject, Injectable } from '@nestjs/common'
import type { Question } from '../../shared/earning/award'
import { whenOf } from '../../shared/events/when'
import type { Moment } from '../../shared/points/decide'
import { CampaignsRepository } from '../campaigns/campaigns.repository'
import type { Member } from '../members/members.repository'
import { Persons } from '../members/persons'
import { ProgrammeRepository } from './programme.repository'

/** Gathers what a payment is decided from, beside the account and the event. */
@Injectable()
export class Questions {
  constructor(
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(CampaignsRepository) private readonly campaigns: CampaignsRepository,
    @Inject(Persons) private readonly persons: Persons,
  ) {}

  /** @param at when the event happened, in milliseconds since 1970: the terms that were in force then decide */
  async about(member: Member, at: number, moment: Moment): Promise<Omit<Question, 'account' | 'event'>> {
    const [programme, campaigns] = await Promise.all([this.programmes.at(at), this.campaigns.launched()])
    return { programme, campaigns, person: this.persons.of(member, programme.timeZone), when: whenOf(at, programme.timeZone), moment }
  }
}
