import { type Audience, AUDIENCE_DEPTH_MAX, type Campaign, type CampaignTerms, type Effect } from './campaign'

/** What the terms of a campaign may speak of. */
export interface Known {
  readonly tiers: readonly string[]
  readonly rules: readonly string[]
  readonly rewards: readonly string[]
  readonly stores: readonly string[]
}

export const depthOf = (audience: Audience): number => {
  if (audience.type === 'not') return 1 + depthOf(audience.of)
  return audience.type === 'and' || audience.type === 'or' ? 1 + Math.max(...audience.of.map(depthOf)) : 1
}

/** Fields of a draft that contradict each other; empty where there are none. */
export function contradictionsIn(terms: CampaignTerms): readonly string[] {
  const names = ['a', ...terms.variants.map(({ name }) => name)]
  return [
    ...(Date.parse(terms.startsAt) < Date.parse(terms.endsAt) ? [] : ['endsAt: it must end after it starts']),
    ...(depthOf(terms.audience) <= AUDIENCE_DEPTH_MAX ? [] : [`audience: at most ${AUDIENCE_DEPTH_MAX} levels deep`]),
    ...(new Set(names).size === names.length ? [] : ['variants: each has a name of its own; “a” is the effect itself']),
    ...terms.variants.flatMap(({ effect }, i) => (isAlike(effect, terms.effect) ? [] : [`variants.${i}.effect: must be of the same kind and for the same events as the effect`])),
    ...(terms.variants.length > 0 && terms.effect.type === 'flash' ? ['variants: a flash has one price and one stock'] : []),
    ...(terms.budget !== undefined && terms.effect.type !== 'multiplier' && terms.effect.type !== 'bonus' ? ['budget: only what pays points has one'] : []),
  ]
}

function isAlike(a: Effect, b: Effect): boolean {
  if (a.type !== b.type) return false
  if ('events' in a && 'events' in b) return a.events.length === b.events.length && a.events.every((type) => b.events.includes(type))
  return !('rewardId' in a && 'rewardId' in b) || a.rewardId === b.rewardId
}

/** What forbids a launch beside other campaigns: an end that is past, a budget that buys nothing, and what is not there. */
export function unfitIn(campaign: Campaign, budgetPoints: number | undefined, known: Known, now: number): readonly string[] {
  const effects = [campaign.effect, ...campaign.variants.map(({ effect }) => effect)]
  return [
    ...contradictionsIn(campaign),
    ...(Date.parse(campaign.endsAt) > now ? [] : ['endsAt: lies in the past']),
    ...(budgetPoints === 0 ? ['budget.fen: buys not one point'] : []),
    ...effects.flatMap((effect) => {
      if (effect.type === 'cap_lifted') return effect.ruleIds.filter((id) => !known.rules.includes(id)).map((id) => `effect.ruleIds: there is no rule ${id}`)
      return 'rewardId' in effect && !known.rewards.includes(effect.rewardId) ? [`effect.rewardId: there is no reward ${effect.rewardId}`] : []
    }),
    ...missingIn(campaign.audience, known),
  ]
}

function missingIn(audience: Audience, known: Known): readonly string[] {
  switch (audience.type) {
    case 'tier':
      return audience.tiers.filter((tier) => !known.tiers.includes(tier)).map((tier) => `audience.tiers: there is no tier ${tier}`)
    case 'store':
      return audience.stores.filter((store) => !known.stores.includes(store)).map((store) => `audience.stores: there is no store ${store}`)
    case 'and':
    case 'or':
      return audience.of.flatMap((one) => missingIn(one, known))
    case 'not':
      return missingIn(audience.of, known)
    case 'everyone':
    case 'newcomer':
    case 'first_purchase':
    case 'sleeping':
    case 'list':
      return []
  }
}

/** Points a budget begins with: the smaller of points, and money at what a point costs. */
export function budgetPointsOf(budget: CampaignTerms['budget'], costFenPer100Points: number): number | undefined {
  if (budget === undefined) return undefined
  const byMoney = budget.fen === undefined ? Number.POSITIVE_INFINITY : Math.floor((budget.fen * 100) / costFenPer100Points)
  return Math.min(budget.points ?? Number.POSITIVE_INFINITY, byMoney)
}

/** What so many points cost the shop, in fen. */
export const costOf = (points: number, costFenPer100Points: number): number => Math.floor((points * costFenPer100Points) / 100)

const changeable: readonly string[] = ['name', 'description', 'priority', 'endsAt']

/** Fields that may no longer change once members were promised them. A campaign can be given more time, or less, but no end that is past. */
export function fixedFieldsChanged(before: Campaign, after: CampaignTerms, now: number): readonly string[] {
  const fixed = Object.entries(after).filter(([field, value]) => !changeable.includes(field) && JSON.stringify(sorted(value)) !== JSON.stringify(sorted(Reflect.get(before, field)))).map(([field]) => field)
  const dropped = (['recurrence', 'caps', 'budget'] as const).filter((field) => before[field] !== undefined && after[field] === undefined)
  const isOver = after.endsAt !== before.endsAt && Date.parse(after.endsAt) <= now
  return [...fixed, ...dropped, ...(isOver ? ['endsAt'] : [])]
}

/** The same value with the keys of its objects in order. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]))
}
