import { availabilityOf, isOnShelf, type Reward } from '../../shared/mall/reward'
import { photoView } from '../../shared/mall/photo'
import type { ShelfReward, StockLevel, StockMoveView } from '../../shared/mall/shelf.api'
import type { StockMove } from '../../shared/mall/stock-move'
import { inFlightOn, type Stock } from './stock.repository'

/** What those see of a reward who fill the shelf; `photos` is where photos are found. */
export function shelfReward({ createdAs: _createdAs, ...reward }: Reward, shards: readonly Stock[], now: number, photos: string): ShelfReward {
  const stock = stockLevel(shards)
  return { reward, availability: isOnShelf(reward) ? availabilityOf(reward, stock.available, now) : null, stock, photo: photoView(reward.photo, photos) }
}

/** A stock over all its shards. */
export function stockLevel(shards: readonly Stock[]): StockLevel {
  const sum = (of: (stock: Stock) => number) => shards.reduce((all, stock) => all + of(stock), 0)
  return {
    initial: sum(({ initial }) => initial),
    moved: sum(({ moved = 0 }) => moved),
    available: sum(({ available }) => available),
    inFlight: sum(inFlightOn),
    issued: sum(({ issued }) => issued),
    returned: sum(({ returned }) => returned),
  }
}

export const stockMoveView = ({ id, kind, units, reason, by, at }: StockMove): StockMoveView => ({ id, kind, units, reason, by, at })
