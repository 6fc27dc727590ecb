import { Inject, Injectable } from '@nestjs/common'
import { instant, type Moment } from '../../shared/points/decide'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { range } from '../database/read'
import { stored } from '../database/stored'
import type { Write } from '../database/write'

/** Something that was not paid, and why. */
export interface Refused {
  readonly what: string
  readonly reasons: readonly string[]
  readonly at: string
}

const KEPT_SECONDS = 90 * 86_400
const SHOWN_MAX = 50

/** What was refused to members, kept for the staff whom they will ask. */
@Injectable()
export class RefusedRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  note(memberId: string, what: string, reasons: readonly string[], moment: Moment): Write {
    return { type: 'put', item: { ...keys.refused(memberId, what), what, reasons, at: instant(moment.now), ttl: Math.floor(moment.now / 1_000) + KEPT_SECONDS } }
  }

  async of(memberId: string): Promise<readonly Refused[]> {
    const { items } = await range(this.database, { pk: memberId, beginsWith: prefixes.refused, limit: SHOWN_MAX })
    return items.map((item) => stored<Refused>(item))
  }
}
