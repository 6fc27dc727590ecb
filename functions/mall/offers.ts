import { Inject, Injectable } from '@nestjs/common'
import type { Campaign } from '../../shared/campaigns/campaign'
import type { Programme } from '../../shared/earning/programme'
import { whenOf } from '../../shared/events/when'
import { flashPoolOf, mayPrice } from '../../shared/mall/flash'
import type { Asked } from '../../shared/mall/price'
import type { Reward } from '../../shared/mall/reward'
import type { Account } from '../../shared/points/account'
import type { Moment } from '../../shared/points/decide'
import { tierIdOf } from '../../shared/tiers/terms'
import { CampaignsRepository } from '../campaigns/campaigns.repository'
import { Database } from '../database/client'
import { getAll } from '../database/read'
import type { Member } from '../members/members.repository'
import { Persons } from '../members/persons'
import { type Stock, stockLeft, StockRepository, stocksOf } from './stock.repository'

/** What prices are decided from, beside the reward. */
export interface Market {
  readonly member: Member
  readonly account: Account
  readonly programme: Programme
  readonly campaigns: readonly Campaign[]
  readonly left: (pool: string) => number
  readonly moment: Moment
}

/** Gathers what prices are decided from: the same for the page that shows one and for the exchange that takes it. */
@Injectable()
export class Offers {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CampaignsRepository) private readonly campaigns: CampaignsRepository,
    @Inject(StockRepository) private readonly stock: StockRepository,
    @Inject(Persons) private readonly persons: Persons,
  ) {}

  /** Launched campaigns that set a price for one of these rewards. */
  async about(rewardIds: readonly string[], now: number): Promise<readonly Campaign[]> {
    const wanted = new Set(rewardIds)
    return (await this.campaigns.launched()).filter((campaign) => mayPrice(campaign, wanted, now))
  }

  /** Every shard that a reward's unit may come from. */
  keysOf(rewards: readonly { readonly id: string; readonly stockShards: number }[], campaigns: readonly Campaign[]) {
    const pools = campaigns.flatMap((campaign) => flashPoolOf(campaign) ?? [])
    return [...rewards.map(({ id, stockShards }) => ({ id, shards: stockShards })), ...pools].flatMap(({ id, shards }) => this.stock.keysOf(id, shards))
  }

  /** Units left of each pool, in one request. */
  async left(rewards: readonly Reward[], campaigns: readonly Campaign[]): Promise<Market['left']> {
    return leftIn(stocksOf(await getAll(this.database, this.keysOf(rewards, campaigns))))
  }

  asked({ member, account, programme, campaigns, left, moment }: Market): Asked {
    const seen = { person: this.persons.of(member, moment.timeZone), account, tier: tierIdOf(programme.tiers, account), when: whenOf(moment.now, moment.timeZone) }
    return { seen, tiers: programme.tiers, campaigns, left }
  }
}

/** Units left of each pool among these shards. */
export function leftIn(shards: readonly Stock[]): (pool: string) => number {
  const pools = new Map<string, Stock[]>()
  for (const shard of shards) pools.set(shard.rewardId, [...(pools.get(shard.rewardId) ?? []), shard])
  return (pool) => stockLeft(pools.get(pool) ?? [])
}
