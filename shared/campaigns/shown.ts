import { type Audience, type Campaign, type CampaignStage, type Effect, stageOf } from './campaign'
import { armOf, effectOf } from './arm'
import { fits, recurs, type Seen } from './live'

/** How a campaign stands for a member; undefined where they see nothing of it: drafts, cancelled ones, and the hold-out. */
export interface Shown {
  readonly stage: 'coming' | 'running' | 'paused' | 'ended' | 'not_for_me'
  /** This very moment is within its days and hours. */
  readonly isNow: boolean
  readonly arm: string
  readonly effect: Effect
}

const stages: Readonly<Record<CampaignStage, Shown['stage'] | undefined>> = { draft: undefined, scheduled: 'coming', running: 'running', paused: 'paused', ended: 'ended', cancelled: undefined }

export function shownTo(campaign: Campaign, seen: Seen): Shown | undefined {
  const stage = stages[stageOf(campaign, seen.when.at)]
  const arm = armOf(campaign, seen.person.memberId)
  const effect = effectOf(arm)
  if (stage === undefined || effect === undefined) return undefined
  const isForOthers = (stage === 'coming' || stage === 'running') && !couldFit(campaign.audience, seen)
  return { stage: isForOthers ? 'not_for_me' : stage, isNow: stage === 'running' && !isForOthers && recurs(campaign.recurrence, seen), arm: arm.name, effect }
}

/** Whether a member is of an audience in some store: who looks at a phone may be in any. */
function couldFit(audience: Audience, seen: Seen): boolean {
  return [undefined, ...storesIn(audience)].some((storeId) => fits(audience, { ...seen, storeId }))
}

function storesIn(audience: Audience): readonly string[] {
  if (audience.type === 'store') return audience.stores
  if (audience.type === 'and' || audience.type === 'or') return audience.of.flatMap(storesIn)
  return audience.type === 'not' ? storesIn(audience.of) : []
}
