import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { instant } from '../../shared/points/decide'
import type { deskApi } from '../../shared/stores/desk.api'
import { scanCode } from '../../shared/stores/scan-code'
import { Clock } from '../clock'
import { again, LostRace } from '../database/write'
import type { ClerkCaller } from '../http/request'
import { AccessRepository } from './access.repository'
import { DeskDoor } from './desk-door'
import { type Scan, ScansRepository } from './scans.repository'
import { StaffRepository } from './staff.repository'

const SCAN_VALID_MS = 60_000

/** Signing in by a QR code that the phone of a member of staff scans. */
@Injectable()
export class ScansService {
  constructor(
    @Inject(ScansRepository) private readonly scans: ScansRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(AccessRepository) private readonly access: AccessRepository,
    @Inject(DeskDoor) private readonly door: DeskDoor,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async begin() {
    const endsAt = this.clock.now() + SCAN_VALID_MS
    const { scanId, secret } = await this.scans.begin(endsAt)
    return { scanId, secret, code: scanCode(scanId), expiresAt: instant(endsAt) }
  }

  /** Of several browsers that ask at once, one gets the session; a lost answer means scanning again. */
  async state({ scanId, secret }: InputOf<typeof deskApi.scanState>, requestId: string) {
    const scan = await this.scans.byId(scanId)
    if (scan === undefined || !this.scans.isSecretOf(scan, secret)) throw new Refusal('not_found')
    if (scan.state === 'taken') return { state: 'confirmed' as const, session: null }
    if (scan.endsAt <= this.clock.now()) return { state: 'expired' as const, session: null }
    if (scan.state === 'waiting') return { state: 'waiting' as const, session: null }
    return this.taken(scan, requestId)
  }

  private async taken(scan: Scan, requestId: string) {
    const staff = await this.staff.ofMember(scan.memberId ?? '')
    if (staff?.id !== scan.staffId || staff === undefined || staff.removedAt !== undefined) return { state: 'expired' as const, session: null }
    const epoch = (await this.access.of(staff.id))?.epoch ?? 0
    try {
      return { state: 'confirmed' as const, session: await this.door.letIn({ staff, epoch, by: 'scanState', requestId }, [this.scans.take(scan, this.clock.now())]) }
    } catch (error) {
      if (error instanceof LostRace) return { state: 'confirmed' as const, session: null }
      throw error
    }
  }

  /** Only from a phone: a session at a desk cannot beget another. Confirming again after a lost answer is confirmed. */
  confirm({ staff, desk }: ClerkCaller, { scanId }: InputOf<typeof deskApi.confirmScan>) {
    return again(async () => {
      const scan = await this.scans.byId(scanId)
      if (scan === undefined) throw new Refusal('not_found')
      if (desk !== undefined) throw new Refusal('not_allowed')
      if (scan.state !== 'waiting' && scan.staffId === staff.id) return { confirmed: true as const }
      const now = this.clock.now()
      if (scan.state !== 'waiting' || scan.endsAt <= now) throw new Refusal('scan_expired')
      await this.scans.confirm(scan, staff, now)
      return { confirmed: true as const }
    })
  }
}
