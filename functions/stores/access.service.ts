import { randomBytes } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { Endpoint, InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { letters } from '../../shared/api/signature'
import { calls } from '../../shared/calls'
import { instant } from '../../shared/points/decide'
import type { deskApi } from '../../shared/stores/desk.api'
import { isWeak } from '../../shared/stores/password'
import { mayCall } from '../../shared/stores/roles'
import { otpauth, stepOf, totp } from '../../shared/stores/totp'
import { usualWords } from '../../shared/api/points-words'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { ClerkCaller } from '../http/request'
import { PersonalData } from '../members/personal-data'
import { type Access, AccessRepository } from './access.repository'
import { DeskSessionsRepository } from './desk-sessions.repository'
import { isPassword, passwordHash } from './passwords'
import { type StaffMember, StaffRepository } from './staff.repository'
import { StaffViews } from './staff.views'
import { TriesRepository } from './tries.repository'

/** As long as the MAC it keys (RFC 4226). */
const FACTOR_BYTES = 20
const ONE_TIME_CHARS = 16
const ONE_TIME_HOURS = 72
const ISSUER = 'Dianjin'

/** One's own way in, and the owner's resetting it. */
@Injectable()
export class AccessService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AccessRepository) private readonly access: AccessRepository,
    @Inject(DeskSessionsRepository) private readonly sessions: DeskSessionsRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(StaffViews) private readonly views: StaffViews,
    @Inject(TriesRepository) private readonly tries: TriesRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async me({ staff, desk }: ClerkCaller) {
    const [access, { programme: { name, timeZone, pointsWords = usualWords } }] = await Promise.all([this.access.of(staff.id), this.programmes.now()])
    const may = Object.entries<Endpoint>(calls).filter(([name, call]) => mayCall(staff.role, { name, call })).map(([name]) => name)
    return { staff: await this.views.of(staff), mayCall: may, login: access?.login ?? null, hasSecondFactor: access?.secondFactor !== undefined, sessionExpiresAt: desk?.expiresAt ?? null, programme: { name, timeZone, pointsWords } }
  }

  /** On a phone there is no session at a desk to end but those elsewhere. */
  signOut({ staff, desk }: ClerkCaller, { everywhere }: InputOf<typeof deskApi.deskSignOut>) {
    return again(async () => {
      const access = everywhere ? await this.access.of(staff.id) : undefined
      const ended = desk === undefined ? [] : [this.sessions.end(desk)]
      await commit(this.database, [...ended, ...(everywhere ? this.access.change(access, withoutSessions(staff, access)) : [])])
      return { signedOut: true as const }
    })
  }

  /** A password that is there must be known, and tries are counted as at the door. Sent again, it is answered again. */
  async setPassword({ staff, desk }: ClerkCaller, { login, password, currentPassword }: InputOf<typeof deskApi.setPassword>) {
    if (isWeak(password, login)) throw new Refusal('password_weak')
    return again(async () => {
      const access = await this.access.of(staff.id)
      if (access?.passwordHash !== undefined) {
        if (access.login === login && (await isPassword(password, access.passwordHash)) && currentPassword !== password) return { login }
        await this.prove(access, currentPassword)
      }
      const { oneTimeUntil: _over, ...kept } = withoutSessions(staff, access)
      const session = desk === undefined ? [] : [this.sessions.keep(desk, kept.epoch)]
      await commit(this.database, [...this.access.change(access, { ...kept, login, passwordHash: await passwordHash(password) }), this.staff.stays(staff), ...session])
      return { login }
    })
  }

  beginSecondFactor({ staff }: ClerkCaller) {
    return again(async () => {
      const access = await this.access.of(staff.id)
      const secret = randomBytes(FACTOR_BYTES)
      const pendingFactor = this.personalData.sealText(staff.id, secret.toString('hex'))
      await commit(this.database, [...this.access.change(access, { ...begun(staff, access), pendingFactor }), this.staff.stays(staff)])
      return { otpauth: otpauth(secret, ISSUER, access?.login ?? staff.name) }
    })
  }

  confirmSecondFactor({ staff }: ClerkCaller, { secondFactor: code }: InputOf<typeof deskApi.confirmSecondFactor>) {
    return again(async () => {
      const access = await this.access.of(staff.id)
      if (access?.pendingFactor === undefined) {
        if (access?.secondFactor !== undefined && totp(this.secretOf(staff, access.secondFactor), access.lastStep ?? 0) === code) return { hasSecondFactor: true as const }
        throw new Refusal('second_factor_wrong')
      }
      const step = stepOf(this.secretOf(staff, access.pendingFactor), code, this.clock.now(), 0)
      if (step === undefined) throw new Refusal('second_factor_wrong')
      const { pendingFactor: secondFactor, ...kept } = access
      await commit(this.database, this.access.change(access, { ...kept, secondFactor, lastStep: step }))
      return { hasSecondFactor: true as const }
    })
  }

  /** The one-time password signs in once, within three days; then a password is set, or none is needed for who scans. */
  async reset({ staffId, login }: InputOf<typeof deskApi.resetAccess>) {
    const oneTimePassword = letters(randomBytes(ONE_TIME_CHARS), ONE_TIME_CHARS)
    const hash = await passwordHash(oneTimePassword)
    return again(async () => {
      const [staff, access] = [await this.staff.byId(staffId), await this.access.of(staffId)]
      if (staff === undefined || staff.removedAt !== undefined) throw new Refusal('not_found')
      const chosen = login ?? access?.login ?? `staff-${staffId.slice(-8).toLowerCase()}`
      const oneTimeUntil = instant(this.clock.now() + ONE_TIME_HOURS * 3_600_000)
      const { staffId: id, memberId, epoch } = withoutSessions(staff, access)
      await commit(this.database, [...this.access.change(access, { staffId: id, memberId, epoch, login: chosen, passwordHash: hash, oneTimeUntil }), this.staff.stays(staff)])
      await this.tries.forget(chosen)
      return { login: chosen, oneTimePassword }
    })
  }

  private async prove(access: Access, current: string | undefined): Promise<void> {
    if (current === undefined) throw new Refusal('desk_sign_in_wrong')
    const counted = await this.tries.count(access.login ?? access.staffId)
    if (!(await isPassword(current, access.passwordHash))) throw new Refusal('desk_sign_in_wrong')
    await this.tries.giveBack(counted)
  }

  private secretOf({ id }: StaffMember, sealed: string): Uint8Array {
    return Buffer.from(this.personalData.openText(id, sealed), 'hex')
  }
}

const begun = ({ id, memberId }: StaffMember, access: Access | undefined): Omit<Access, 'revision'> => access ?? { staffId: id, memberId, epoch: 0 }

/** The same access, in which every session so far has ended. */
const withoutSessions = (staff: StaffMember, access: Access | undefined): Omit<Access, 'revision'> => ({ ...begun(staff, access), epoch: begun(staff, access).epoch + 1 })
