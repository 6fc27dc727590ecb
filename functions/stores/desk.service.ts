import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { instant } from '../../shared/points/decide'
import type { deskApi } from '../../shared/stores/desk.api'
import { isWeak } from '../../shared/stores/password'
import { stepOf } from '../../shared/stores/totp'
import { Clock } from '../clock'
import { again } from '../database/write'
import { PersonalData } from '../members/personal-data'
import { Secrets } from '../secrets'
import { type Access, AccessRepository } from './access.repository'
import { DeskDoor } from './desk-door'
import { isPassword, passwordHash } from './passwords'
import { SetupRepository } from './setup.repository'
import { type StaffMember, StaffRepository } from './staff.repository'
import { TriesRepository } from './tries.repository'

/** Where a call came from. */
export interface Asked {
  readonly address: string
  readonly requestId: string
}

/** The first owner, and signing in with a password. */
@Injectable()
export class DeskService {
  constructor(
    @Inject(AccessRepository) private readonly access: AccessRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(SetupRepository) private readonly setup: SetupRepository,
    @Inject(TriesRepository) private readonly tries: TriesRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(DeskDoor) private readonly door: DeskDoor,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async state() {
    return { hasOwner: await this.hasOwner() }
  }

  /** The code, the fence, the owner, their login and their first session, all at once. The owner's member id is of nobody. */
  async makeOwner(input: InputOf<typeof deskApi.makeOwner>, { requestId }: Asked) {
    const before = await this.setup.firstOwner()
    if (await this.hasOwner()) throw new Refusal('owner_exists')
    if (isWeak(input.password, input.login)) throw new Refusal('password_weak')
    const now = this.clock.now()
    const staff: StaffMember = { id: this.secrets.newId('staff'), memberId: this.secrets.newId('member'), role: 'owner', name: input.name, storeIds: [], joinedAt: instant(now) }
    const access = { staffId: staff.id, memberId: staff.memberId, epoch: 0, login: input.login, passwordHash: await passwordHash(input.password) }
    return this.door.letIn({ staff, epoch: 0, by: 'makeOwner', requestId }, [...this.setup.use(input.setupCode, staff.id, before, now), ...this.staff.join(staff), ...this.access.change(undefined, access)])
  }

  /** Counted before it is looked at. A login that nobody has is refused like a wrong password, and takes as long. */
  async signIn(input: InputOf<typeof deskApi.passwordSignIn>, { address, requestId }: Asked) {
    const counted = await this.tries.count(input.login, address)
    const reply = await again(async () => {
      const access = await this.access.byLogin(input.login)
      const isRight = await isPassword(input.password, access?.passwordHash)
      if (access === undefined || !isRight || this.isLate(access)) throw new Refusal('desk_sign_in_wrong')
      const staff = await this.staff.ofMember(access.memberId)
      if (staff?.id !== access.staffId || staff.removedAt !== undefined) throw new Refusal('staff_removed')
      if (access.secondFactor !== undefined && input.secondFactor === undefined) {
        await this.tries.giveBack(counted)
        throw new Refusal('second_factor_needed')
      }
      const used = this.used(access, input.secondFactor)
      return this.door.letIn({ staff, epoch: access.epoch, by: 'passwordSignIn', requestId }, used === undefined ? [] : this.access.change(access, used))
    })
    await this.tries.forget(input.login)
    await this.tries.giveBack(counted)
    return reply
  }

  /** What a sign-in leaves of the access: each code of the app works once, and so does a one-time password. */
  private used(access: Access, code: string | undefined): Access | undefined {
    const { passwordHash: _spent, oneTimeUntil, ...rest } = access
    const kept = oneTimeUntil === undefined ? access : rest
    if (access.secondFactor === undefined) return oneTimeUntil === undefined ? undefined : kept
    const secret = Buffer.from(this.personalData.openText(access.staffId, access.secondFactor), 'hex')
    const step = stepOf(secret, code ?? '', this.clock.now(), access.lastStep ?? 0)
    if (step === undefined) throw new Refusal('second_factor_wrong')
    return { ...kept, lastStep: step }
  }

  private isLate({ oneTimeUntil }: Access): boolean {
    return oneTimeUntil !== undefined && oneTimeUntil <= instant(this.clock.now())
  }

  private async hasOwner(): Promise<boolean> {
    return (await this.staff.list()).some(({ role, removedAt }) => role === 'owner' && removedAt === undefined)
  }
}
