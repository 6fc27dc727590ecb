import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import { type StaffId, StoreId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { instant } from '../../shared/points/decide'
import { INVITATION_VALID_HOURS, type Staff, type Store, storesApi } from '../../shared/stores/stores.api'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import type { ClerkCaller, MemberCaller } from '../http/request'
import { MembersRepository } from '../members/members.repository'
import { Secrets } from '../secrets'
import { AccessRepository } from './access.repository'
import { AuditRepository } from './audit.repository'
import { noteChange } from './changes'
import { type StaffMember, StaffRepository } from './staff.repository'
import { StaffViews } from './staff.views'
import { StoresRepository } from './stores.repository'

const VALID_MS = INVITATION_VALID_HOURS * 3_600_000
/** A used invitation is remembered until it could no longer be used anyway. */
const FORGOTTEN_AFTER_SECONDS = 2 * INVITATION_VALID_HOURS * 3_600

@Injectable()
export class StoresService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(StaffViews) private readonly views: StaffViews,
    @Inject(AccessRepository) private readonly access: AccessRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(): Promise<{ items: Store[] }> {
    return { items: [...(await this.stores.all())] }
  }

  /** An invitation is a sealed text; nothing is stored until somebody uses it. */
  async invite({ staff }: ClerkCaller, input: InputOf<typeof storesApi.inviteClerk>) {
    if (input.role === 'clerk' && input.storeIds.length === 0) throw new Refusal('invalid_input', { field: 'storeIds' })
    const known = input.storeIds.length === 0 ? [] : await this.stores.named(input.storeIds)
    if (known.length !== new Set(input.storeIds).size) throw new Refusal('not_found')
    const until = this.clock.now() + VALID_MS
    const name = Buffer.from(input.name, 'utf8').toString('base64url')
    const invitation = this.secrets.seal('invitation', [this.secrets.nonce(), until.toString(36), staff.id, name, input.storeIds.join('~'), input.role])
    return { invitation, expiresAt: instant(until) }
  }

  /** The member becomes a clerk; the invitation works for one person, who may send it again and get the same answer. */
  accept(caller: MemberCaller, input: InputOf<typeof storesApi.acceptInvitation>, requestId: string): Promise<Staff> {
    const [nonce, until, invitedBy, name, stores, role] = this.secrets.unseal('invitation', input.invitation) ?? []
    const now = this.clock.now()
    if (nonce === undefined || until === undefined || Number.parseInt(until, 36) <= now) throw new Refusal('invitation_bad')
    return again(async () => {
      const member = await this.members.active(caller.memberId)
      const before = await this.staff.ofMember(member.id)
      if (before !== undefined && before.invitation === nonce && before.removedAt === undefined) return this.views.of(before)
      const staff: StaffMember = {
        id: this.secrets.newId('staff'),
        memberId: member.id,
        role: role === 'marketer' || role === 'auditor' ? role : 'clerk',
        name: Buffer.from(name ?? '', 'base64url').toString('utf8'),
        storeIds: (stores ?? '').split('~').filter((id) => id !== '').map((id) => StoreId.parse(id)),
        joinedAt: instant(now),
        invitation: nonce,
        ...(invitedBy === undefined ? {} : { invitedBy }),
      }
      const named = { name: 'acceptInvitation', call: storesApi.acceptInvitation }
      const deed = await this.audit.done({ staffId: staff.id, named, input: { role: staff.role, storeIds: staff.storeIds, invitedBy }, requestId, target: staff.id })
      await commit(this.database, [...this.staff.join(staff), deed, this.staff.useInvitation(nonce, staff.id, Math.floor(now / 1_000) + FORGOTTEN_AFTER_SECONDS)])
      return this.views.of(staff)
    })
  }

  async listStaff(): Promise<ReplyOf<typeof storesApi.listStaff>> {
    const active = (await this.staff.list()).filter((one) => one.removedAt === undefined)
    return { items: await Promise.all(active.map(async (one) => ({ ...(await this.views.of(one)), seenAt: one.seenAt ?? null }))) }
  }

  /** Removes a clerk; every call of theirs reads this item first. The owner cannot remove themself. */
  remove(caller: ClerkCaller, staffId: StaffId): Promise<{ removed: true }> {
    return again(async () => {
      const staff = await this.staff.byId(staffId)
      if (staff === undefined || staff.role === 'owner') throw new Refusal('not_found')
      if (staff.removedAt !== undefined) return { removed: true }
      const access = await this.access.of(staff.id)
      noteChange({ before: { state: 'working', role: staff.role }, after: { state: 'removed', role: staff.role }, isPersonal: true })
      await commit(this.database, [...this.staff.remove(staff, caller.staff.id, instant(this.clock.now())), ...this.access.forget(access)])
      return { removed: true }
    })
  }

  mine({ staff }: ClerkCaller): Promise<Staff> {
    return this.views.of(staff)
  }
}
