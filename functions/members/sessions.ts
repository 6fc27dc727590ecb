import { Inject, Injectable } from '@nestjs/common'
import { jwtVerify, SignJWT } from 'jose'
import { MemberId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { Tokens } from '../../shared/members/members.api'
import { instant } from '../../shared/points/decide'
import { Clock } from '../clock'
import { SETTINGS, type Settings } from '../settings.provider'

const ISSUER = 'dianjin'
const TOKEN_SECONDS = 30 * 60
const RENEWAL_SECONDS = 30 * 24 * 3_600

export interface Session {
  readonly memberId: MemberId
  readonly cardNo: string
}

/**
 * Session tokens, signed with HS256: a short one for calls, read without the database, and a long one that only renews. `epoch` is kept
 * with the member; raising it ends every session as soon as its short token runs out.
 */
@Injectable()
export class Sessions {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async issue(session: Session, epoch: number): Promise<Tokens> {
    const now = this.clock.now()
    return {
      token: await this.sign('session', session, epoch, now, TOKEN_SECONDS),
      expiresAt: instant(now + TOKEN_SECONDS * 1_000),
      renewal: await this.sign('renewal', session, epoch, now, RENEWAL_SECONDS),
      renewalExpiresAt: instant(now + RENEWAL_SECONDS * 1_000),
    }
  }

  /** Reads a session token. Refuses with `signed_out` whatever is forged, foreign, expired or of another kind. */
  async read(token: string): Promise<Session> {
    const { memberId, cardNo } = await this.verify(token, 'session')
    return { memberId, cardNo }
  }

  async readRenewal(token: string): Promise<Session & { epoch: number }> {
    return this.verify(token, 'renewal')
  }

  private sign(audience: string, session: Session, epoch: number, now: number, seconds: number): Promise<string> {
    const issuedAt = Math.floor(now / 1_000)
    return new SignJWT({ card: session.cardNo, epoch })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setSubject(session.memberId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + seconds)
      .sign(this.settings.sessionKey)
  }

  private async verify(token: string, audience: string): Promise<Session & { epoch: number }> {
    try {
      const { payload } = await jwtVerify(token, this.settings.sessionKey, { algorithms: ['HS256'], issuer: ISSUER, audience, currentDate: new Date(this.clock.now()) })
      const memberId = MemberId.parse(payload.sub)
      return { memberId, cardNo: String(payload['card']), epoch: Number(payload['epoch']) }
    } catch {
      throw new Refusal('signed_out')
    }
  }
}
