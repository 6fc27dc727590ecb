import type { RewardId } from '../../../shared/api/ids'
import type { Audience, Campaign, CampaignTerms, Effect } from '../../../shared/campaigns/campaign'
import { CampaignTerms as Terms } from '../../../shared/campaigns/campaign'
import { contradictionsIn, sorted } from '../../../shared/campaigns/fitness'
import { addDays, instantOf, todayAt } from '../format'

export const steps = ['promise', 'when', 'who', 'budget', 'stacking'] as const
export type Step = (typeof steps)[number]

const START_IN_DAYS = 1
const LASTS_DAYS = 7

/** A new campaign: double points for everyone, for a week from tomorrow. */
export function newTerms(now: number): CampaignTerms {
  const first = addDays(todayAt(now), START_IN_DAYS)
  return {
    name: { zh: '', en: '' }, description: { zh: '', en: '' },
    startsAt: instantOf(`${first}T00:00`) ?? '', endsAt: instantOf(`${addDays(first, LASTS_DAYS)}T00:00`) ?? '',
    audience: { type: 'everyone' }, effect: { type: 'multiplier', percent: 200, events: ['order_paid'] }, variants: [], holdOutPercent: 0, stacking: { group: 'main', mode: 'best' }, priority: 0,
  }
}

/** The terms within a campaign: what people decide of it, without what became of it. */
export function termsOf({ id: _id, state: _state, revision: _revision, budgetPoints: _points, launchedAt: _launched, endedAt: _ended, ...terms }: Campaign): CampaignTerms {
  return terms
}

/** Terms of another kind, with what both kinds have. */
export function effectOf(type: Effect['type'], before: Effect, reward?: { readonly id: RewardId; readonly pricePoints: number }): Effect {
  const events = 'events' in before ? before.events : (['order_paid'] satisfies Extract<Effect, { type: 'bonus' }>['events'])
  const rewardId = 'rewardId' in before ? before.rewardId : reward?.id
  const pricePoints = 'pricePoints' in before ? before.pricePoints : Math.max(1, Math.floor((reward?.pricePoints ?? 200) / 2))
  switch (type) {
    case 'multiplier':
      return { type, percent: 200, events }
    case 'bonus':
      return { type, points: 20, events, minimumFen: 0 }
    case 'cap_lifted':
      return { type, ruleIds: [] }
    case 'reward_price':
    case 'flash':
      return rewardId === undefined ? before : type === 'flash' ? { type, rewardId, pricePoints, stock: 50 } : { type, rewardId, pricePoints }
  }
}

export type Problem = 'needed' | 'endsBeforeStart' | 'endsInPast' | 'tooMuch' | 'budgetOnly' | 'wrong'

/** What forbids to save terms, by the place it is at. */
export function problemsIn(terms: CampaignTerms, now: number): ReadonlyMap<string, Problem> {
  const read = Terms.safeParse(terms)
  const found = new Map<string, Problem>()
  for (const { path, code } of read.error?.issues ?? []) found.set(path.join('.'), code === 'too_small' || code === 'invalid_type' ? 'needed' : code === 'too_big' ? 'tooMuch' : 'wrong')
  if (Date.parse(terms.endsAt) <= Date.parse(terms.startsAt)) found.set('endsAt', 'endsBeforeStart')
  else if (Date.parse(terms.endsAt) <= now) found.set('endsAt', 'endsInPast')
  if (read.success) for (const said of contradictionsIn(read.data)) if (!found.has(said.split(':')[0] ?? '')) found.set(said.split(':')[0] ?? '', said.startsWith('budget') ? 'budgetOnly' : 'wrong')
  return found
}

const homes: Readonly<Record<string, Step>> = { name: 'promise', description: 'promise', effect: 'promise', variants: 'promise', startsAt: 'when', endsAt: 'when', recurrence: 'when', audience: 'who', budget: 'budget', caps: 'budget', stacking: 'stacking', priority: 'stacking', holdOutPercent: 'stacking' }

/** The step at which a place of the terms is written. */
export const stepOf = (path: string): Step => homes[path.split('.')[0] ?? ''] ?? 'promise'

/** Fields in which two terms differ. */
export function fieldsThatDiffer(mine: CampaignTerms, theirs: CampaignTerms): readonly (keyof CampaignTerms)[] {
  const fields = ['name', 'description', 'startsAt', 'endsAt', 'recurrence', 'audience', 'effect', 'variants', 'holdOutPercent', 'stacking', 'priority', 'caps', 'budget'] as const satisfies readonly (keyof CampaignTerms)[]
  return fields.filter((field) => JSON.stringify(sorted(mine[field])) !== JSON.stringify(sorted(theirs[field])))
}

/** An audience as a list of conditions, each meant or excluded; undefined where it is deeper than that. */
export interface Conditions {
  readonly joint: 'and' | 'or'
  readonly of: readonly { readonly isNot: boolean; readonly one: Audience }[]
}

const isPlain = ({ type }: Audience): boolean => type !== 'and' && type !== 'or' && type !== 'not'

export function conditionsOf(audience: Audience): Conditions | undefined {
  if (audience.type === 'everyone') return { joint: 'and', of: [] }
  const list = audience.type === 'and' || audience.type === 'or' ? audience.of : [audience]
  const of = list.map((one) => (one.type === 'not' ? { isNot: true, one: one.of } : { isNot: false, one }))
  return of.every(({ one }) => isPlain(one)) ? { joint: audience.type === 'or' ? 'or' : 'and', of } : undefined
}

export function audienceOf({ joint, of }: Conditions): Audience {
  const list = of.map(({ isNot, one }): Audience => (isNot ? { type: 'not', of: one } : one))
  const [first] = list
  if (first === undefined) return { type: 'everyone' }
  return list.length === 1 ? first : { type: joint, of: list }
}

/** Variants beside “a” are named in order. */
const variantNames = ['b', 'c', 'd', 'e'] as const
export const VARIANTS_MAX = variantNames.length

export const nextVariantName = (terms: CampaignTerms): string => variantNames.find((name) => !terms.variants.some((one) => one.name === name)) ?? 'e'

/** Another effect with variants to match: of the same kind, for the same events and reward. Those of another kind are dropped. */
export function withEffect(terms: CampaignTerms, effect: Effect): Pick<CampaignTerms, 'effect' | 'variants'> & Partial<Pick<CampaignTerms, 'budget'>> {
  const paysPoints = effect.type === 'multiplier' || effect.type === 'bonus'
  const alike = effect.type === 'flash' ? [] : terms.variants.filter((one) => one.effect.type === effect.type)
  return { effect, variants: alike.map((one) => ({ ...one, effect: matched(one.effect, effect) })), ...(paysPoints ? {} : { budget: undefined }) }
}

function matched(own: Effect, effect: Effect): Effect {
  if (own.type === 'multiplier' && effect.type === 'multiplier') return { ...own, events: effect.events }
  if (own.type === 'bonus' && effect.type === 'bonus') return { ...own, events: effect.events }
  if (own.type === 'reward_price' && effect.type === 'reward_price') return { ...own, rewardId: effect.rewardId }
  return own
}
