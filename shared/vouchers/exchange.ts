import type { MemberId, RewardId, VoucherId } from '../api/ids'
import { Refusal } from '../api/refusal'
import type { Account } from '../points/account'
import { type Moment, giveBack, instant, spend } from '../points/decide'
import type { Draft } from '../points/entry'
import { addDays, endOfDay } from '../time/day'
import { flashTally } from '../mall/flash'
import { fullPrice, type Price } from '../mall/price'
import { isOnShelf, type Reward } from '../mall/reward'
import type { Voucher } from './voucher'

/** Where the unit of stock of a voucher was reserved, and by which attempt. */
export interface Reservation {
  readonly shard: number
  readonly attempt: string
}

/** Refuses what can be refused before a unit of stock is touched. `pricePoints` is what the member's page showed, `price` what it is. */
export function checkExchange(reward: Reward, account: Account, pricePoints: number, moment: Moment, price: Price = fullPrice(reward)): void {
  if (!isOnShelf(reward)) throw new Refusal('reward_not_found')
  if (reward.shelf === 'closed') throw new Refusal('reward_closed')
  if (reward.opensAt !== undefined && moment.now < Date.parse(reward.opensAt)) throw new Refusal('reward_not_open', { startsAt: reward.opensAt })
  if (reward.closesAt !== undefined && moment.now >= Date.parse(reward.closesAt)) throw new Refusal('reward_closed')
  const [needed] = price.tiersNeeded
  if (needed !== undefined) throw new Refusal('tier_needed', { tier: `${needed.name.zh} ${needed.name.en}` })
  if (price.pricePoints !== pricePoints) throw otherPrice(price, pricePoints)
  const limit = price.limitPerMember
  if (limit !== undefined && exchangedTimes(account, reward, price) >= limit) throw new Refusal('member_limit_reached', { limit })
  if (account.available < price.pricePoints) throw new Refusal('points_short', { missing: price.pricePoints - account.available })
}

/** Says why the price that a page showed is gone, where it was that of a flash exchange. */
function otherPrice({ pricePoints, flash, isSoldOut }: Price, shown: number): Refusal {
  if (flash?.effect.pricePoints !== shown) return new Refusal('price_changed', { pricePoints })
  if (isSoldOut === true) return new Refusal('sold_out')
  if (flash.state === 'sold_out') return new Refusal('flash_sold_out', { pricePoints })
  if (flash.state === 'over') return new Refusal('flash_over', { pricePoints })
  if (flash.state === 'live' && flash.isUsedUp) return new Refusal('flash_limit_reached', { limit: flash.effect.limitPerMember ?? 0, pricePoints })
  return new Refusal('price_changed', { pricePoints })
}

/** How often a member has exchanged a reward from the stock that a price is for, where that has a limit. */
export const exchangedTimes = (account: Account, reward: Reward, price: Price = fullPrice(reward)): number => account.tallies[tallyKey(reward.id, flashOf(price))]?.times ?? 0

/** The flash exchange that a price is of. */
const flashOf = ({ why, campaignId }: Price) => (why === 'flash' ? campaignId : undefined)

/** Points for a voucher: the entry that spends and the voucher that it buys. */
export function exchange(reward: Reward, account: Account, voucher: { id: VoucherId; memberId: MemberId; reservation: Reservation; cardNo: string }, moment: Moment, price: Price = fullPrice(reward)): { draft: Draft; voucher: Voucher } {
  const { pricePoints, limitPerMember, exposures } = price
  checkExchange(reward, account, pricePoints, moment, price)
  const stockOf = flashOf(price)
  const tallies = limitPerMember === undefined ? {} : { tallies: [{ key: tallyKey(reward.id, stockOf), period: 'ever', points: pricePoints, times: 1 }] }
  const draft = spend(account, pricePoints, { type: 'exchange', source: { kind: 'voucher', id: voucher.id }, operationId: voucher.id, ...tallies, ...(exposures.length > 0 ? { exposures } : {}), facts: { rewardId: reward.id, title: reward.title.zh, titleEn: reward.title.en } }, moment)
  return {
    draft,
    voucher: {
      ...voucher,
      rewardId: reward.id,
      title: reward.title,
      picture: reward.picture,
      pricePoints,
      ...(stockOf === undefined ? {} : { stockOf }),
      stores: reward.stores,
      refundOnExpiry: reward.refundOnExpiry,
      isLimited: limitPerMember !== undefined,
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
    ...(counts ? { tallies: [{ key: tallyKey(voucher.rewardId, voucher.stockOf), period: 'ever', points: -voucher.pricePoints, times: -1 }] } : {}),
    facts: { rewardId: voucher.rewardId, title: voucher.title.zh, titleEn: voucher.title.en, why },
  }, moment)
}

const tallyKey = (rewardId: RewardId, flash: string | undefined): string => (flash === undefined ? `reward:${rewardId}` : flashTally(flash))
