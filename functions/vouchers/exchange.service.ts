import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { type Price, priceFor } from '../../shared/mall/price'
import type { Reward } from '../../shared/mall/reward'
import type { Moment } from '../../shared/points/decide'
import { lastDayBefore } from '../../shared/time/day'
import { handleOf } from '../../shared/vouchers/code'
import { checkExchange, exchange, type Reservation } from '../../shared/vouchers/exchange'
import type { vouchersApi } from '../../shared/vouchers/vouchers.api'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll, type Item } from '../database/read'
import { again, commit, LostRace } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { MemberCaller } from '../http/request'
import { MallRepository, rewardOf } from '../mall/mall.repository'
import { leftIn, Offers } from '../mall/offers'
import { attemptAt, type Stock, StockRepository, stocksOf } from '../mall/stock.repository'
import { memberOf } from '../members/members.repository'
import { type OpenAccount, PointsRepository } from '../points/points.repository'
import { accountView } from '../points/views'
import { Guard } from '../risk/guard'
import { Secrets } from '../secrets'
import { Reservations } from './reservations'
import { isVoid, voucherOf } from './voucher.items'
import { stockName, VouchersRepository } from './vouchers.repository'
import { VoucherViews } from './voucher.views'

type Exchange = InputOf<typeof vouchersApi.exchange>

/** Points for a voucher: reserve a unit of stock, then commit the member's side; the stream clears the reservation. */
@Injectable()
export class ExchangeService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MallRepository) private readonly mall: MallRepository,
    @Inject(StockRepository) private readonly stock: StockRepository,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(VouchersRepository) private readonly vouchers: VouchersRepository,
    @Inject(Reservations) private readonly reservations: Reservations,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(VoucherViews) private readonly views: VoucherViews,
    @Inject(Guard) private readonly guard: Guard,
  ) {}

  exchange(caller: MemberCaller, input: Exchange, address: string) {
    return again(async () => {
      const { programme, moment } = await this.programmes.now()
      const { reward, member, campaigns, shards, open, before, isNews } = await this.read(caller, input, moment)
      const held = heldBy(shards, stockName({ memberId: caller.memberId, id: input.id }))
      if (before !== undefined) return this.replay(before, input, open, held, moment)
      if (reward === undefined) throw new Refusal('reward_not_found')
      if (isNews) {
        this.mall.forget()
        throw new LostRace(undefined)
      }
      const price = await this.orSettle(held, caller, input, async () => {
        if (open.isClosed || member === undefined) throw new Refusal(open.mergedInto === undefined ? 'account_closed' : 'signed_out')
        const left = (pool: string) => leftIn(shards)(pool) + (held?.pool === pool ? 1 : 0)
        const now = priceFor(reward, this.offers.asked({ member, account: open.now, programme, campaigns, left, moment }))
        checkExchange(reward, open.now, input.pricePoints, moment, now)
        if (held !== undefined && held.pool !== now.stockOf) throw new Refusal('exchange_lapsed')
        await this.guard.checkExchange(member, address, programme.risk, moment)
        return now
      })
      const reservation = held ?? (await this.reserve(price, shards, caller, input, moment))
      return this.orSettle(reservation, caller, input, () => this.finish(caller, input, reward, price, open, reservation, moment))
    })
  }

  /** The voucher is there: the first answer again. A unit that a late twin of this call has reserved meanwhile goes back. */
  private async replay(before: Item, input: Exchange, open: OpenAccount, held: Held | undefined, moment: Moment) {
    if (isVoid(before)) throw new Refusal('exchange_lapsed')
    const voucher = voucherOf(before)
    if (voucher.id !== input.id || voucher.rewardId !== input.rewardId || voucher.pricePoints !== input.pricePoints) throw new Refusal('idempotency_conflict')
    if (held !== undefined && held.attempt !== voucher.reservation.attempt) await this.reservations.settle(held.pool, held.shard, stockName(voucher), held.attempt)
    return { voucher: await this.views.detail(voucher, moment), account: accountView(open.now, moment), replayed: true }
  }

  /** Everything in one request; how many shards a reward has is known from the list of the mall. */
  private async read(caller: MemberCaller, input: Exchange, moment: Moment) {
    const known = (await this.mall.all()).find((reward) => reward.id === input.rewardId)
    const count = known?.stockShards ?? 1
    const campaigns = await this.offers.about([input.rewardId], moment.now)
    const [accountItem, memberItem, rewardItem, before, ...stockItems] = await getAll(this.database, [
      keys.account(caller.memberId),
      keys.member(caller.memberId),
      keys.reward(input.rewardId),
      keys.voucher(caller.memberId, handleOf(input.id)),
      ...this.offers.keysOf([{ id: input.rewardId, stockShards: count }], campaigns),
    ])
    const reward = rewardItem && rewardOf(rewardItem)
    return {
      reward,
      /** The mall as remembered does not know yet over how many shards its stock lies. */
      isNews: reward !== undefined && reward.stockShards !== count,
      member: memberItem && memberOf(memberItem),
      campaigns,
      shards: stocksOf(stockItems),
      open: await this.points.openFrom(caller.memberId, accountItem, moment),
      before,
    }
  }

  /** Takes a unit from the shards that were seen with some, beginning at a place of the voucher's own; sold out is told without a write. */
  private async reserve({ stockOf, why }: Price, all: readonly Stock[], caller: MemberCaller, input: Exchange, moment: Moment): Promise<Held> {
    const shards = all.filter(({ rewardId }) => rewardId === stockOf)
    const name = stockName({ memberId: caller.memberId, id: input.id })
    const attempt = attemptAt(moment.now, this.secrets.nonce())
    const first = input.id.charCodeAt(input.id.length - 1) % Math.max(1, shards.length)
    const order = [...shards.slice(first), ...shards.slice(0, first)].filter((shard) => shard.available > 0)
    let isFull = false
    for (const { shard } of order) {
      const taken = await this.stock.reserve(stockOf, shard, name, attempt)
      if (typeof taken === 'object') return { pool: stockOf, shard, attempt: taken.holder }
      isFull ||= taken === 'full'
    }
    if (isFull) throw new Refusal('busy')
    // Another took the last flash unit meanwhile: with fresh eyes there is another price, or none.
    throw why === 'flash' ? new LostRace(undefined) : new Refusal('sold_out')
  }

  private async finish(caller: MemberCaller, input: Exchange, reward: Reward, price: Price, open: OpenAccount, { shard, attempt }: Reservation, moment: Moment) {
    const decided = exchange(reward, open.now, { id: input.id, memberId: caller.memberId, cardNo: caller.cardNo, reservation: { shard, attempt } }, moment, price)
    const booked = this.points.book(open, [decided.draft], { vouchersDueOn: lastDayBefore(Date.parse(decided.voucher.expiresAt), moment.timeZone) })
    await commit(this.database, [...booked.writes, this.vouchers.issue(decided.voucher)])
    return { voucher: await this.views.detail(decided.voucher, moment), account: accountView(booked.account, moment), replayed: false }
  }

  /**
   * Does a step; when it is refused for good, ends the reservation before the refusal is told. If that shows that a twin of this call
   * has gone through, it was a lost race. With an unknown outcome the reservation stays, for the caller's next try or the sweeper.
   */
  private async orSettle<T>(held: Held | undefined, caller: MemberCaller, input: Exchange, step: () => T | Promise<T>): Promise<T> {
    try {
      return await step()
    } catch (error) {
      const isFinal = error instanceof Refusal && error.code !== 'unavailable' && error.code !== 'busy'
      if (!isFinal || held === undefined) throw error
      const ended = await this.reservations.settle(held.pool, held.shard, stockName({ memberId: caller.memberId, id: input.id }), held.attempt)
      throw ended === 'issued' ? new LostRace(undefined) : error
    }
  }
}

/** A unit reserved, and the pool it is from. */
interface Held extends Reservation {
  readonly pool: string
}

function heldBy(shards: readonly Stock[], name: string): Held | undefined {
  const shard = shards.find((one) => one.inFlight[name] !== undefined)
  return shard && { pool: shard.rewardId, shard: shard.shard, attempt: shard.inFlight[name] ?? '' }
}
