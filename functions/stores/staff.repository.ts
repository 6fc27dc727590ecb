import { Inject, Injectable } from '@nestjs/common'
import type { MemberId, StaffId, StoreId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { StaffRole } from '../../shared/stores/stores.api'
import type { Voucher } from '../../shared/vouchers/voucher'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, type Item, range } from '../database/read'
import { stored } from '../database/stored'
import { commit, create, type Write } from '../database/write'

const SEEN_EVERY_MS = 3_600_000

/** A member who works here: the name colleagues know, and the stores they are bound to. An owner belongs to every store. The first owner may have a member id that no member has. */
export interface StaffMember {
  readonly id: StaffId
  readonly memberId: MemberId
  readonly role: StaffRole
  readonly name: string
  readonly storeIds: readonly StoreId[]
  readonly joinedAt: string
  readonly invitedBy?: string
  /** The invitation this member joined by. */
  readonly invitation?: string
  /** When they last changed something; behind by up to an hour. */
  readonly seenAt?: string
  readonly removedAt?: string
  readonly removedBy?: StaffId
}

@Injectable()
export class StaffRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Read anew for every call of a clerk, so that a removal holds from that moment. */
  async ofMember(memberId: string): Promise<StaffMember | undefined> {
    return this.read(await get(this.database, keys.staff(memberId)))
  }

  read(item: Item | undefined): StaffMember | undefined {
    return item && stored<StaffMember>(item)
  }

  /** A voucher with the name of the clerk who redeemed it, which is kept only with the staff; after an erasure the end of the staff id stands for it. */
  async withClerk(voucher: Voucher): Promise<Voucher> {
    const { redeemed } = voucher
    if (redeemed === undefined) return voucher
    const name = (await this.byId(redeemed.staffId))?.name ?? ''
    return { ...voucher, redeemed: { ...redeemed, clerkName: name === '' ? `#${redeemed.staffId.slice(-4)}` : name } }
  }

  async list(): Promise<readonly StaffMember[]> {
    const { items } = await range(this.database, { pk: 'STAFF', beginsWith: prefixes.staff })
    return items.map((item) => stored<StaffMember>(item))
  }

  async byId(staffId: string): Promise<StaffMember | undefined> {
    const item = await get(this.database, keys.staffList(staffId))
    return item && stored<StaffMember>(item)
  }

  /** Joins or rejoins: the member's own item and the one in the list of all staff. */
  join(staff: StaffMember): readonly Write[] {
    return [
      { type: 'put', item: { ...keys.staff(staff.memberId), ...staff }, condition: 'attribute_not_exists(pk) OR attribute_exists(removedAt)', otherwise: () => new Refusal('invitation_bad') },
      create({ ...keys.staffList(staff.id), ...staff }),
    ]
  }

  remove(staff: StaffMember, by: StaffId, at: string): readonly Write[] {
    const removal = { set: 'SET removedAt = :at, removedBy = :by', condition: 'id = :id', values: { ':at': at, ':by': by, ':id': staff.id } }
    return [
      { type: 'update', key: keys.staff(staff.memberId), ...removal },
      { type: 'update', key: keys.staffList(staff.id), ...removal },
    ]
  }

  /** They have done something: noted in the list of all staff, at most once an hour. */
  async seen(staffId: StaffId, at: string): Promise<void> {
    const before = await this.byId(staffId)
    const isFresh = before?.seenAt !== undefined && Date.parse(at) - Date.parse(before.seenAt) < SEEN_EVERY_MS
    if (before === undefined || isFresh) return
    const { seenAt = '' } = before
    const write: Write = { type: 'update', key: keys.staffList(staffId), set: 'SET seenAt = :at', condition: 'attribute_exists(pk) AND (attribute_not_exists(seenAt) OR seenAt = :before)', values: { ':at': at, ':before': seenAt }, otherwise: () => new Refusal('busy') }
    await commit(this.database, [write]).catch(ignoreRefusal)
  }

  /** Holds as long as they work here. Refuses with `staff_removed`. */
  stays({ id }: StaffMember): Write {
    return { type: 'check', key: keys.staffList(id), condition: 'attribute_exists(pk) AND attribute_not_exists(removedAt)', otherwise: () => new Refusal('staff_removed') }
  }

  /** Takes a person's name out of the staff when they erase their account; what they did stays with their staff id. */
  forget(staff: StaffMember): readonly Write[] {
    const erased = { ...staff, name: '', removedAt: staff.removedAt ?? staff.joinedAt }
    return [
      { type: 'delete', key: keys.staff(staff.memberId) },
      { type: 'put', item: { ...erased, ...keys.staffList(staff.id) } },
    ]
  }

  /** Marks an invitation as used, once. */
  useInvitation(nonce: string, staffId: StaffId, ttl: number): Write {
    return create({ ...keys.invitation(nonce), staffId, ttl }, () => new Refusal('invitation_bad'))
  }
}

/** Somebody else has noted it, or the next deed will. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}
