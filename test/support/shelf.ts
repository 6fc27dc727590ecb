import { type ApiClient, freshId } from '../../scripts/support/in-process'
import type { SentInputOf } from '../../shared/api/endpoint'
import type { RewardId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { shelfApi } from '../../shared/mall/shelf.api'
import { expectBalancedBooks } from './books'
import type { Shop } from './story'

export type Creation = SentInputOf<typeof shelfApi.createReward>

/** Terms of a reward as a marketer writes them. */
export const rewardTerms = (more: Partial<Creation> = {}): Creation => ({
  id: freshId('reward'), title: { zh: '热可可', en: 'Cocoa' }, description: { zh: '', en: '' }, picture: 'coffee', category: 'drinks',
  pricePoints: 100, voucherDays: 30, refundOnExpiry: true, stores: [], ...more,
})

/** The terms alone, to edit. */
export const editable = ({ id: _id, stockShards: _shards, ...terms }: Creation) => terms

/** A reward on the shelf that a marketer has made, with its stock. */
export async function shelved(api: ApiClient, units: number, more: Partial<Creation> = {}) {
  const { reward } = await api.createReward(rewardTerms(more))
  if (units > 0) await api.addStock(moving(reward.id, units))
  return (await api.openReward({ rewardId: reward.id, revision: 1 })).reward
}

export const moving = (rewardId: RewardId, units: number, id = freshId('operation')) => ({ rewardId, units, id, reason: '到货入库' })

/** The details of the refusal that a call is answered with. */
export async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('the call was not refused')
}

/** What every story of the desk ends with: the books balance, and nothing went wrong but what was meant to. */
export async function closeBalanced(shop: Shop): Promise<void> {
  try {
    await shop.drainStream()
    await expectBalancedBooks(shop)
    expect(shop.bugs.filter(({ error }) => !isMeant(error))).toEqual([])
  } finally {
    await shop.close()
  }
}

/** Answers that were lost and processes that died. */
const isMeant = (error: unknown): boolean => (error instanceof Refusal ? error.code === 'unavailable' : error instanceof Error && error.message === 'this process has died')
