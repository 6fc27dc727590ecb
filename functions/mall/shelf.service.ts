import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { RewardId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import { digest } from '../../shared/api/signature'
import { sorted } from '../../shared/campaigns/fitness'
import { Reward, type RewardTerms, type ShelfState } from '../../shared/mall/reward'
import type { shelfApi, ShelfReward } from '../../shared/mall/shelf.api'
import { instant } from '../../shared/points/decide'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { getAll } from '../database/read'
import { again, commit } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import { noteChange } from '../stores/changes'
import { StoresRepository } from '../stores/stores.repository'
import { MallRepository } from './mall.repository'
import { PhotosRepository } from './photos.repository'
import { shelfReward } from './shelf.views'
import { StockRepository, stocksOf } from './stock.repository'

/** A page reads the stock of its rewards in one request, which brings so many shards. */
const SHARDS_PER_PAGE_MAX = 100
const FINGERPRINT_CHARS = 26

interface Turn {
  readonly rewardId: RewardId
  readonly revision: number
}

/** What marketers do with rewards. Their stock moves elsewhere: nothing here writes it but its first, empty state. */
@Injectable()
export class ShelfService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MallRepository) private readonly mall: MallRepository,
    @Inject(StockRepository) private readonly stock: StockRepository,
    @Inject(PhotosRepository) private readonly photos: PhotosRepository,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The stock is opened before the reward is there, so that no reward is without. */
  create({ id, stockShards, ...terms }: InputOf<typeof shelfApi.createReward>): Promise<ShelfReward> {
    const createdAs = digest(JSON.stringify(sorted([terms, stockShards])), FINGERPRINT_CHARS)
    return again(async () => {
      const before = await this.mall.byId(id)
      if (before !== undefined && before.createdAs !== createdAs) throw new Refusal('idempotency_conflict')
      if (before !== undefined) return this.view(before)
      await this.check(terms)
      await this.stock.open(id, 0, stockShards)
      const reward = Reward.parse({ ...terms, id, stockShards, shelf: 'draft', revision: 1, createdAt: instant(this.clock.now()), createdAs })
      await this.save(reward)
      return this.view(reward)
    })
  }

  edit({ rewardId, revision, ...terms }: InputOf<typeof shelfApi.editReward>): Promise<ShelfReward> {
    const wanted = textOf(terms)
    return this.turn({ rewardId, revision }, (now) => textOf(termsOf(now)) === wanted, async (before) => {
      await this.check(terms)
      const { id, shelf, stockShards, createdAt, createdAs } = before
      return { ...terms, id, shelf, stockShards, createdAt, createdAs }
    })
  }

  open(input: Turn): Promise<ShelfReward> {
    return this.put(input, 'open', ['draft', 'open', 'closed', 'withdrawn'])
  }

  close(input: Turn): Promise<ShelfReward> {
    return this.put(input, 'closed', ['open', 'closed'])
  }

  withdraw(input: Turn): Promise<ShelfReward> {
    return this.put(input, 'withdrawn', ['draft', 'open', 'closed', 'withdrawn'])
  }

  async one({ rewardId }: { readonly rewardId: RewardId }): Promise<ShelfReward> {
    return this.view(await this.found(rewardId))
  }

  /** Two requests: the rewards, and the stock of those that are shown. */
  async list({ cursor, limit, state }: InputOf<typeof shelfApi.shelf>): Promise<Page<ShelfReward>> {
    const place = placeIn(cursor, /^rwd_[0-9A-Z]{26}$/)
    const { rewards, last } = await this.mall.page(state, place === undefined ? undefined : RewardId.parse(place))
    const shown = firstOf(rewards, limit)
    const shards = stocksOf(await getAll(this.database, shown.flatMap(({ id, stockShards }) => this.stock.keysOf(id, stockShards))))
    const next = shown.length < rewards.length ? shown.at(-1)?.id : last
    return { items: shown.map((reward) => shelfReward(reward, shards.filter(({ rewardId }) => rewardId === reward.id), this.clock.now(), this.photos.origin)), next: next === undefined ? null : cursorOf(next) }
  }

  /** A state that it is in already is no change. */
  private put(input: Turn, shelf: ShelfState, from: readonly ShelfState[]): Promise<ShelfReward> {
    return this.turn(input, (now) => now.shelf === shelf, (before) => {
      if (!from.includes(before.shelf)) throw new Refusal('reward_stage', { stage: before.shelf })
      return { ...before, shelf }
    })
  }

  /** One change of a reward that is still as the caller saw it. The same turn again gives what it made. */
  private turn({ rewardId, revision }: Turn, isDone: (reward: Reward) => boolean, change: (before: Reward) => object | Promise<object>): Promise<ShelfReward> {
    return again(async () => {
      const before = await this.found(rewardId)
      if (before.revision === revision + 1 && isDone(before)) return this.view(before)
      if (before.revision !== revision) throw new Refusal('revision_stale', { revision: before.revision, current: await this.view(before) })
      const after = Reward.parse({ ...(await change(before)), revision: revision + 1 })
      noteChange({ title: after.title.zh, before, after, isPersonal: false })
      await this.save(after)
      return this.view(after)
    })
  }

  /** Refuses terms that contradict themselves, or name stores or tiers that are not there. */
  private async check({ opensAt, closesAt, stores, tiers = [] }: RewardTerms): Promise<void> {
    const [all, { programme }] = await Promise.all([this.stores.all(), this.programmes.now()])
    const levels = (programme.tiers?.levels ?? []).map(({ id }) => id)
    const wrong = [
      ...(opensAt !== undefined && closesAt !== undefined && Date.parse(opensAt) >= Date.parse(closesAt) ? ['closesAt: after opensAt'] : []),
      ...(stores.every((id) => all.some((store) => store.id === id)) ? [] : ['stores: those there are']),
      ...(tiers.every((id) => levels.includes(id)) ? [] : ['tiers: those of the programme']),
    ]
    if (wrong.length > 0) throw new Refusal('invalid_input', { field: wrong.join('; ') })
  }

  private async save(reward: Reward): Promise<void> {
    await commit(this.database, [this.mall.save(reward)])
    this.mall.forget()
  }

  private async found(rewardId: RewardId): Promise<Reward> {
    const reward = await this.mall.byId(rewardId)
    if (reward === undefined) throw new Refusal('reward_unknown')
    return reward
  }

  private async view(reward: Reward): Promise<ShelfReward> {
    return shelfReward(reward, await this.stock.shards(reward.id, reward.stockShards), this.clock.now(), this.photos.origin)
  }
}

/** So many of the rewards as asked for, and as many as one request brings the stock of; one at least. */
function firstOf(rewards: readonly Reward[], limit: number): readonly Reward[] {
  let shards = 0
  return rewards.slice(0, limit).filter(({ stockShards }) => (shards += stockShards) <= SHARDS_PER_PAGE_MAX)
}

const termsOf = ({ id: _i, shelf: _s, revision: _r, stockShards: _n, createdAt: _a, createdAs: _c, ...terms }: Reward): RewardTerms => terms

const textOf = (terms: RewardTerms): string => JSON.stringify(sorted(terms))
