import { Inject, Injectable } from '@nestjs/common'
import { MemberId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { Clock } from '../clock'
import { Secrets } from '../secrets'

/** A scan stays good this long for the call that follows it, so that a phone that lost its network can still send it. */
const VALID_MS = 12 * 3_600_000

/** Proof that this clerk has just scanned that code: what confirms a scan without scanning again. */
@Injectable()
export class Tickets {
  constructor(
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @param name the voucher's handle, or the member's card number */
  issue(kind: 'voucher' | 'member', staffId: string, memberId: string, name: string): string {
    return this.secrets.seal(`ticket ${kind}`, [staffId, memberId, name, (this.clock.now() + VALID_MS).toString(36)])
  }

  /** Refuses with `code_outdated` whatever is forged, another clerk's, or too old: scan again. */
  read(kind: 'voucher' | 'member', ticket: string, staffId: string): { memberId: MemberId; name: string } {
    const [owner, memberId, name, until] = this.secrets.unseal(`ticket ${kind}`, ticket) ?? []
    if (owner !== staffId || name === undefined || until === undefined || Number.parseInt(until, 36) <= this.clock.now()) throw new Refusal('code_outdated')
    return { memberId: MemberId.parse(memberId), name }
  }
}
