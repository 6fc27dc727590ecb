import { Refusal } from '../api/refusal'
import { armOf } from '../campaigns/arm'
import { type Campaign, stageOf } from '../campaigns/campaign'
import type { Message } from './message'

/** Members hear of a start so long before it. */
const LEAD_MS = 10 * 60_000

/** When a member who asks now is to be told. Refuses with `campaign_not_coming` what has begun, is over, or is not for this member to see. */
export function reminderAt(campaign: Campaign | undefined, memberId: string, now: number): number {
  if (campaign === undefined || stageOf(campaign, now) !== 'scheduled' || armOf(campaign, memberId).name === 'hold_out') throw new Refusal('campaign_not_coming')
  return Math.max(now, Date.parse(campaign.startsAt) - LEAD_MS)
}

/** What became of a reminder whose time has come: another time where the start was moved, or none where it will not be. */
export function reminderNow(campaign: Campaign | undefined, now: number): { readonly type: 'tell'; readonly message: Message; readonly until: number } | { readonly type: 'wait'; readonly until: number } | { readonly type: 'drop' } {
  const stage = campaign === undefined ? 'cancelled' : stageOf(campaign, now)
  if (campaign === undefined || (stage !== 'scheduled' && stage !== 'running')) return { type: 'drop' }
  const due = Date.parse(campaign.startsAt) - LEAD_MS
  if (due > now) return { type: 'wait', until: due }
  const { effect, id: campaignId, startsAt, name } = campaign
  return { type: 'tell', message: { kind: 'campaign_starting', campaignId, startsAt, ...name, ...('rewardId' in effect ? { rewardId: effect.rewardId } : {}) }, until: Date.parse(campaign.endsAt) }
}
