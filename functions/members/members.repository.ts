import { Inject, Injectable } from '@nestjs/common'
import { MemberId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { Database } from '../database/client'
import { type Key, keys, memberList } from '../database/keys'
import { get, getAll, range, type Item } from '../database/read'
import { stored } from '../database/stored'
import { type Write, create } from '../database/write'

const EXPORT_ITEMS = 100

/** A member as stored. `personal` is encrypted and gone once erased; `phoneHash` and `devices` only tell people apart. */
export interface Member {
  readonly id: MemberId
  readonly cardNo: string
  readonly state: 'active' | 'erased' | 'merged'
  readonly epoch: number
  /** Compared on every change of the profile. */
  readonly revision: number
  readonly joinedAt: string
  readonly personal?: string
  readonly openidHash?: string
  readonly phoneHash?: string
  readonly devices?: readonly string[]
  readonly consent?: { readonly noticeVersion: string; readonly at: string }
  /** Who shared the link that the member arrived by. */
  readonly invitedBy?: string
  /** A member known only by the customer number of a shop so far. */
  readonly customer?: string
  /** Telling everything about oneself has been paid. */
  readonly profilePaid?: true
  /** Names of the lists that campaigns are for. */
  readonly lists?: readonly string[]
  /** What staff last decided of this member, and why. A frozen one reads but neither earns from the phone nor exchanges; a trusted one is not judged. */
  readonly standing?: { readonly state: 'frozen' | 'thawed' | 'trusted'; readonly by: string; readonly at: string; readonly reason: string }
  /** Cards, phones and numbers of members who were merged into this one, and by which this one is found since. */
  readonly aliases?: readonly Pointer[]
  /** How this member ended as another. */
  readonly merged?: { readonly into: MemberId; readonly by: string; readonly at: string; readonly reason: string; readonly operationId: string; readonly points: number; readonly cardNo: string }
  /** The row of an import that made this member, and how many entries it wrote: while nothing else has happened, undoing it may remove them. */
  readonly importedBy?: { readonly importId: string; readonly line: number; readonly entries: number }
  /** WeChat's opinion when it was last asked. */
  readonly wechatRank?: { readonly rank: number; readonly at: string }
}

export type IdentityKind = 'openid' | 'phone' | 'customer'

/** Something by which a member is found; `value` is a keyed hash where it is personal. */
export interface Pointer {
  readonly kind: IdentityKind | 'card'
  readonly value: string
}

@Injectable()
export class MembersRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byId(memberId: string): Promise<Member | undefined> {
    const item = await get(this.database, keys.member(memberId))
    return item && memberOf(item)
  }

  /** An active member. Refuses with `account_closed` for one who was erased. */
  async active(memberId: string): Promise<Member> {
    return activeMember(await get(this.database, keys.member(memberId)))
  }

  /** The same for staff. Refuses with `member_not_found`, `account_closed`, or `member_merged` and where to. */
  async living(memberId: string): Promise<Member> {
    return livingMember(await get(this.database, keys.member(memberId)))
  }

  async byIdentity(kind: IdentityKind, value: string): Promise<MemberId | undefined> {
    return memberIdIn(await get(this.database, keys.identity(kind, value)))
  }

  async byCard(cardNo: string): Promise<MemberId | undefined> {
    return memberIdIn(await get(this.database, keys.card(cardNo)))
  }

  async several(memberIds: readonly string[]): Promise<readonly (Member | undefined)[]> {
    return (await getAll(this.database, memberIds.map(keys.member))).map((item) => item && memberOf(item))
  }

  /** The member, the card number that finds them and the identities they came with: all new, or none. */
  join(member: Member, ...identities: readonly { kind: IdentityKind; value: string }[]): readonly Write[] {
    return [
      create(memberItem(member)),
      create({ ...keys.card(member.cardNo), memberId: member.id }),
      ...identities.map(({ kind, value }) => create({ ...keys.identity(kind, value), memberId: member.id })),
    ]
  }

  /** Replaces a member, if nobody else changed it since it was read. */
  change(before: Member, after: Omit<Member, 'revision'>): Write {
    return { type: 'put', item: memberItem({ ...after, revision: before.revision + 1 }), condition: 'revision = :revision', values: { ':revision': before.revision } }
  }

  claim(kind: IdentityKind, value: string, memberId: string, taken: Refusal): Write {
    return {
      type: 'put',
      item: { ...keys.identity(kind, value), memberId },
      condition: 'attribute_not_exists(pk) OR memberId = :memberId',
      values: { ':memberId': memberId },
      otherwise: () => taken,
    }
  }

  forget(kind: IdentityKind, value: string): Write {
    return { type: 'delete', key: keys.identity(kind, value) }
  }

  /** Lets what found one member find another from now on. */
  repoint({ kind, value }: Pointer, fromId: string, memberId: string): Write {
    return { type: 'put', item: { ...pointerKey({ kind, value }), memberId }, condition: 'memberId = :from', values: { ':from': fromId } }
  }

  /** Everything in the member's own partition, a page at a time. */
  async everything(memberId: string, after: string | undefined): Promise<{ items: readonly Item[]; last: string | undefined }> {
    return range(this.database, { pk: memberId, after, limit: EXPORT_ITEMS })
  }

  /** Nobody is found by any of the member's own from now on. */
  forgetPointers(member: Member): readonly Write[] {
    return pointersOf(member).map((pointer) => ({ type: 'delete', key: pointerKey(pointer) }))
  }
}

/** Everything by which a member is found. */
export function pointersOf({ cardNo, openidHash, phoneHash, customer, aliases = [] }: Member): readonly Pointer[] {
  const own = [['card', cardNo], ['openid', openidHash], ['phone', phoneHash], ['customer', customer]] as const
  return [...own.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }])), ...aliases]
}

export const pointerKey = ({ kind, value }: Pointer): Key => (kind === 'card' ? keys.card(value) : keys.identity(kind, value))

/** Whoever is active is in the list of members. */
const memberItem = (member: Member) => ({ ...keys.member(member.id), ...(member.state === 'active' ? { listed: memberList.of } : {}), ...member })

export function memberOf(item: Item): Member {
  const { pk: _pk, sk: _sk, listed: _listed, ...member } = item
  return stored<Member>(member)
}

/** An active member of an item, for the member who asks. Refuses with `account_closed` where there is none, or one who was erased; who was merged signs in again. */
export function activeMember(item: Item | undefined): Member {
  const member = item && memberOf(item)
  if (member?.state === 'merged') throw new Refusal('signed_out')
  if (member === undefined || member.state === 'erased') throw new Refusal('account_closed')
  return member
}

/** An active member of an item, for staff. Refuses with `member_not_found`, `account_closed`, or `member_merged` and where to. */
export function livingMember(item: Item | undefined): Member {
  if (item === undefined) throw new Refusal('member_not_found')
  const member = notMerged(memberOf(item))
  if (member.state === 'erased') throw new Refusal('account_closed')
  return member
}

/** Refuses with `member_merged`, and where to. */
export function notMerged(member: Member): Member {
  if (member.merged !== undefined) throw new Refusal('member_merged', { memberId: member.merged.into, cardNo: member.merged.cardNo })
  return member
}

export function memberIdIn(item: Item | undefined): MemberId | undefined {
  return item === undefined ? undefined : MemberId.parse(item['memberId'])
}
