import { Inject, Injectable } from '@nestjs/common'
import type { RewardId } from '../../shared/api/ids'
import { isOnShelf, Reward, type ShelfState } from '../../shared/mall/reward'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, range, type Item } from '../database/read'
import { Remembered } from '../database/remembered'
import { commit, create, type Write } from '../database/write'

const REMEMBERED_MS = 5_000
const PAGES_MAX = 20

/** What the mall offers. The list is remembered for five seconds; an exchange reads its reward anew. */
@Injectable()
export class MallRepository {
  private readonly rewards: Remembered<readonly Reward[]>

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) clock: Clock,
  ) {
    this.rewards = new Remembered(clock, REMEMBERED_MS, () => this.read())
  }

  all(): Promise<readonly Reward[]> {
    return this.rewards.get()
  }

  /** Those that members see. */
  async onShelf(): Promise<readonly Reward[]> {
    return (await this.all()).filter(isOnShelf)
  }

  async byId(rewardId: RewardId): Promise<Reward | undefined> {
    const item = await get(this.database, keys.reward(rewardId))
    return item && rewardOf(item)
  }

  async put(reward: Reward): Promise<void> {
    await commit(this.database, [{ type: 'put', item: { ...keys.reward(reward.id), ...reward } }])
    this.rewards.forget()
  }

  /** A new reward, or the next revision of one; what was put before there were revisions is at the first. */
  save(reward: Reward): Write {
    const item = { ...keys.reward(reward.id), ...reward }
    if (reward.revision === 1) return create(item)
    const before = reward.revision - 1
    return { type: 'put', item, condition: before === 1 ? 'attribute_exists(pk) AND (attribute_not_exists(revision) OR revision = :before)' : 'revision = :before', values: { ':before': before } }
  }

  forget(): void {
    this.rewards.forget()
  }

  /** Rewards in one state, or in any, newest first, behind the reward `after`: up to a megabyte of them. */
  async page(shelf: ShelfState | undefined, after: RewardId | undefined): Promise<{ rewards: readonly Reward[]; last: string | undefined }> {
    const expression = shelf === 'open' ? 'attribute_not_exists(shelf) OR shelf = :shelf' : 'shelf = :shelf'
    const filter = shelf === undefined ? {} : { filter: { expression, values: { ':shelf': shelf } } }
    const { items, last } = await range(this.database, { pk: 'MALL', beginsWith: prefixes.reward, after: after && keys.reward(after).sk, newestFirst: true, ...filter })
    return { rewards: items.map(rewardOf), last: last?.slice(prefixes.reward.length) }
  }

  private async read(): Promise<readonly Reward[]> {
    const found: Reward[] = []
    let after: string | undefined
    for (let page = 0; page < PAGES_MAX; page++) {
      const { items, last } = await range(this.database, { pk: 'MALL', beginsWith: prefixes.reward, after })
      found.push(...items.map(rewardOf))
      if (last === undefined) break
      after = last
    }
    return found
  }
}

export function rewardOf(item: Item): Reward {
  const { pk: _pk, sk: _sk, ...reward } = item
  return Reward.parse(reward)
}
