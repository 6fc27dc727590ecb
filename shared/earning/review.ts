import { REVIEW_DAY } from '../points/account'
import type { Entry } from '../points/entry'
import { addDays, type BusinessDay } from '../time/day'
import type { Order } from './order'
import type { Programme } from './programme'

/** When the points of an entry would have been usable without a review: after the longest wait of the rules that paid it. */
export function usableFromOf({ parts = [] }: Pick<Entry, 'parts'>, programme: Programme, happenedOn: BusinessDay): BusinessDay {
  const waits = parts.flatMap(({ by, id }) => (by === 'rule' ? (programme.rules.find((rule) => rule.id === id)?.pendingDays ?? 0) : []))
  return addDays(happenedOn, Math.max(0, ...waits))
}

/** An order whose points were released: a refund finds them where they are from now on. */
export function releasedOrder(order: Order, usableFrom: BusinessDay): Order {
  if (order.paid === undefined) return order
  const { earned } = order.paid
  const lots = earned.lots.map((lot) => (lot.usableFrom === REVIEW_DAY ? { ...lot, usableFrom } : lot))
  return { ...order, paid: { ...order.paid, earned: { ...earned, lots } } }
}

/** An order whose points a person took back: a refund takes no more of them. Growth stays where money measures it, and goes where points do. */
export function withdrawnOrder(order: Order, growthIsPoints: boolean): Order {
  if (order.paid === undefined) return order
  const { earned } = order.paid
  const growth = growthIsPoints ? 0 : earned.growth
  return { ...order, paid: { ...order.paid, earned: { ...earned, growth, withdrawnPoints: earned.points - order.reversedPoints } } }
}
