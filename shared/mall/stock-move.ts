import type { OperationId, RewardId, StaffId } from '../api/ids'

export const stockMoveKinds = ['add', 'withdraw'] as const

/** Units added to or withdrawn from one shard; always positive. */
export interface StockPart {
  readonly shard: number
  readonly units: number
}

/**
 * A change of a reward's stock by hand: who, why, when, how many. `open` while it is being carried out; `done` in exactly the `parts`
 * it says; `short` when the units it would have withdrawn went to members meanwhile, and then it changed nothing.
 */
export interface StockMove {
  readonly id: OperationId
  readonly rewardId: RewardId
  readonly kind: (typeof stockMoveKinds)[number]
  readonly units: number
  readonly reason: string
  readonly by: StaffId
  readonly at: string
  readonly state: 'open' | 'done' | 'short'
  readonly parts: readonly StockPart[]
}

/** What a shard of stock says of moves. `move` is what one that is under way has put down here: units to be added, or units already taken. */
export interface MovedShard {
  readonly shard: number
  readonly available: number
  readonly move?: { readonly id: string; readonly kind: StockMove['kind']; readonly units: number; readonly since: number }
}

/** Where added units go: to the emptiest shards first, until all of those have as much. */
export function spread(units: number, shards: readonly MovedShard[]): readonly StockPart[] {
  const order = [...shards].sort((a, b) => a.available - b.available || a.shard - b.shard)
  const levelOf = (count: number) => order.slice(0, count).reduce((sum, { available }) => sum + available, units)
  let count = order.length
  while (count > 1 && levelOf(count) < count * (order[count - 1]?.available ?? 0)) count -= 1
  const [goal, more] = [Math.floor(levelOf(count) / count), levelOf(count) % count]
  return order.slice(0, count).map(({ shard, available }, place) => ({ shard, units: goal + (place < more ? 1 : 0) - available })).filter((part) => part.units > 0)
}

/** What an open move has put down on shards so far. */
export const putDown = (move: Pick<StockMove, 'id'>, shards: readonly MovedShard[]): readonly StockPart[] =>
  shards.flatMap((one) => (one.move?.id === move.id ? [{ shard: one.shard, units: one.move.units }] : []))

/** What an open move still has to put down: the rest of its plan, or units from the fullest free shards. */
export function stillToPutDown(move: StockMove, shards: readonly MovedShard[]): readonly StockPart[] {
  const down = putDown(move, shards)
  if (move.kind === 'add') return move.parts.filter(({ shard }) => !down.some((one) => one.shard === shard))
  let missing = move.units - unitsIn(down)
  const free = shards.filter((one) => one.move === undefined && one.available > 0).sort((a, b) => b.available - a.available || a.shard - b.shard)
  return free.flatMap(({ shard, available }) => {
    const units = Math.min(missing, available)
    missing -= units
    return units > 0 ? [{ shard, units }] : []
  })
}

/**
 * The same, with the first shard before all others, if only with nothing: whoever holds it is alone, so that of two moves neither
 * waits for a shard that the other holds.
 */
export function inTurn(move: StockMove, shards: readonly MovedShard[]): readonly StockPart[] {
  const wanted = stillToPutDown(move, shards)
  const first = shards[0]
  if (first === undefined || wanted.length === 0 || putDown(move, shards).length > 0) return wanted
  const onFirst = wanted.find(({ shard }) => shard === first.shard) ?? { shard: first.shard, units: 0 }
  return [onFirst, ...wanted.filter(({ shard }) => shard !== first.shard)]
}

/** How an open move ends, once it can put down no more: twins of a withdrawal may have taken too much together, and then the rest goes back. */
export function endOf(move: StockMove, shards: readonly MovedShard[]): Pick<StockMove, 'state' | 'parts'> {
  const down = putDown(move, shards)
  if (unitsIn(down) < move.units) return { state: 'short', parts: [] }
  let rest = move.units
  const parts = down.flatMap(({ shard, units }) => {
    const kept = Math.min(rest, units)
    rest -= kept
    return kept > 0 ? [{ shard, units: kept }] : []
  })
  return { state: 'done', parts }
}

/** What taking a move's units up from a shard changes there: of what is available, and of the sum of all moves. */
export function takenUp(move: StockMove, shard: number, units: number): { readonly available: number; readonly moved: number } {
  const kept = move.state === 'done' ? unitsIn(move.parts.filter((part) => part.shard === shard)) : 0
  return move.kind === 'add' ? { available: kept, moved: kept } : { available: units - kept, moved: kept === 0 ? 0 : -kept }
}

export const unitsIn = (parts: readonly StockPart[]): number => parts.reduce((sum, { units }) => sum + units, 0)
