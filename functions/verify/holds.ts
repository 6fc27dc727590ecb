import { keys, prefixes } from '../database/keys'
import type { Item } from '../database/read'
import { stored } from '../database/stored'
import { holdOf, type StoredHold } from '../holds/holds.repository'
import { splitKey } from '../../shared/points/account'
import type { Entry } from '../../shared/points/entry'
import { refundedPoints } from '../../shared/points/hold'
import { concerning } from './lineage'
import type { MemberBooks } from './partition'
import { type Breach, told } from './breach'

/** Every hold that a member's entries, lots or account name. */
export function namedHolds(books: MemberBooks): readonly string[] {
  const { account } = books
  const inEntries = concerning(books).flatMap((entry) => (entry.source.kind === 'hold' ? [entry.source.id] : []))
  const inLots = Object.keys(account?.lots.held ?? {}).map((lot) => splitKey(lot).first)
  return [...new Set([...inEntries, ...inLots, ...Object.keys(account?.holds ?? {})])]
}

export const holdKeyOf = (holdId: string) => keys.hold(holdId)

/** A hold against what its member has of it: one beginning, one end at most, its points held exactly while it is open, its payment and refunds. */
export function holdBreaches(books: MemberBooks, holdId: string, item: Item | undefined): Breach[] {
  const { memberId, account } = books
  const mine = concerning(books).filter(({ source }) => source.kind === 'hold' && source.id === holdId)
  const of = (type: Entry['type']) => mine.filter((entry) => entry.type === type)
  const [begun, released, paid] = [of('hold'), of('release'), of('cash_off')]
  const ended = released.length + paid.length
  const kept = Object.entries(account?.lots.held ?? {}).filter(([lot]) => splitKey(lot).first === holdId).reduce((sum, [, points]) => sum + points, 0)
  if (begun.length !== 1 || ended > 1) return [told((say) => say.holdEntries(holdId, memberId, begun.length, ended))]
  if (item === undefined) return [told((say) => say.holdMissing(memberId, holdId))]
  const hold = holdOf(item)
  if (hold.memberId !== memberId) return [told((say) => say.holdOwner(holdId, hold.memberId, memberId))]
  const wants = ended === 0 ? hold.points : 0
  const until = account?.holds[holdId]
  return [
    ...(kept === wants ? [] : [told((say) => say.holdLots(holdId, kept, wants))]),
    ...(until === (ended === 0 ? hold.expiresAt : undefined) ? [] : [told((say) => say.holdUntil(holdId, String(until), hold.expiresAt))]),
    ...stateBreaches(hold, released, paid),
    ...refundBreaches(hold, of('refund')),
  ]
}

function stateBreaches(hold: StoredHold, released: readonly Entry[], [paid]: readonly Entry[]): Breach[] {
  const isCancelled = released.some(({ facts }) => facts?.['why'] === 'cancelled')
  const state = paid !== undefined ? 'confirmed' : isCancelled ? 'cancelled' : 'open'
  return [
    ...(hold.state === state ? [] : [told((say) => say.holdState(hold.id, hold.state, state))]),
    ...(paid === undefined || paid.points === -hold.points ? [] : [told((say) => say.holdPaid(hold.id, hold.points, -paid.points))]),
  ]
}

function refundBreaches(hold: StoredHold, refunds: readonly Entry[]): Breach[] {
  const given = refunds.reduce((sum, { points }) => sum + points, 0)
  const says = refundedPoints(hold)
  return [
    ...(given === says ? [] : [told((say) => say.holdRefunded(hold.id, says, given))]),
    ...(says <= hold.points ? [] : [told((say) => say.holdRefunded(hold.id, says, hold.points))]),
  ]
}

export const isHoldPartition = (pk: string): boolean => pk.startsWith(prefixes.hold)

/** The key of the entry that began a hold. */
export function beginningOf(item: Item) {
  const { memberId, entry } = holdOf(item)
  return keys.entry(memberId, entry)
}

/** A hold whose member knows nothing of it. */
export function unbookedHold(item: Item, beginning: Item | undefined): Breach[] {
  const { id, memberId } = holdOf(item)
  const entry = beginning && stored<Entry>(beginning)
  return entry?.type === 'hold' && entry.source.id === id ? [] : [told((say) => say.holdUnbooked(id, memberId))]
}
