import type { Campaign } from '../../shared/campaigns/campaign'
import { flashPoolOf } from '../../shared/mall/flash'
import type { StockRepository } from './stock.repository'

/**
 * Opens the stock of its own that a launched campaign brings along; harmless when it is open already, and for campaigns without any.
 * What is unsold when the campaign ends stays unsold: it never moves into the stock of the reward.
 */
export async function openFlash(stock: Pick<StockRepository, 'open'>, campaign: Campaign): Promise<void> {
  const pool = flashPoolOf(campaign)
  if (pool !== undefined) await stock.open(pool.id, pool.stock, pool.shards)
}
