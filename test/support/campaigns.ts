import { CampaignId, newId } from '../../shared/api/ids'
import { Campaign } from '../../shared/campaigns/campaign'
import { type Award, award, type Question } from '../../shared/earning/award'
import type { Programme } from '../../shared/earning/programme'
import type { Event, OrderEvent } from '../../shared/events/event'
import { whenOf } from '../../shared/events/when'
import { emptyAccount } from '../../shared/points/account'
import type { Moment } from '../../shared/points/decide'
import { at, programmeWith, questionOf, rulesWith } from './tables'

/** The campaign of a number; the ids sort as the numbers do. */
export const campaignId = (number: number): CampaignId => CampaignId.parse(newId('campaign', 0, Array.from({ length: 16 }, (_, i) => (i === 15 ? number : 0))))

type Input = (typeof Campaign)['_zod']['input']

/** A launched campaign of the whole of 2026: double points for everybody, changed where a table needs it. */
export function campaignWith(change: Partial<Input> = {}, number = 1): Campaign {
  return Campaign.parse({
    id: campaignId(number),
    state: 'launched',
    revision: 1,
    name: { zh: '双倍', en: 'Double' },
    description: { zh: '', en: '' },
    startsAt: '2025-12-31T16:00:00.000Z',
    endsAt: '2026-12-31T16:00:00.000Z',
    effect: { type: 'multiplier', percent: 200 },
    ...change,
  })
}

export const orderOf = (amountFen: number, more: Partial<OrderEvent> = {}): OrderEvent => ({ type: 'order_paid', amountFen, isFirst: false, wasInvited: false, ...more })

/** One point a yuan, usable at once. */
export const plain: Programme = programmeWith({ rules: rulesWith({ purchases: [{ fenPerStep: 100, pointsPerStep: 1 }] }) })

/** What an event earns at a moment, with everything else as plain as it can be. */
export function earned(event: Event, change: Partial<Omit<Question, 'event'>> = {}, moment: Moment = at('2026-11-24')): Award {
  const { account = emptyAccount, programme = plain } = change
  return award({ ...questionOf(account, programme, moment), when: whenOf(moment.now, programme.timeZone), ...change, event })
}

/** What each campaign, rule or tier gave, by its id. */
export const partsOf = ({ parts }: Award): Readonly<Record<string, number>> => Object.fromEntries(parts.map(({ id, points }) => [id, points]))
