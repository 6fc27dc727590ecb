import { createHash, randomBytes } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { MemberId, StaffId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get, getAll } from '../database/read'
import { stored } from '../database/stored'
import { type Write, create } from '../database/write'
import { AccessRepository } from './access.repository'
import { type StaffMember, StaffRepository } from './staff.repository'

const SESSION_HOURS = 12
const TOKEN_BYTES = 32
const PREFIX = 'desk_'

/** A session at a desk as stored; the token itself is nowhere. */
export interface DeskSession {
  readonly hash: string
  readonly staffId: StaffId
  readonly memberId: MemberId
  /** That of the access when it began; another one there ends it. */
  readonly epoch: number
  readonly expiresAt: string
}

/** Opaque tokens, good for twelve hours or until they are revoked, which holds from the next call on. */
@Injectable()
export class DeskSessionsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(AccessRepository) private readonly access: AccessRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  isToken(token: string): boolean {
    return token.startsWith(PREFIX)
  }

  /** A new session, to be written with whatever allowed it. */
  open(staff: StaffMember, epoch: number): { token: string; expiresAt: string; write: Write } {
    const token = PREFIX + randomBytes(TOKEN_BYTES).toString('base64url')
    const end = this.clock.now() + SESSION_HOURS * 3_600_000
    const session: DeskSession = { hash: hashOf(token), staffId: staff.id, memberId: staff.memberId, epoch, expiresAt: new Date(end).toISOString() }
    return { token, expiresAt: session.expiresAt, write: create({ ...keys.deskSession(session.hash), ...session, ttl: Math.ceil(end / 1_000) }) }
  }

  /** The session and who it is of, in two requests. Refuses with `signed_out` what is unknown, expired or revoked, with `staff_removed` who has left. */
  async read(token: string): Promise<{ session: DeskSession; staff: StaffMember }> {
    const item = await get(this.database, keys.deskSession(hashOf(token)))
    const session = item && stored<DeskSession>(item)
    if (session === undefined || session.expiresAt <= new Date(this.clock.now()).toISOString()) throw new Refusal('signed_out')
    const [staffItem, accessItem] = await getAll(this.database, [keys.staff(session.memberId), keys.access(session.staffId)])
    const staff = this.staff.read(staffItem)
    if (staff?.id !== session.staffId || staff.removedAt !== undefined) throw new Refusal('staff_removed')
    if ((this.access.read(accessItem)?.epoch ?? 0) !== session.epoch) throw new Refusal('signed_out')
    return { session, staff }
  }

  /** The session goes on although the others end. */
  keep({ hash, epoch }: DeskSession, next: number): Write {
    return { type: 'update', key: keys.deskSession(hash), set: 'SET epoch = :next', condition: 'epoch = :epoch', values: { ':next': next, ':epoch': epoch }, otherwise: () => new Refusal('signed_out') }
  }

  end({ hash }: DeskSession): Write {
    return { type: 'delete', key: keys.deskSession(hash) }
  }
}

/** A token is 32 random bytes, so a plain hash cannot be guessed back. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
