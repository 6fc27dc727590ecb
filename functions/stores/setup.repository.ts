import { createHash, randomBytes } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { StaffId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { letters } from '../../shared/api/signature'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get } from '../database/read'
import { type Write, commit } from '../database/write'

const CODE_CHARS = 20
const CODE_VALID_HOURS = 24

/** The code that makes the first owner: stored hashed, good for a day and one owner. */
@Injectable()
export class SetupRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** A new code, in groups of five; an older one no longer works. */
  async newCode(now: number): Promise<string> {
    const code = letters(randomBytes(CODE_CHARS), CODE_CHARS)
    const end = now + CODE_VALID_HOURS * 3_600_000
    await commit(this.database, [{ type: 'put', item: { ...keys.setupCode(), hash: hashOf(code), endsAt: end, ttl: Math.ceil(end / 1_000) } }])
    return code.replace(/.{5}(?=.)/g, '$&-')
  }

  /** Who was made the owner by a code before, whether they still are or not. */
  async firstOwner(): Promise<string | undefined> {
    const item = await get(this.database, keys.firstOwner())
    return item && String(item['staffId'])
  }

  /**
   * Uses the code up and notes the owner, instead of the one that was read. Of several at once one goes through.
   * Refuses with `owner_exists` or `setup_code_bad`.
   */
  use(code: string, staffId: StaffId, before: string | undefined, now: number): readonly Write[] {
    return [
      {
        type: 'put', item: { ...keys.firstOwner(), staffId }, otherwise: () => new Refusal('owner_exists'),
        ...(before === undefined ? { condition: 'attribute_not_exists(pk)' } : { condition: 'staffId = :before', values: { ':before': before } }),
      },
      {
        type: 'delete', key: keys.setupCode(), condition: '#hash = :hash AND endsAt > :now', names: { '#hash': 'hash' }, values: { ':hash': hashOf(code), ':now': now },
        otherwise: () => new Refusal('setup_code_bad'),
      },
    ]
  }
}

/** A code has a hundred random bits, so a plain hash cannot be guessed back. Read as people type it. */
const hashOf = (code: string): string => createHash('sha256').update(code.toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')).digest('base64url')
