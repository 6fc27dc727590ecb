import { type Member, type Pointer, pointersOf } from './members.repository'
import type { Personal } from './personal-data'

const DEVICES_MAX = 5

/** What is known of a person who was two members: the one who goes on keeps their own, and takes from the other what they lack. */
export function joinedPersonal(target: Personal, source: Personal): Personal {
  return { ...source, ...target, nickname: target.nickname === '' ? source.nickname : target.nickname }
}

/** The member who goes on. What finds the other finds them: as their own where they had none, else as one more. */
export function joinedMember(target: Member, source: Member, personal: string | undefined): Member {
  const own: Member = { ...source, ...target, ...(personal === undefined ? {} : { personal }) }
  const { aliases: _aliases, ...withoutAliases } = own
  const found = new Set(pointersOf(withoutAliases).map(nameOf))
  const aliases = [...(target.aliases ?? []), ...pointersOf(source)].filter((pointer) => !found.has(nameOf(pointer)))
  const [lists, devices] = [joinedList(target.lists, source.lists), joinedList(target.devices, source.devices).slice(0, DEVICES_MAX)]
  const { invitedBy, standing: _standing, ...rest } = own
  const standing = source.standing?.state === 'frozen' ? source.standing : target.standing
  return {
    ...rest,
    aliases,
    ...(invitedBy === undefined || invitedBy === target.id ? {} : { invitedBy }),
    ...(lists.length === 0 ? {} : { lists }),
    ...(devices.length === 0 ? {} : { devices }),
    ...(standing === undefined ? {} : { standing }),
  }
}

/** The member who ends: nothing that tells of a person is left with them. */
export function endedMember({ id, cardNo, epoch, joinedAt }: Member, merged: NonNullable<Member['merged']>): Omit<Member, 'revision'> {
  return { id, cardNo, state: 'merged', epoch: epoch + 1, joinedAt, merged }
}

const nameOf = ({ kind, value }: Pointer): string => `${kind} ${value}`

const joinedList = (a: readonly string[] = [], b: readonly string[] = []): readonly string[] => [...new Set([...a, ...b])]
