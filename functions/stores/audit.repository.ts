import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { Inject, Injectable } from '@nestjs/common'
import type { StaffId } from '../../shared/api/ids'
import type { SortOrder } from '../../shared/api/page'
import { type Change, maskedInput, targetOf } from '../../shared/stores/audit'
import type { NamedCall } from '../../shared/stores/roles'
import { addDays, type BusinessDay, dayOf, startOfDay } from '../../shared/time/day'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { deeds, type Key, keys, prefixes } from '../database/keys'
import { get, getAll, type Item, range, reached } from '../database/read'
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
  /** JSON: what it changed, place by place. */
  readonly change?: string
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

/** Which deeds are asked for: about a thing, of a person, of a call, between two instants, behind a name. */
export interface Wanted {
  readonly target?: string | undefined
  readonly staffId?: string | undefined
  readonly call?: string | undefined
  readonly from?: string | undefined
  readonly before?: string | undefined
  readonly order: SortOrder
  readonly after?: string | undefined
  readonly limit: number
}

/** So many are looked at in one request where not each is wanted. */
const FILTERED_AT_ONCE = 600
const ABOUT_AT_ONCE = 100
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
    await unlessThere([create(itemOf(deed))], this.database)
    return deed
  }

  /** A deed that is written together with what it records. */
  async done(begun: Begun): Promise<Write> {
    const deed = await this.deedOf(begun)
    return create(itemOf({ ...deed, outcome: 'done', endedAt: deed.at }))
  }

  /** Only the first end counts. */
  async end(deed: StoredDeed, outcome: string, change?: Change): Promise<void> {
    const endedAt = new Date(this.clock.now()).toISOString()
    const also = change === undefined ? { set: '', values: {} } : { set: ', change = :change', values: { ':change': JSON.stringify(change) } }
    await unlessThere([{ type: 'update', key: keyOf(deed), set: `SET outcome = :outcome, endedAt = :at${also.set}`, condition: 'attribute_exists(pk) AND attribute_not_exists(outcome)', values: { ':outcome': outcome, ':at': endedAt, ...also.values } }], this.database)
  }

  /** A deed told by the item that it wrote; however often it is told, it is there once. */
  async told(deed: Omit<StoredDeed, 'name'>, natural: string): Promise<void> {
    const named = { ...deed, name: nameOf(deed.at, natural) }
    await unlessThere([create(itemOf(named))], this.database)
  }

  /** The first instant of a business day, and that of the day after, as texts that sort with the names of deeds. */
  async bounds(from: BusinessDay | undefined, to: BusinessDay | undefined): Promise<{ from?: string; before?: string }> {
    const zone = await this.zone.get()
    const at = (instant: number) => new Date(instant).toISOString()
    return { ...(from === undefined ? {} : { from: at(startOfDay(from, zone)) }), ...(to === undefined ? {} : { before: at(startOfDay(addDays(to, 1), zone)) }) }
  }

  /** The business day of an instant; of now, if none is given. */
  async dayAt(instant = this.clock.now()): Promise<BusinessDay> {
    return dayOf(instant, await this.zone.get())
  }

  /** Deeds between two instants, from either end, as far as one request for their names and one for the deeds go; `last` is the name to go on behind. */
  async trail({ target, order, after, from = '0', before = '9', ...exactly }: Wanted): Promise<{ deeds: readonly StoredDeed[]; last: string | undefined }> {
    const [low, high] = order === 'newest' ? [from, after ?? before] : [after ?? from, before]
    if (low > high) return { deeds: [], last: undefined }
    const given = Object.entries(exactly).filter(([name, value]) => value !== undefined && name !== 'limit')
    const isFiltered = given.length > 0
    const reply = await reached(() =>
      this.database.documents.send(
        new QueryCommand({
          TableName: this.database.table,
          IndexName: deeds.index,
          KeyConditionExpression: 'deedsOf = :of AND deedsAt BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':of': target === undefined ? deeds.trail : deeds.about(target), ':from': low, ':to': high, ...(target === undefined ? Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])) : {}) },
          ...(isFiltered && target === undefined ? { FilterExpression: given.map(([name]) => `#${name} = :${name}`).join(' AND '), ExpressionAttributeNames: Object.fromEntries(given.map(([name]) => [`#${name}`, name])) } : {}),
          // The one behind which to go on comes again, and one more tells whether there are more.
          Limit: target !== undefined ? ABOUT_AT_ONCE : isFiltered ? FILTERED_AT_ONCE : exactly.limit + 2,
          ScanIndexForward: order === 'oldest',
        }),
      ),
    )
    const last = reply.LastEvaluatedKey?.['deedsAt']
    const items = target === undefined ? (reply.Items ?? []) : await this.deedsOf(reply.Items ?? [])
    const found = items.map((item) => stored<StoredDeed>(item)).filter((deed) => deed.name !== after && given.every(([name, value]) => Reflect.get(deed, name) === value))
    return { deeds: found, last: typeof last === 'string' ? last : undefined }
  }

  /** The deeds that links name, in their order. */
  private async deedsOf(links: readonly Item[]): Promise<readonly Item[]> {
    const found = await getAll(this.database, links.map(({ pk, deed }) => ({ pk: String(pk), sk: prefixes.deed + String(deed) })))
    return found.flatMap((item) => (item === undefined ? [] : [item]))
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
    const day = await this.dayAt()
    return { day, name: nameOf(at, this.secrets.nonce()), at, staffId, call: named.name, input: maskedInput(input), requestId, ...(target === undefined ? {} : { target }) }
  }
}

const nameOf = (at: string, rest: string): string => `${at}#${rest}`.slice(0, NAME_CHARS_MAX)

/** In the index of deeds it stands under all of them; its link, under what it was about. */
const itemOf = (deed: StoredDeed) => ({ ...keyOf(deed), ...deed, deedsOf: deeds.trail, deedsAt: deed.name })

const keyOf = ({ day, name }: StoredDeed): Key => keys.deed(day, name)

async function unlessThere(writes: readonly Write[], database: Database): Promise<void> {
  try {
    await commit(database, writes)
  } catch (error) {
    if (!(error instanceof LostRace)) throw error
  }
}
