import { addDays, addMonths, type BusinessDay, monthOf } from '../time/day'
import { type Account, type CheckInRun, emptyAccount, type Lots, type Marks, type Place, type Tally } from './account'
import type { Draft, Entry, Move, TallyMove } from './entry'

/** Growth older than this many months is forgotten; no window is longer. */
export const GROWTH_KEPT_MONTHS = 36

/** The account keeps check-in days from the month of this many days ago on; the calendar reaches as far back, in whole months. */
export const RUNS_KEPT_DAYS = 62

export interface Applied {
  readonly account: Account
  readonly entries: readonly Entry[]
}

/** Numbers drafts in order and applies them. Throws on a draft that would break the ledger: a bug, never a refusal. */
export function applyAll(account: Account, drafts: readonly Draft[]): Applied {
  const entries: Entry[] = []
  let current = account
  for (const draft of drafts) {
    const points = sum(draft.moves.map((move) => move.points)) - draft.debt
    const number = current.version + 1
    current = after(current, draft)
    entries.push({ ...draft, number, points, available: current.available })
  }
  return { account: current, entries }
}

/** The account that a list of entries adds up to, from zero. */
export function replay(entries: readonly Draft[]): Account {
  return entries.reduce(after, emptyAccount)
}

function after(account: Account, draft: Draft): Account {
  const lots = {
    available: moved(account.lots.available, draft.moves, 'available'),
    pending: moved(account.lots.pending, draft.moves, 'pending'),
    held: moved(account.lots.held, draft.moves, 'held'),
  }
  const debt = account.debt + draft.debt
  if (debt < 0) throw new Error(`ledger: debt would fall to ${debt}`)
  return {
    version: account.version + 1,
    available: total(lots.available),
    pending: total(lots.pending),
    held: total(lots.held),
    debt,
    lots,
    runs: checkedIn(account.runs, draft),
    tallies: (draft.tallies ?? []).reduce(withTally, account.tallies),
    growth: draft.growth === undefined ? account.growth : grown(account.growth, draft.growth, draft.day),
    marks: draft.marks === undefined ? account.marks : latest(account.marks, draft.marks),
    holds: draft.hold === undefined ? account.holds : withHold(account.holds, draft.hold),
    ...tierAfter(account, draft),
  }
}

const checkedIn = (runs: readonly CheckInRun[], { checkedInOn, calendar = [], day }: Draft): readonly CheckInRun[] =>
  [...calendar.flatMap(daysOf), ...(checkedInOn === undefined ? [] : [checkedInOn])].reduce((joined, one) => (has(joined, one) ? joined : withDay(joined, one, day)), runs)

const daysOf = ({ from, days }: CheckInRun): readonly BusinessDay[] => Array.from({ length: days }, (_, place) => addDays(from, place))

const has = (runs: readonly CheckInRun[], day: BusinessDay): boolean => runs.some(({ from, days }) => day >= from && day < addDays(from, days))

const tierAfter = (account: Account, draft: Draft): Pick<Account, 'tier'> => {
  const tier = draft.tier ?? account.tier
  return tier === undefined ? {} : { tier }
}

function grown(growth: Readonly<Record<string, number>>, moves: readonly { readonly month: string; readonly amount: number }[], day: BusinessDay): Readonly<Record<string, number>> {
  const oldest = monthOf(addMonths(day, -GROWTH_KEPT_MONTHS))
  const next: Record<string, number> = { ...growth }
  for (const { month, amount } of moves) next[month] = Math.max(0, (next[month] ?? 0) + amount)
  return Object.fromEntries(Object.entries(next).filter(([month, amount]) => month >= oldest && amount > 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function latest(marks: Marks, moved: Marks): Marks {
  const later = (before: BusinessDay | undefined, after: BusinessDay | undefined) => (before === undefined || (after !== undefined && after > before) ? after : before)
  const [purchase, active, activeUntil] = [later(marks.purchase, moved.purchase), later(marks.active, moved.active), later(marks.activeUntil, moved.activeUntil)]
  return { ...(purchase === undefined ? {} : { purchase }), ...(active === undefined ? {} : { active }), ...(activeUntil === undefined ? {} : { activeUntil }) }
}

function withHold(holds: Readonly<Record<string, string>>, { id, expiresAt }: { readonly id: string; readonly expiresAt?: string }): Readonly<Record<string, string>> {
  const { [id]: _ended, ...others } = holds
  return expiresAt === undefined ? others : { ...others, [id]: expiresAt }
}

function moved(lots: Lots, moves: readonly Move[], place: Place): Lots {
  const mine = moves.filter((move) => move.place === place)
  if (mine.length === 0) return lots
  const next: Record<string, number> = { ...lots }
  for (const { lot, points } of mine) {
    if (!Number.isSafeInteger(points)) throw new Error(`ledger: ${points} is not a whole number of points`)
    const left = (next[lot] ?? 0) + points
    if (left < 0) throw new Error(`ledger: lot ${place} ${lot} would fall to ${left}`)
    if (left === 0) delete next[lot]
    else next[lot] = left
  }
  return Object.fromEntries(Object.entries(next).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function withTally(tallies: Readonly<Record<string, Tally>>, move: TallyMove): Readonly<Record<string, Tally>> {
  const { [move.key]: before, ...others } = tallies
  const same = before?.period === move.period ? before : { points: 0, times: 0 }
  const times = same.times + move.times
  return times <= 0 ? others : { ...others, [move.key]: { period: move.period, points: same.points + move.points, times } }
}

/** Puts a day into the runs, joining neighbours, and drops runs that ended long before `today`. */
export function withDay(runs: readonly CheckInRun[], day: BusinessDay, today: BusinessDay): readonly CheckInRun[] {
  const before = runs.find((run) => addDays(run.from, run.days) === day)
  const behind = runs.find((run) => run.from === addDays(day, 1))
  const joined = { from: before?.from ?? day, days: (before?.days ?? 0) + 1 + (behind?.days ?? 0) }
  const oldest = `${monthOf(addDays(today, -RUNS_KEPT_DAYS))}-01`
  return [...runs.filter((run) => run !== before && run !== behind), joined]
    .filter((run) => addDays(run.from, run.days - 1) >= oldest)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

export const total = (lots: Lots): number => sum(Object.values(lots))

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
