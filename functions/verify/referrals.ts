import type { Item } from '../database/read'
import { stored } from '../database/stored'
import { type Referral, referralId } from '../../shared/earning/referral'
import { concerning } from './lineage'
import type { MemberBooks } from './partition'
import { type Breach, told } from './breach'

/** Friends whom the member's entries or invited items name. */
export function friendsIn(books: MemberBooks): readonly string[] {
  const { invited } = books
  const booked = concerning(books).flatMap((entry) => (entry.source.kind === 'referral' ? [friendIn(entry.source.id)] : []))
  return [...new Set([...booked, ...invited.map(({ friendId }) => friendId)])]
}

const friendIn = (id: string): string => id.split('.')[0] ?? id

/** What the inviter was paid for each friend against the invited item and the friend's own side; `found` is that side, in the order of `friendsIn`. */
export function referralBreaches(books: MemberBooks, found: readonly (Item | undefined)[]): Breach[] {
  return friendsIn(books).flatMap((friendId, place) => friendBreaches(books, friendId, found[place] && stored<Referral>(found[place])))
}

function friendBreaches(books: MemberBooks, friendId: string, referral: Referral | undefined): Breach[] {
  const { memberId, invited } = books
  const item = invited.find((one) => one.friendId === friendId)
  const mine = concerning(books).filter(({ source }) => source.kind === 'referral' && friendIn(source.id) === friendId)
  const sum = mine.reduce((points, entry) => points + entry.points, 0)
  const due = item?.state === 'paid' ? (item.paid?.points ?? 0) : 0
  const isOf = referral === undefined || referral.inviterId === memberId
  const ofItem = item === undefined ? [] : mine.filter(({ source }) => source.id === referralId(friendId, item.attempt))
  return [
    ...(mine.length > 0 && item === undefined ? [told((say) => say.referralUnknown(memberId, friendId))] : []),
    ...((mine.length > 0 && referral === undefined) || !isOf ? [told((say) => say.referralOwner(memberId, friendId, referral?.inviterId ?? '-'))] : []),
    ...(sum === due ? [] : [told((say) => say.referralPoints(memberId, friendId, due, sum))]),
    ...(item?.state === 'paid' && ofItem.length === 0 ? [told((say) => say.referralUnbooked(memberId, friendId))] : []),
  ]
}
