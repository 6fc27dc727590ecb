import { Inject, Injectable } from '@nestjs/common'
import type { StaffId } from '../../shared/api/ids'
import { maskedInput, targetOf } from '../../shared/stores/audit'
import type { NamedCall } from '../../shared/stores/roles'
import { type BusinessDay, dayOf } from '../../shared/time/day'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { type Key, keys, prefixes } from '../database/keys'
import { get, range } from '../database/read'
import { Remembered } from '../database/remembered'
import { stored } from '../database/stored'
import { type Write, commit, create, LostRace } from '../database/write'
import { Secrets } from '../secrets'

/** Something a member of staff did, as stored. It changes twice: its outcome is written, and its place in the chain. The name is kept only with the staff. */
export interface StoredDeed {
  readonly day: BusinessDay
  /** Sorts by time; one per deed. */
  readonly name: string
  readonly at: string
  readonly staffId: string
  readonly call: string
  readonly target?: string
  /** JSON, masked. */
  readonly input: string
  readonly requestId?: string
  /** `done`, the code of a refusal, or `unknown`. */
  readonly outcome?: string
  readonly endedAt?: string
  /** Its number in the chain of the day. */
  readonly link?: number
}

/** What is known before it is done. */
export interface Begun {
  readonly staffId: StaffId
  readonly named: NamedCall & { readonly call: { readonly path: `/${string}` } }
  readonly input: Readonly<Record<string, unknown>>
  readonly requestId: string
  readonly target?: string
}

const ZONE_REMEMBERED_MS = 60_000
const ZONE_DEFAULT = 'Asia/Shanghai'
const NAME_CHARS_MAX = 200

/** The audit trail: an item per deed, written before it is done and ended after, or with it in one transaction. Nobody else's item is touched. */
@Injectable()
export class AuditRepository {
  private readonly zone: Remembered<string>

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Secrets) private readonly secrets: Pick<Secrets, 'nonce'>,
  ) {
    this.zone = new Remembered(clock, ZONE_REMEMBERED_MS, async () => String((await get(database, keys.programme()))?.['timeZone'] ?? ZONE_DEFAULT))
  }

  /** Written before anything is done: what cannot be recorded is not done. */
  async begin(begun: Begun): Promise<StoredDeed> {
    const deed = await this.deedOf(begun)
    // Its name is of this deed only: what is there already is this very deed, whose answer got lost.
    await unlessThere([create({ ...keyOf(deed), ...deed })], this.database)
    return deed
  }

  /** A deed that is written together with what it records. */
  async done(begun: Begun): Promise<Write> {
    const deed = await this.deedOf(begun)
    return create({ ...keyOf(deed), ...deed, outcome: 'done', endedAt: deed.at })
  }

  /** Only the first end counts. */
  async end(deed: StoredDeed, outcome: string): Promise<void> {
    const endedAt = new Date(this.clock.now()).toISOString()
    await unlessThere([{ type: 'update', key: keyOf(deed), set: 'SET outcome = :outcome, endedAt = :at', condition: 'attribute_exists(pk) AND attribute_not_exists(outcome)', values: { ':outcome': outcome, ':at': endedAt } }], this.database)
  }

  /** A deed told by the item that it wrote; however often it is told, it is there once. */
  async told(deed: Omit<StoredDeed, 'name'>, natural: string): Promise<void> {
    const named = { ...deed, name: nameOf(deed.at, natural) }
    await unlessThere([create({ ...keyOf(named), ...named })], this.database)
  }

  today = async (): Promise<BusinessDay> => dayOf(this.clock.now(), await this.zone.get())

  /** Deeds of a day, newest first, read up to `limit` before filtering; `last` is where to go on from. */
  async ofDay(day: BusinessDay, after: string | undefined, limit: number, wanted: { readonly staffId?: string | undefined; readonly call?: string | undefined; readonly target?: string | undefined }) {
    const given = Object.entries(wanted).filter(([, value]) => value !== undefined)
    const filter = {
      expression: given.map(([name]) => `#${name} = :${name}`).join(' AND '),
      names: Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
      values: Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
    }
    const { items, last } = await range(this.database, {
      pk: keys.deed(day, '').pk, beginsWith: prefixes.deed, newestFirst: true, limit,
      ...(after === undefined ? {} : { after: prefixes.deed + after }), ...(given.length === 0 ? {} : { filter }),
    })
    return { deeds: items.map((item) => stored<StoredDeed>(item)), last: last?.slice(prefixes.deed.length) }
  }

  /** Deeds of a day from an instant on, oldest first. */
  async since(day: BusinessDay, at: string, after?: string): Promise<{ deeds: readonly StoredDeed[]; last: string | undefined }> {
    const { items, last } = await range(this.database, { pk: keys.deed(day, '').pk, beginsWith: prefixes.deed, after: prefixes.deed + (after ?? at) })
    return { deeds: items.map((item) => stored<StoredDeed>(item)), last: last?.slice(prefixes.deed.length) }
  }

  /** The latest day before this one that has a chain. */
  async dayBefore(day: BusinessDay): Promise<BusinessDay | undefined> {
    const { items } = await range(this.database, { pk: keys.chain('').pk, beginsWith: prefixes.day, after: prefixes.day + day, newestFirst: true, limit: 1 })
    return items[0] && String(items[0]['day'])
  }

  private async deedOf({ staffId, named, input, requestId, target = targetOf(named.call, input) }: Begun): Promise<StoredDeed> {
    const at = new Date(this.clock.now()).toISOString()
    const day = dayOf(this.clock.now(), await this.zone.get())
    return { day, name: nameOf(at, this.secrets.nonce()), at, staffId, call: named.name, input: maskedInput(input), requestId, ...(target === undefined ? {} : { target }) }
  }
}

const nameOf = (at: string, rest: string): string => `${at}#${rest}`.slice(0, NAME_CHARS_MAX)

const keyOf = ({ day, name }: StoredDeed): Key => keys.deed(day, name)

async function unlessThere(writes: readonly Write[], database: Database): Promise<void> {
  try {
    await commit(database, writes)
  } catch (error) {
    if (!(error instanceof LostRace)) throw error
  }
}
