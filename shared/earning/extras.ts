import { armOf, compares, effectOf } from '../campaigns/arm'
import type { Campaign, Effect } from '../campaigns/campaign'
import { isFor } from '../campaigns/live'
import type { Event } from '../events/event'
import type { Exposure } from '../points/entry'
import { tierIdOf, tierOf } from '../tiers/terms'
import type { Question } from './award'
import { type Gain, lotOf, lotWith, within } from './gains'
import { rulesOf } from './programme'
import { fenThatCount } from './rules/basket'

/** A campaign that is live for a member, and the member's arm in it. */
export interface LiveCampaign {
  readonly campaign: Campaign
  readonly arm: string
  readonly effect: Effect | undefined
}

/** The campaigns that an event of the member may have to do with, whatever the arm. */
export function liveCampaigns({ programme, campaigns, account, person, event, when }: Question): readonly LiveCampaign[] {
  const storeId = event.type === 'order_paid' ? event.storeId : undefined
  const seen = { person, account, tier: tierIdOf(programme.tiers, account), when, storeId }
  return campaigns.flatMap((campaign) => {
    const mayConcern = concerns(campaign.effect, event.type) || campaign.variants.some((variant) => concerns(variant.effect, event.type))
    if (!mayConcern || !isFor(campaign, seen)) return []
    const arm = armOf(campaign, person.memberId)
    return [{ campaign, arm: arm.name, effect: effectOf(arm) }]
  })
}

/** Whether an effect has to do with an event of a type. */
export function concerns(effect: Effect, type: Event['type']): boolean {
  return effect.type === 'cap_lifted' || ((effect.type === 'multiplier' || effect.type === 'bonus') && effect.events.includes(type))
}

/** The rules whose caps do not cut. */
export const liftedBy = (live: readonly LiveCampaign[]): readonly string[] => live.flatMap(({ effect }) => (effect?.type === 'cap_lifted' ? effect.ruleIds : []))

/** What is multiplied: of a purchase what its amount or its goods earned, of other events what their rules paid; never a challenge. */
function multiplied({ event }: Question, base: readonly Gain[]): readonly Gain[] {
  return base.filter(({ kind }) => (event.type === 'order_paid' ? kind === 'per_amount' || kind === 'per_item' : kind !== 'challenge'))
}

/** The tier's extra, for purchases only. */
export function tierExtra(question: Question, base: readonly Gain[]): readonly Gain[] {
  const { programme, account, event } = question
  const tier = tierOf(programme.tiers, account.tier?.id)
  const purchase = multiplied(question, base)
  const first = purchase[0]
  if (event.type !== 'order_paid' || tier === undefined || tier.earnPercent === 100 || first === undefined) return []
  const points = Math.floor((sumOf(purchase) * (tier.earnPercent - 100)) / 100)
  return [{ part: { by: 'tier', id: tier.id, points }, lot: { ...first.lot, points }, tallies: [], cuts: [], kind: first.kind }]
}

/** What the live campaigns add, as far as their groups let them through. */
export function campaignExtras(question: Question, live: readonly LiveCampaign[], base: readonly Gain[]): readonly Gain[] {
  const main = question.event.type === 'order_paid' ? rulesOf(question.programme, 'per_amount')[0] : undefined
  const lot = multiplied(question, base)[0]?.lot ?? lotOf(question, main)
  const offers = live.flatMap(({ campaign, effect }) => {
    const wanted = worthOf(question, effect, base)
    if (wanted === 0) return []
    const limit = campaign.budget === undefined ? undefined : { budget: campaign.id, atEnd: campaign.budget.atEnd }
    const gain = within(question, { id: campaign.id, by: 'campaign', wanted, caps: campaign.caps, limit })
    return [{ campaign, gain: { part: gain.part, cuts: gain.cuts, tallies: gain.tallies, wish: gain.wish, lot: lotWith(lot, gain.part.points), kind: 'campaign' } }]
  })
  return stacked(offers)
}

/** What a campaign would add by itself. */
function worthOf(question: Question, effect: Effect | undefined, base: readonly Gain[]): number {
  const { event } = question
  if (effect === undefined || !concerns(effect, event.type)) return 0
  if (effect.type === 'bonus') return event.type === 'order_paid' && event.amountFen < effect.minimumFen ? 0 : effect.points
  if (effect.type !== 'multiplier') return 0
  const whole = Math.floor((sumOf(multiplied(question, base)) * (effect.percent - 100)) / 100)
  if (effect.categories === undefined || event.type !== 'order_paid' || event.amountFen === 0) return whole
  return Number((BigInt(whole) * BigInt(fenThatCount({ categories: effect.categories }, event))) / BigInt(event.amountFen))
}

interface Offer {
  readonly campaign: Campaign
  readonly gain: Gain
}

/** Lets through what the groups' modes allow: the best one, all, or the first; ties go to priority, then id. A campaign that its budget leaves nothing stands back. */
function stacked(offers: readonly Offer[]): readonly Gain[] {
  const ranked = [...offers].sort((a, b) => b.campaign.priority - a.campaign.priority || (a.campaign.id < b.campaign.id ? -1 : 1))
  return [...new Set(ranked.map(({ campaign }) => campaign.stacking.group))].flatMap((group) => {
    const mine = ranked.filter(({ campaign }) => campaign.stacking.group === group)
    if (mine[0]?.campaign.stacking.mode === 'all') return mine.map(({ gain }) => gain)
    const paying = mine.filter(({ gain }) => gain.part.points > 0)
    const chosen = mine[0]?.campaign.stacking.mode === 'first' ? paying[0] : paying.reduce<Offer | undefined>((best, one) => (best === undefined || one.gain.part.points > best.gain.part.points ? one : best), undefined)
    const told = chosen ?? mine[0]
    return told === undefined ? [] : [told.gain]
  })
}

/** Assignments are written down for campaigns that compare. */
export const exposuresOf = (live: readonly LiveCampaign[]): readonly Exposure[] =>
  live.filter(({ campaign }) => compares(campaign)).map(({ campaign, arm }) => ({ campaign: campaign.id, arm }))

const sumOf = (gains: readonly Gain[]): number => gains.reduce((sum, { part }) => sum + part.points, 0)
