import type { MemberId, VoucherId } from '../api/ids'
import { Refusal } from '../api/refusal'
import type { Account } from '../points/account'
import { type Moment, giveBack, instant, spend } from '../points/decide'
import type { Draft } from '../points/entry'
import { addDays, endOfDay } from '../time/day'
import type { Reward } from '../mall/reward'
import type { Voucher } from './voucher'

/** Where the unit of stock of a voucher was reserved, and by which attempt. */
export interface Reservation {
  readonly shard: number
  readonly attempt: string
}

/** Refuses what can be refused before a unit of stock is touched. `pricePoints` is what the member's page showed. */
export function checkExchange(reward: Reward, account: Account, pricePoints: number, moment: Moment): void {
  if (reward.opensAt !== undefined && moment.now < Date.parse(reward.opensAt)) throw new Refusal('reward_not_open', { startsAt: reward.opensAt })
  if (reward.closesAt !== undefined && moment.now >= Date.parse(reward.closesAt)) throw new Refusal('reward_closed')
  if (reward.pricePoints !== pricePoints) throw new Refusal('price_changed', { pricePoints: reward.pricePoints })
  const limit = reward.limitPerMember
  if (limit !== undefined && exchangedTimes(account, reward) >= limit) throw new Refusal('member_limit_reached', { limit })
  if (account.available < reward.pricePoints) throw new Refusal('points_short', { missing: reward.pricePoints - account.available })
}

export const exchangedTimes = (account: Account, reward: Reward): number => account.tallies[tallyKey(reward.id)]?.times ?? 0

/** Points for a voucher: the entry that spends and the voucher that it buys. */
export function exchange(reward: Reward, account: Account, voucher: { id: VoucherId; memberId: MemberId; reservation: Reservation; cardNo: string }, moment: Moment): { draft: Draft; voucher: Voucher } {
  checkExchange(reward, account, reward.pricePoints, moment)
  const tallies = reward.limitPerMember === undefined ? {} : { tallies: [{ key: tallyKey(reward.id), period: 'ever', points: reward.pricePoints, times: 1 }] }
  const draft = spend(account, reward.pricePoints, { type: 'exchange', source: { kind: 'voucher', id: voucher.id }, operationId: voucher.id, ...tallies, facts: { title: reward.title.zh, titleEn: reward.title.en } }, moment)
  return {
    draft,
    voucher: {
      ...voucher,
      rewardId: reward.id,
      title: reward.title,
      picture: reward.picture,
      pricePoints: reward.pricePoints,
      stores: reward.stores,
      refundOnExpiry: reward.refundOnExpiry,
      isLimited: reward.limitPerMember !== undefined,
      state: 'issued',
      exchangedAt: instant(moment.now),
      expiresAt: instant(endOfDay(addDays(moment.today, reward.voucherDays), moment.timeZone)),
      spent: draft.moves,
    },
  }
}

/** Gives the points of a voucher back, into the lots they came from; a cancelled exchange also no longer counts for the limit. */
export function refundVoucher(account: Account, voucher: Voucher, why: 'cancelled' | 'expired', operationId: string, moment: Moment): Draft {
  const counts = why === 'cancelled' && voucher.isLimited
  return giveBack(account, voucher.spent, {
    type: 'refund',
    source: { kind: 'voucher', id: voucher.id },
    operationId,
    ...(counts ? { tallies: [{ key: tallyKey(voucher.rewardId), period: 'ever', points: -voucher.pricePoints, times: -1 }] } : {}),
    facts: { title: voucher.title.zh, titleEn: voucher.title.en, why },
  }, moment)
}

const tallyKey = (rewardId: string): string => `reward:${rewardId}`
