import type { Reward, RewardTerms } from '../../../shared/mall/reward'
import { RewardTerms as Terms } from '../../../shared/mall/reward'
import { sorted } from '../../../shared/campaigns/fitness'

/** A reward to begin with. */
export const newReward = (): RewardTerms => ({ title: { zh: '', en: '' }, description: { zh: '', en: '' }, picture: 'gift', category: 'goods', pricePoints: 200, voucherDays: 30, refundOnExpiry: true, stores: [] })

export function termsOf({ id: _id, shelf: _shelf, revision: _revision, stockShards: _shards, createdAt: _made, ...terms }: Omit<Reward, 'createdAs'>): RewardTerms {
  return terms
}

/** Terms without what was emptied. */
export const withoutEmpty = (terms: RewardTerms): RewardTerms => {
  const { limitPerMember, opensAt, closesAt, tiers, photo, ...rest } = terms
  return {
    ...rest,
    ...(limitPerMember === undefined ? {} : { limitPerMember }), ...(opensAt === undefined ? {} : { opensAt }), ...(closesAt === undefined ? {} : { closesAt }),
    ...(tiers === undefined || tiers.length === 0 ? {} : { tiers }), ...(photo === undefined ? {} : { photo }),
  }
}

export type Problem = 'needed' | 'wrong' | 'closesFirst'

/** What forbids to save terms, by the place it is at. */
export function problemsIn(terms: RewardTerms): ReadonlyMap<string, Problem> {
  const found = new Map<string, Problem>()
  for (const { path, code } of Terms.safeParse(withoutEmpty(terms)).error?.issues ?? []) found.set(path.join('.'), code === 'too_small' || code === 'invalid_type' ? 'needed' : 'wrong')
  const { opensAt, closesAt } = terms
  if (opensAt !== undefined && closesAt !== undefined && Date.parse(closesAt) <= Date.parse(opensAt)) found.set('closesAt', 'closesFirst')
  return found
}

export const fields = ['title', 'description', 'picture', 'photo', 'category', 'pricePoints', 'limitPerMember', 'opensAt', 'closesAt', 'voucherDays', 'refundOnExpiry', 'stores', 'tiers'] as const satisfies readonly (keyof RewardTerms)[]
export type Field = (typeof fields)[number]

const textOf = (value: unknown): string => JSON.stringify(sorted(value)) ?? ''

/** Fields in which two terms differ. */
export const fieldsThatDiffer = (mine: RewardTerms, theirs: RewardTerms): readonly Field[] => fields.filter((field) => textOf(mine[field]) !== textOf(theirs[field]))

export const isSame = (one: RewardTerms, other: RewardTerms): boolean => fieldsThatDiffer(withoutEmpty(one), withoutEmpty(other)).length === 0
