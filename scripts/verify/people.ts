import type { Key } from '../../functions/database/keys'
import type { Item } from '../../functions/database/read'
import { stored } from '../../functions/database/stored'
import { type Member, pointerKey, pointersOf as found } from '../../functions/members/members.repository'
import type { StaffMember } from '../../functions/stores/staff.repository'
import type { MemberBooks } from './partition'
import { text } from './text'

const say = text.breach

const pointerName = ({ pk }: Key): string => pk

/** Everything by which a member can be found. */
export const pointersOf = (member: Member): readonly Key[] => found(member).map(pointerKey)

/** What an erased member, or one who was merged into another, may still hold: nothing that tells of a person. */
const impersonal = new Set(['id', 'cardNo', 'state', 'epoch', 'revision', 'joinedAt', 'merged'])

/** A member against their own account, the items by which they are found (`mineFound`, in the order of `pointersOf`) and the list of staff. */
export function memberBreaches({ memberId, member, accountItem, staff }: MemberBooks, mineFound: readonly (Item | undefined)[], listed: Item | undefined): string[] {
  if (member === undefined) return []
  const isErased = member.state !== 'active'
  const isClosed = accountItem?.['closed'] === true
  const mine = mineFound.map((item) => item?.['memberId'] === memberId)
  const kept = Object.keys(member).filter((name) => !impersonal.has(name))
  const pointers = pointersOf(member)
  return [
    ...(member.id === memberId ? [] : [say.memberKey(memberId, member.id)]),
    ...(isErased ? pointers.filter((_, place) => mine[place] === true).map((key) => say.erasedHolds(memberId, pointerName(key))) : []),
    ...(isErased ? [] : pointers.filter((_, place) => mine[place] !== true).map((key) => say.pointerMissing(memberId, pointerName(key)))),
    ...(isErased && kept.length > 0 ? [say.erasedHolds(memberId, kept.join(', '))] : []),
    ...(isErased && staff !== undefined ? [say.erasedHolds(memberId, staff.id)] : []),
    ...(isErased && accountItem !== undefined && !isClosed ? [say.erasedOpen(memberId)] : []),
    ...(!isErased && isClosed ? [say.activeClosed(memberId)] : []),
    ...(staff === undefined || isTwin(staff, listed) ? [] : [say.staffTwin(memberId, staff.id)]),
  ]
}

function isTwin(staff: StaffMember, item: Item | undefined): boolean {
  const twin = item && stored<StaffMember>(item)
  return twin !== undefined && twin.memberId === staff.memberId && twin.removedAt === staff.removedAt
}

/** An item by which a member is found: they must be there, active, and name it. */
export function pointerBreaches(pointer: Item, member: Member | undefined): string[] {
  const name = String(pointer['pk'])
  const isNamed = member?.state === 'active' && pointersOf(member).some((key) => key.pk === name)
  return isNamed ? [] : [say.pointerLost(name, String(pointer['memberId']))]
}

/** A line of the list of staff against the member's own item. A line of someone who left stays; an erased person's has no name. */
export function staffLineBreaches(line: StaffMember, own: StaffMember | undefined, member: Member | undefined): string[] {
  return [
    ...(line.removedAt === undefined && own?.id !== line.id ? [say.staffTwin(line.memberId, line.id)] : []),
    ...(member?.state === 'erased' && line.name !== '' ? [say.staffName(line.id, line.memberId)] : []),
  ]
}
