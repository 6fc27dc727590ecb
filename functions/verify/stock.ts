import { campaignOf } from '../campaigns/campaigns.repository'
import type { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, range } from '../database/read'
import { stored } from '../database/stored'
import { inFlightOn, type Stock } from '../mall/stock.repository'
import { stockName } from '../vouchers/vouchers.repository'
import type { Campaign } from '../../shared/campaigns/campaign'
import { flashPoolOf } from '../../shared/mall/flash'
import { type StockMove, unitsIn } from '../../shared/mall/stock-move'
import { poolOf, type Voucher } from '../../shared/vouchers/voucher'
import { canonical } from './account'
import { Counts } from './counts'
import type { HeldVoucher } from './partition'
import { type Breach, told } from './breach'

/** What the vouchers of one stock say of it. */
interface Count {
  readonly stock: Stock | undefined
  /** Vouchers whose reservation has been cleared: `issued`. */
  issued: number
  /** Ended vouchers whose unit is back: `returned`. */
  returned: number
  /** Ended vouchers that the stock remembers as coming back. */
  returning: number
  /** Units that ended moves of it have moved, by the shard; those they have not taken up yet included. */
  moved: number
  /** Of these, what the move that the stock holds still has to take up. */
  waiting: number
  /** A voucher of it, to name. */
  readonly example: string
}

export interface StockState {
  readonly counts: ReadonlyMap<string, Count>
  readonly flashes: ReadonlyMap<string, Campaign>
}

/**
 * Law 5, from all sides. A stock's own sum: initial + moved = available + in flight + issued − returned. Its vouchers: a voucher has left the
 * stock unless its own attempt is still in flight, and has come back when it ended and either owes no unit any more or is marked as returning.
 * And the moves by hand: those that were carried out add up to what was moved.
 */
export class StockBooks {
  private readonly counts: Counts<Count>
  private readonly flashes: Map<string, Campaign>

  /** @param found is told of what is wrong as soon as it is seen */
  constructor(
    private readonly database: Database,
    private readonly found: (...breaches: readonly Breach[]) => void,
    kept?: StockState,
  ) {
    this.counts = new Counts(kept?.counts)
    this.flashes = new Map(kept?.flashes)
  }

  async state(): Promise<StockState> {
    return { counts: await this.counts.state(), flashes: this.flashes }
  }

  /** Reads the stock of every reward and flash exchange before any voucher is read, so that a table in use is not misjudged. */
  async open(): Promise<void> {
    let after: string | undefined
    do {
      const { items, last } = await range(this.database, { pk: 'MALL', beginsWith: prefixes.reward, after })
      for (const item of items) {
        for (let shard = 0; shard < Number(item['stockShards'] ?? 1); shard++) await this.count(String(item['id']), shard, '')
      }
      after = last
    } while (after !== undefined)
    await this.openFlashes()
  }

  /** A flash exchange began with as many units as its campaign says, over all its shards; one that was never launched has none. */
  private async openFlashes(): Promise<void> {
    let after: string | undefined
    do {
      const { items, last } = await range(this.database, { pk: 'CAMPAIGNS', beginsWith: prefixes.campaign, after })
      for (const campaign of items.map(campaignOf)) {
        const pool = flashPoolOf(campaign)
        if (pool === undefined) continue
        this.flashes.set(campaign.id, campaign)
        const shards = await Promise.all(Array.from({ length: pool.shards }, async (_, shard) => (await this.count(pool.id, shard, '')).stock?.initial))
        const initial = shards.reduce<number>((sum, one) => sum + (one ?? 0), 0)
        if (shards.some((one) => one !== undefined) && initial !== pool.stock) this.found(told((say) => say.flashStock(campaign.id, pool.stock, initial)))
      }
      after = last
    } while (after !== undefined)
  }

  async add({ voucher, owesStock }: HeldVoucher): Promise<void> {
    const { shard, attempt } = voucher.reservation
    this.found(...this.flashBreaches(voucher))
    const count = await this.count(poolOf(voucher), shard, voucher.id)
    const name = stockName(voucher)
    const isEnded = voucher.state === 'cancelled' || voucher.state === 'expired'
    const isReturning = count.stock?.returning[name] !== undefined
    if (count.stock?.inFlight[name] !== attempt) count.issued += 1
    if (isEnded && (!owesStock || isReturning)) count.returned += 1
    if (isEnded && isReturning) count.returning += 1
  }

  /** A voucher of flash stock was exchanged in that flash exchange: its reward, its price, in its window. */
  private flashBreaches({ id, rewardId, pricePoints, exchangedAt, stockOf }: Voucher): Breach[] {
    if (stockOf === undefined) return []
    const campaign = this.flashes.get(stockOf)
    const effects = campaign === undefined ? [] : [campaign.effect, ...campaign.variants.map(({ effect }) => effect)]
    const isOne = effects.some((effect) => effect.type === 'flash' && effect.rewardId === rewardId && effect.pricePoints === pricePoints)
    const at = Date.parse(exchangedAt)
    const isInTime = campaign !== undefined && Date.parse(campaign.startsAt) <= at && at < Date.parse(campaign.endsAt)
    return isOne && isInTime ? [] : [told((say) => say.flashVoucher(id, stockOf))]
  }

  /** A move by hand that the scan came by. */
  async addMove(move: StockMove): Promise<void> {
    const { id, rewardId, state, kind, units, parts } = move
    if (state !== 'done') return
    if (unitsIn(parts) !== units) this.found(told((say) => say.moveParts(id, units, unitsIn(parts))))
    for (const part of parts) {
      const count = await this.count(rewardId, part.shard, id)
      const signed = kind === 'add' ? part.units : -part.units
      count.moved += signed
      if (count.stock?.move?.id === id) count.waiting += signed
      if (count.stock === undefined) this.found(told((say) => say.moveWithout(id, `${rewardId}/${part.shard}`)))
    }
  }

  /** A stock that the scan came by. */
  async see(stock: Stock): Promise<void> {
    await this.count(stock.rewardId, stock.shard, '')
  }

  /** Every stock against its vouchers. One that changed while the table was read cannot be judged: `moving` counts those. */
  async close(): Promise<{ breaches: Breach[]; moving: number }> {
    const breaches: Breach[] = []
    let moving = 0
    for (const count of (await this.counts.state()).values()) {
      const { stock } = count
      if (stock === undefined) {
        if (count.issued > 0) breaches.push(told((say) => say.stockMissing(count.example.replace(/^\S+ /, ''), count.example.replace(/ .*$/, ''))))
        continue
      }
      const now = await this.read(stock.rewardId, stock.shard)
      breaches.push(...(now === undefined ? [] : ownBreaches(now)))
      if (canonical(now) === canonical(stock)) breaches.push(...countBreaches(stock, count))
      else moving += 1
    }
    return { breaches, moving }
  }

  private count(rewardId: string, shard: number, voucherId: string): Promise<Count> {
    const name = `${rewardId}/${shard}`
    return this.counts.of(name, async () => ({ stock: await this.read(rewardId, shard), issued: 0, returned: 0, returning: 0, moved: 0, waiting: 0, example: `${voucherId} ${name}` }))
  }

  private async read(rewardId: string, shard: number): Promise<Stock | undefined> {
    const item = await get(this.database, keys.stock(rewardId, shard))
    return item && stored<Stock>(item)
  }
}

const nameOf = ({ rewardId, shard }: Stock): string => `${rewardId}/${shard}`

function ownBreaches(stock: Stock): Breach[] {
  const numbers = { initial: stock.initial, available: stock.available, issued: stock.issued, returned: stock.returned }
  const wrong = Object.entries(numbers).filter(([, value]) => !Number.isSafeInteger(value) || value < 0)
  const sum = stock.available + inFlightOn(stock) + stock.issued - stock.returned
  const began = stock.initial + (stock.moved ?? 0)
  return [
    ...wrong.map(([what, value]) => told((say) => say.stockNegative(nameOf(stock), what, String(value)))),
    ...(sum === began ? [] : [told((say) => say.stockSum(nameOf(stock), began, sum))]),
  ]
}

function countBreaches(stock: Stock, { issued, returned, returning, moved, waiting }: Count): Breach[] {
  const marks = Object.keys(stock.returning).length
  const taken = (stock.moved ?? 0) + waiting
  return [
    ...(stock.issued === issued ? [] : [told((say) => say.stockIssued(nameOf(stock), stock.issued, issued))]),
    ...(stock.returned === returned ? [] : [told((say) => say.stockReturned(nameOf(stock), stock.returned, returned))]),
    ...(taken === moved ? [] : [told((say) => say.stockMoved(nameOf(stock), taken, moved))]),
    ...(marks === returning ? [] : [told((say) => say.stockReturning(nameOf(stock), marks, returning))]),
  ]
}
