import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { MemberId, StaffId } from '../../shared/api/ids'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get } from '../database/read'
import { stored } from '../database/stored'
import { type Write, again, commit, create } from '../database/write'

const ID_BYTES = 16
const SECRET_BYTES = 32
/** A confirmed code waits so long for its browser to ask. */
const TAKEN_WITHIN_MS = 60_000

/** A QR code at a desk: drawn by a browser that knows the secret, confirmed by a phone, taken once. */
export interface Scan {
  readonly scanId: string
  readonly secretHash: string
  readonly state: 'waiting' | 'confirmed' | 'taken'
  /** Milliseconds since 1970. */
  readonly endsAt: number
  readonly staffId?: StaffId
  readonly memberId?: MemberId
}

@Injectable()
export class ScansRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  begin(endsAt: number): Promise<{ scanId: string; secret: string }> {
    return again(async () => {
      const [scanId, secret] = [randomBytes(ID_BYTES).toString('base64url'), randomBytes(SECRET_BYTES).toString('base64url')]
      const scan: Scan = { scanId, secretHash: hashOf(secret), state: 'waiting', endsAt }
      await commit(this.database, [create({ ...keys.scan(scanId), ...scan, ttl: Math.ceil((endsAt + TAKEN_WITHIN_MS) / 1_000) })])
      return { scanId, secret }
    })
  }

  async byId(scanId: string): Promise<Scan | undefined> {
    const item = await get(this.database, keys.scan(scanId))
    return item && stored<Scan>(item)
  }

  isSecretOf({ secretHash }: Scan, secret: string): boolean {
    return timingSafeEqual(Buffer.from(secretHash), Buffer.from(hashOf(secret)))
  }

  /** The first who confirms in time; a failed condition is a lost race. */
  async confirm({ scanId }: Scan, staff: { readonly id: StaffId; readonly memberId: MemberId }, now: number): Promise<void> {
    await commit(this.database, [{
      type: 'update', key: keys.scan(scanId), set: 'SET #state = :confirmed, staffId = :staff, memberId = :member, endsAt = :end',
      condition: '#state = :waiting AND endsAt > :now', names: { '#state': 'state' },
      values: { ':confirmed': 'confirmed', ':waiting': 'waiting', ':staff': staff.id, ':member': staff.memberId, ':now': now, ':end': now + TAKEN_WITHIN_MS },
    }])
  }

  /** The session it stands for is given out, once. */
  take({ scanId }: Scan, now: number): Write {
    return {
      type: 'update', key: keys.scan(scanId), set: 'SET #state = :taken', condition: '#state = :confirmed AND endsAt > :now',
      names: { '#state': 'state' }, values: { ':taken': 'taken', ':confirmed': 'confirmed', ':now': now },
    }
  }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
