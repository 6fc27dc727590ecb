import { keys, roster } from '../database/keys'
import type { Account } from '../../shared/points/account'
import { emptyAccount } from '../../shared/points/account'
import type { Entry } from '../../shared/points/entry'
import { applyAll, total } from '../../shared/points/ledger'
import type { MemberBooks } from './partition'
import { type Breach, told } from './breach'

/** Laws 1 to 4 for one member: sums, replay, numbers without a gap, nothing below zero; and the account's place in the roster. */
export function accountBreaches({ memberId, member, account, accountItem, entries }: MemberBooks): Breach[] {
  if (account === undefined) return member === undefined && entries.length === 0 ? [] : [told((say) => say.noAccount(memberId))]
  const list = entries.map(({ entry }) => entry)
  return [
    ...(member === undefined ? [told((say) => say.noMember(memberId))] : []),
    ...rosterBreaches(memberId, accountItem?.['roster']),
    ...sumBreaches(memberId, account, list),
    ...numberBreaches(memberId, account, entries),
    ...list.flatMap((entry) => partsBreaches(memberId, entry)),
    ...replayBreaches(memberId, account, list),
  ]
}

function rosterBreaches(memberId: string, has: unknown): Breach[] {
  const wants = roster.of(memberId)
  return has === wants ? [] : [told((say) => say.roster(memberId, String(has), wants))]
}

const places = ['available', 'pending', 'held'] as const

function sumBreaches(memberId: string, account: Account, entries: readonly Entry[]): Breach[] {
  const holds = account.available + account.pending + account.held - account.debt
  const sum = entries.reduce((points, entry) => points + entry.points, 0)
  const lots = places.flatMap((place) => Object.entries(account.lots[place]).map(([lot, points]) => [`${place} ${lot}`, points] as const))
  const numbers = [...places.map((place) => [place, account[place]] as const), ['debt', account.debt] as const, ...lots]
  return [
    ...(sum === holds ? [] : [told((say) => say.entrySum(memberId, sum, holds))]),
    ...places.filter((place) => account[place] !== total(account.lots[place])).map((place) => told((say) => say.total(memberId, place, account[place], total(account.lots[place])))),
    ...numbers.filter(([, value]) => !Number.isSafeInteger(value) || value < 0).map(([what, value]) => told((say) => say.negative(memberId, what, String(value)))),
  ]
}

/** The parts of an earn add up to what it earned. */
function partsBreaches(memberId: string, { type, number, points, parts = [] }: Entry): Breach[] {
  const sum = parts.reduce((all, part) => all + part.points, 0)
  return type !== 'earn' || sum === points ? [] : [told((say) => say.parts(memberId, number, sum, points))]
}

function numberBreaches(memberId: string, account: Account, entries: MemberBooks['entries']): Breach[] {
  const wrong = entries.findIndex(({ sk, entry }, place) => entry.number !== place + 1 || sk !== keys.entry(memberId, place + 1).sk)
  if (wrong >= 0) return [told((say) => say.gap(memberId, wrong + 1, `${entries[wrong]?.sk}`))]
  return account.version === entries.length ? [] : [told((say) => say.version(memberId, account.version, entries.length))]
}

/** Replays from zero, entry by entry, and compares the end with the stored account, byte for byte. */
function replayBreaches(memberId: string, account: Account, entries: readonly Entry[]): Breach[] {
  const breaches: Breach[] = []
  let current = emptyAccount
  for (const entry of entries) {
    try {
      const applied = applyAll(current, [entry])
      const made = applied.entries[0]
      if (made?.points !== entry.points) breaches.push(told((say) => say.entryPoints(memberId, entry.number, entry.points, made?.points ?? 0)))
      if (made?.available !== entry.available) breaches.push(told((say) => say.entryAvailable(memberId, entry.number, entry.available, made?.available ?? 0)))
      current = applied.account
    } catch (error) {
      return [...breaches, told((say) => say.notReplayable(memberId, entry.number, error instanceof Error ? error.message : String(error)))]
    }
  }
  const differing = accountParts.filter((part) => canonical(current[part]) !== canonical(account[part]))
  return differing.length === 0 ? breaches : [...breaches, told((say) => say.replay(memberId, differing.join(', ')))]
}

const accountParts = ['version', 'available', 'pending', 'held', 'debt', 'lots', 'runs', 'tallies', 'growth', 'marks', 'holds', 'tier'] as const

/** JSON with the keys of objects in order: DynamoDB keeps none. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part))
}

/** Natural keys: what may have one entry only. */
export function repeatedBreaches({ memberId, entries }: MemberBooks): Breach[] {
  const seen = new Map<string, { readonly what: Breach; readonly numbers: number[] }>()
  for (const { entry } of entries) {
    for (const what of naturalKeys(entry)) {
      const numbers = [...(seen.get(what.en)?.numbers ?? []), entry.number]
      seen.set(what.en, { what, numbers })
    }
  }
  return [...seen.values()].filter(({ numbers }) => numbers.length > 1).map(({ what, numbers }) => told((say, of) => say.twice(memberId, of(what), numbers.join(', '))))
}

function naturalKeys({ type, source, checkedInOn }: Entry): Breach[] {
  const day = checkedInOn === undefined ? [] : [told((say) => say.checkInDay(checkedInOn))]
  if (type !== 'earn') return day
  switch (source.kind) {
    case 'order':
      return [...day, told((say) => say.order(source.id))]
    case 'member':
      return [...day, told((say) => say.welcome)]
    case 'share':
      return [...day, told((say) => say.share(source.id))]
    case 'check_in':
    case 'voucher':
    case 'lot':
    case 'hold':
    case 'staff':
    case 'review':
      return day
    case 'event':
    case 'referral':
    case 'tier':
      return [...day, told(() => `${source.kind} ${source.id}`)]
  }
}
