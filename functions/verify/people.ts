import type { Key } from '../database/keys'
import type { Item } from '../database/read'
import { stored } from '../database/stored'
import { type Member, pointerKey, pointersOf as found } from '../members/members.repository'
import type { StaffMember } from '../stores/staff.repository'
import type { MemberBooks } from './partition'
import { type Breach, told } from './breach'

const pointerName = ({ pk }: Key): string => pk

/** Everything by which a member can be found. */
export const pointersOf = (member: Member): readonly Key[] => found(member).map(pointerKey)

/** What an erased member, or one who was merged into another, may still hold: nothing that tells of a person. */
const impersonal = new Set(['id', 'cardNo', 'state', 'epoch', 'revision', 'joinedAt', 'merged'])

/** A member against their own account, the items by which they are found (`mineFound`, in the order of `pointersOf`) and the list of staff. */
export function memberBreaches({ memberId, member, accountItem, staff }: MemberBooks, mineFound: readonly (Item | undefined)[], listed: Item | undefined): Breach[] {
  if (member === undefined) return []
  const isErased = member.state !== 'active'
  const isClosed = accountItem?.['closed'] === true
  const mine = mineFound.map((item) => item?.['memberId'] === memberId)
  const kept = Object.keys(member).filter((name) => !impersonal.has(name))
  const pointers = pointersOf(member)
  return [
    ...(member.id === memberId ? [] : [told((say) => say.memberKey(memberId, member.id))]),
    ...(isErased ? pointers.filter((_, place) => mine[place] === true).map((key) => told((say) => say.erasedHolds(memberId, pointerName(key)))) : []),
    ...(isErased ? [] : pointers.filter((_, place) => mine[place] !== true).map((key) => told((say) => say.pointerMissing(memberId, pointerName(key))))),
    ...(isErased && kept.length > 0 ? [told((say) => say.erasedHolds(memberId, kept.join(', ')))] : []),
    ...(isErased && staff !== undefined ? [told((say) => say.erasedHolds(memberId, staff.id))] : []),
    ...(isErased && accountItem !== undefined && !isClosed ? [told((say) => say.erasedOpen(memberId))] : []),
    ...(!isErased && isClosed ? [told((say) => say.activeClosed(memberId))] : []),
    ...(staff === undefined || isTwin(staff, listed) ? [] : [told((say) => say.staffTwin(memberId, staff.id))]),
  ]
}

function isTwin(staff: StaffMember, item: Item | undefined): boolean {
  const twin = item && stored<StaffMember>(item)
  return twin !== undefined && twin.memberId === staff.memberId && twin.removedAt === staff.removedAt
}

/** An item by which a member is found: they must be there, active, and name it. */
export function pointerBreaches(pointer: Item, member: Member | undefined): Breach[] {
  const name = String(pointer['pk'])
  const isNamed = member?.state === 'active' && pointersOf(member).some((key) => key.pk === name)
  return isNamed ? [] : [told((say) => say.pointerLost(name, String(pointer['memberId'])))]
}

/** A line of the list of staff against the member's own item. A line of someone who left stays; an erased person's has no name. */
export function staffLineBreaches(line: StaffMember, own: StaffMember | undefined, member: Member | undefined): Breach[] {
  return [
    ...(line.removedAt === undefined && own?.id !== line.id ? [told((say) => say.staffTwin(line.memberId, line.id))] : []),
    ...(member?.state === 'erased' && line.name !== '' ? [told((say) => say.staffName(line.id, line.memberId))] : []),
  ]
}
