import { Inject, Injectable } from '@nestjs/common'
import type { Account } from '../../shared/points/account'
import { emptyAccount } from '../../shared/points/account'
import { type Moment, due } from '../../shared/points/decide'
import type { Draft, Entry } from '../../shared/points/entry'
import { applyAll } from '../../shared/points/ledger'
import { calendarSteps, tierSteps } from '../../shared/tiers/standing'
import type { TierTerms } from '../../shared/tiers/terms'
import { type BusinessDay, dayOf, lastDayBefore } from '../../shared/time/day'
import { refundVoucher } from '../../shared/vouchers/exchange'
import type { Voucher } from '../../shared/vouchers/voucher'
import type { SortOrder } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import { Database } from '../database/client'
import { keys, prefixes, roster } from '../database/keys'
import { type Item, get, range } from '../database/read'
import { stored } from '../database/stored'
import { type Write, create } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import { lapsedWrite } from '../vouchers/voucher.items'

/** At most so many lapsed vouchers are settled with one write; the rest follow with the next. */
const LAPSED_VOUCHERS_MAX = 20
/** A look for entries of one type reads so many stretches of up to a megabyte each. */
const LOOKS_MAX = 3

/**
 * An account as of a moment: what is stored, and `due`, what the calendar has made of its points and its tier since. Every write of
 * the account carries `due` along, so that reads and writes agree whether or not a job has run.
 */
export interface OpenAccount {
  readonly memberId: string
  readonly stored: Account
  readonly now: Account
  readonly due: readonly Draft[]
  readonly dueWrites: readonly Write[]
  /** The last day that all open vouchers are good for; never later than the true one. */
  readonly vouchersDueOn: BusinessDay | undefined
  readonly isClosed: boolean
  /** The member that this one goes on as; the account is closed then. */
  readonly mergedInto: string | undefined
  /** Members that were merged into this one; their vouchers lapse and end for this account. */
  readonly absorbed: readonly string[]
  /** By which tiers follow the growth of a write. */
  readonly ladder: Ladder
  /** How often unfinished payments of this account were fenced out; compared with every write. */
  readonly stirred: number
}

/** Entries from either end, the newest first unless asked otherwise, behind the one of this number. */
interface WantedEntries {
  readonly order?: SortOrder
  readonly behind?: number | undefined
  readonly limit: number
}

interface Ladder {
  readonly terms: TierTerms | undefined
  readonly joinedOn: BusinessDay
  readonly moment: Moment
}

/** What booking drafts would write; `entries` are theirs, `made` also those that were due before. */
export interface Booked {
  readonly writes: readonly Write[]
  readonly entries: readonly Entry[]
  readonly made: readonly Entry[]
  readonly account: Account
}

interface AccountItem extends Account {
  readonly vouchersDueOn?: BusinessDay
  readonly closed?: true
  readonly stirred?: number
  /** The member that this one was merged into: closed, too. */
  readonly mergedInto?: string
  /** Members that were merged into this one, whose vouchers lie with them. */
  readonly absorbed?: readonly string[]
}

/** What a write changes of the account's item beside the account. */
interface Change {
  readonly vouchersDueOn?: BusinessDay | undefined
  readonly mergedInto?: string
  readonly absorbed?: readonly string[]
}

@Injectable()
export class PointsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ProgrammeRepository) private readonly programmes: Pick<ProgrammeRepository, 'now'>,
  ) {}

  /** Reads an account and brings it up to the moment. */
  async open(memberId: string, moment: Moment): Promise<OpenAccount> {
    return this.openFrom(memberId, await get(this.database, keys.account(memberId)), moment)
  }

  /** The same for the member who asks. Refuses with `account_closed` once the account has been erased. */
  async openLiving(memberId: string, moment: Moment): Promise<OpenAccount> {
    const open = await this.open(memberId, moment)
    if (open.isClosed) throw closedFor(open)
    return open
  }

  /** The same for staff, who also read what a member was before they were merged into another. */
  async openReadable(memberId: string, moment: Moment): Promise<OpenAccount> {
    const open = await this.open(memberId, moment)
    if (open.isClosed && open.mergedInto === undefined) throw new Refusal('account_closed')
    return open
  }

  /** The same of the member that this one, merged since, goes on as. */
  async openHeir(memberId: string, moment: Moment): Promise<OpenAccount> {
    const open = await this.open(memberId, moment)
    return open.mergedInto === undefined ? open : this.openHeir(open.mergedInto, moment)
  }

  /** The same from an item that a batch has already read. */
  async openFrom(memberId: string, item: Item | undefined, moment: Moment): Promise<OpenAccount> {
    const { vouchersDueOn, closed, stirred = 0, mergedInto, absorbed = [], ...rest }: AccountItem = item === undefined ? emptyAccount : stored<AccountItem>(item)
    const account = accountOf(rest)
    const ladder = await this.ladderOf(memberId, moment)
    const ripe = calendarSteps(account, ladder.terms, ladder.joinedOn, moment)
    const settled = applyAll(account, ripe).account
    const base = { memberId, stored: account, isClosed: closed === true, mergedInto, absorbed, ladder, stirred }
    if (vouchersDueOn === undefined || vouchersDueOn >= moment.today) return { ...base, now: settled, due: ripe, dueWrites: [], vouchersDueOn }
    return { ...base, ...(await this.settleVouchers([memberId, ...absorbed], settled, ripe, moment)) }
  }

  /** Whether a member, merged since, goes on as this other one. */
  async goesOnAs(memberId: string, otherId: string, moment: Moment): Promise<boolean> {
    return (await this.openHeir(memberId, moment)).memberId === otherId
  }

  /** The tiers of the terms in force. The day a member joined on is read only where the year of membership decides. */
  private async ladderOf(memberId: string, moment: Moment): Promise<Ladder> {
    const terms = (await this.programmes.now()).programme.tiers
    const joinedAt = terms?.window.type === 'membership_year' ? (await get(this.database, keys.member(memberId)))?.['joinedAt'] : undefined
    return { terms, moment, joinedOn: typeof joinedAt === 'string' ? dayOf(Date.parse(joinedAt), moment.timeZone) : moment.today }
  }

  /** Lapses vouchers whose time is over and gives back the points of those whose terms say so. */
  private async settleVouchers(memberIds: readonly string[], settled: Account, ripe: readonly Draft[], moment: Moment) {
    const found = await Promise.all(memberIds.map((pk) => range(this.database, { pk, beginsWith: prefixes.voucher })))
    const open = found.flatMap(({ items }) => items).map((item) => stored<Voucher>(item)).filter((voucher) => voucher.state === 'issued')
    const lapsed = open.filter((voucher) => Date.parse(voucher.expiresAt) <= moment.now).slice(0, LAPSED_VOUCHERS_MAX)
    let current = settled
    const drafts: Draft[] = []
    for (const voucher of lapsed.filter((one) => one.refundOnExpiry)) {
      const refund = aboutMember(voucher.memberId, memberIds[0], refundVoucher(current, voucher, 'expired', `lapse.${voucher.id}`, moment))
      const again = due(applyAll(current, [refund]).account, moment)
      current = applyAll(current, [refund, ...again]).account
      drafts.push(refund, ...again)
    }
    const left = open.filter((voucher) => !lapsed.includes(voucher)).map((voucher) => voucher.expiresAt).sort()[0]
    return {
      now: current,
      due: [...ripe, ...drafts],
      dueWrites: lapsed.map((voucher) => lapsedWrite(voucher, moment)),
      vouchersDueOn: left === undefined ? undefined : lastDayBefore(Date.parse(left), moment.timeZone),
    }
  }

  /** The writes that book drafts on an account, and the tier their growth reaches: its new state on the condition that nobody else wrote, and one entry each. */
  book(open: OpenAccount, drafts: readonly Draft[], change: Change = {}): Booked {
    if (open.isClosed) throw closedFor(open)
    const { terms, joinedOn, moment } = open.ladder
    const reached = change.mergedInto === undefined ? tierSteps(applyAll(open.now, drafts).account, terms, joinedOn, moment) : []
    const { account, entries } = applyAll(open.stored, [...open.due, ...drafts, ...reached])
    const dueDays = [open.vouchersDueOn, change.vouchersDueOn].filter((day) => day !== undefined).sort()
    const absorbed = change.absorbed ?? open.absorbed
    const beside = {
      ...(dueDays[0] === undefined ? {} : { vouchersDueOn: dueDays[0] }),
      ...(open.stirred === 0 ? {} : { stirred: open.stirred }),
      ...(absorbed.length === 0 ? {} : { absorbed }),
      ...(change.mergedInto === undefined ? {} : { mergedInto: change.mergedInto, closed: true, closedOn: moment.today }),
    }
    const item = { ...keys.account(open.memberId), roster: roster.of(open.memberId), ...account, ...beside }
    const isNew = open.stored.version === 0
    const write: Write = {
      type: 'put',
      item,
      condition: `${isNew ? '(attribute_not_exists(pk) OR version = :version)' : 'version = :version'} AND attribute_not_exists(closed) AND ${open.stirred === 0 ? 'attribute_not_exists(stirred)' : 'stirred = :stirred'}`,
      values: { ':version': open.stored.version, ...(open.stirred === 0 ? {} : { ':stirred': open.stirred }) },
      // Who was merged meanwhile is read again, and looked for where they went on.
      otherwise: (old) => (old?.['closed'] === true && old['mergedInto'] === undefined ? new Refusal('account_closed') : undefined),
    }
    const entryWrites = entries.map((entry) => create({ ...keys.entry(open.memberId, entry.number), ...entry }))
    return { writes: [write, ...entryWrites, ...open.dueWrites], entries: entries.slice(open.due.length), made: entries, account }
  }

  /** Closes an account for good, on a day: no entry after this one. With `version`, only while it is at that version. */
  close(memberId: string, day: BusinessDay, version?: number): Write {
    const condition = version === undefined ? 'attribute_exists(pk)' : 'version = :version AND attribute_not_exists(closed)'
    return { type: 'update', key: keys.account(memberId), set: 'SET closed = :yes, closedOn = :day', condition, values: { ':yes': true, ':day': day, ...(version === undefined ? {} : { ':version': version }) } }
  }

  /** Fences out every write of an account that was decided before now. */
  stir(memberId: string): Write {
    return { type: 'update', key: keys.account(memberId), set: 'ADD stirred :one', condition: 'attribute_exists(pk)', values: { ':one': 1 } }
  }

  /** Entries oldest first, behind the entry `after`. */
  async entriesAfter(memberId: string, after: number, limit: number): Promise<readonly Entry[]> {
    const { items } = await range(this.database, { pk: memberId, beginsWith: prefixes.entry, after: keys.entry(memberId, after).sk, limit })
    return items.map(entryOf)
  }

  /** Entries of a type; with them where to go on, if there may be more. */
  async entriesOfType(memberId: string, type: Entry['type'], { order = 'newest', behind, limit }: WantedEntries): Promise<{ entries: readonly Entry[]; last: number | undefined }> {
    const filter = { expression: '#type = :type', names: { '#type': 'type' }, values: { ':type': type } }
    const found: Entry[] = []
    let after = behind === undefined ? undefined : keys.entry(memberId, behind).sk
    for (let look = 0; look < LOOKS_MAX && found.length < limit; look++) {
      const { items, last } = await range(this.database, { pk: memberId, beginsWith: prefixes.entry, after, newestFirst: order === 'newest', filter })
      found.push(...items.map(entryOf))
      after = last
      if (last === undefined) break
    }
    const page = found.slice(0, limit)
    const goOn = found.length > limit ? page.at(-1)?.number : after === undefined ? undefined : Number(after.slice(prefixes.entry.length))
    return { entries: page, last: goOn }
  }

  async entries(memberId: string, { order = 'newest', behind, limit }: WantedEntries): Promise<{ entries: readonly Entry[]; isLast: boolean }> {
    const after = behind === undefined ? undefined : keys.entry(memberId, behind).sk
    const { items, last } = await range(this.database, { pk: memberId, beginsWith: prefixes.entry, after, limit, newestFirst: order === 'newest' })
    return { entries: items.map(entryOf), isLast: last === undefined }
  }
}

/** Why nothing is booked on a closed account: who was merged signs in again, and is the other member then. */
const closedFor = ({ mergedInto }: OpenAccount): Refusal => new Refusal(mergedInto === undefined ? 'account_closed' : 'signed_out')

/** A draft with whose thing it is about, where that is a member merged into the account's own since. */
export const aboutMember = (ownerId: string, accountId: string | undefined, draft: Draft): Draft => (ownerId === accountId ? draft : { ...draft, of: ownerId })

/** An account without its keys. */
export function accountOf(item: Account): Account {
  const { version, available, pending, held, debt, lots, runs, tallies, growth = {}, marks = {}, holds = {}, tier } = item
  return { version, available, pending, held, debt, lots, runs, tallies, growth, marks, holds, ...(tier === undefined ? {} : { tier }) }
}

export function entryOf(item: Item): Entry {
  const { pk: _pk, sk: _sk, ...entry } = item
  return stored<Entry>(entry)
}
