import { Refusal } from '../api/refusal'
import type { Account, CheckInRun } from '../points/account'
import { capped, capTallies } from '../points/caps'
import { type About, type Moment, earn, spend } from '../points/decide'
import type { BudgetsTaken, Draft } from '../points/entry'
import { applyAll, RUNS_KEPT_DAYS, withDay } from '../points/ledger'
import { wordedBoth } from '../api/points-words'
import { addDays, type BusinessDay, daysBetween, endOfMonth, monthOf } from '../time/day'
import type { CheckInMonth } from './earning.api'
import { type Award, award, awardDraft, type Question } from './award'
import { expiresOn } from './expiry'
import { checkInTerms, type Programme, rulesOf } from './programme'
import { checkIn as rule, stepBonus } from './rules/check-in'

/** The days in a row that end today, or yesterday when today is still open. */
export function streakOf(runs: readonly CheckInRun[], today: BusinessDay): number {
  const last = runs.at(-1)
  if (!last) return 0
  const end = addDays(last.from, last.days - 1)
  return end === today || end === addDays(today, -1) ? last.days : 0
}

export function isCheckedIn(runs: readonly CheckInRun[], day: BusinessDay): boolean {
  return runs.some((run) => run.from <= day && day < addDays(run.from, run.days))
}

/** The entry of a check-in whose award has been decided. */
export function checkInDraft(question: Pick<Question, 'account' | 'programme' | 'doubts' | 'moment'>, paid: Award, done: { day: BusinessDay; streak: number; operationId: string }, budgets?: BudgetsTaken): Draft {
  const { day, streak, operationId } = done
  return awardDraft(question.account, paid, question, {
    source: { kind: 'check_in', id: day },
    checkedInOn: day,
    operationId,
    ...(budgets === undefined ? {} : { budgets }),
    facts: { streak, bonus: stepBonus(checkInTerms(question.programme), streak) },
  })
}

/**
 * Checks a member in for the business day of `moment`, once.
 * @param day the day the member's page shows; another day than today is a stale page and refused
 */
export function checkIn(question: Omit<Question, 'event'>, day: BusinessDay, operationId: string): Draft {
  const { streak } = nextStreak(question.account, day, question.moment)
  return checkInDraft(question, award({ ...question, event: { type: 'checked_in', streak } }), { day, streak, operationId })
}

/** The streak that checking in for a day makes. Refuses a day that is done or not today. */
export function nextStreak(account: Account, day: BusinessDay, moment: Moment): { streak: number } {
  if (isCheckedIn(account.runs, day)) throw new Refusal('already_checked_in')
  if (day !== moment.today) throw new Refusal('check_in_day_passed', { today: moment.today })
  return { streak: streakOf(withDay(account.runs, day, day), day) }
}

/**
 * Buys a missed day back and repairs the streak. The day itself earns nothing; steps of the repaired streak that were
 * not paid before are paid now. One entry for the price, and one for the steps where there are any.
 */
export function makeUp(account: Account, programme: Programme, day: BusinessDay, operationId: string, joinedOn: BusinessDay, moment: Moment): readonly Draft[] {
  const terms = checkInTerms(programme).makeUp
  const age = daysBetween(day, moment.today)
  if (!terms || age < 1 || day < joinedOn || isCheckedIn(account.runs, day)) throw new Refusal('make_up_not_missed')
  if (age > terms.windowDays) throw new Refusal('make_up_window_closed', { windowDays: terms.windowDays })
  const period = monthOf(moment.today)
  if (makeUpsUsed(account, period) >= terms.monthlyLimit) throw new Refusal('make_up_limit_reached', { limit: terms.monthlyLimit })
  const about = { source: { kind: 'check_in' as const, id: day }, operationId }
  const price = spend(account, terms.pricePoints, { ...about, type: 'make_up', checkedInOn: day, tallies: [{ key: 'make_up', period, points: terms.pricePoints, times: 1 }], facts: { day } }, moment)
  const paid = applyAll(account, [price]).account
  const extra = repaired(paid, programme, day, repairBonus(account.runs, paid.runs, programme, day), about, moment)
  return extra === undefined ? [price] : [price, extra]
}

/** Pays the steps of a repaired streak, within the caps of the rule. */
function repaired(account: Account, programme: Programme, day: BusinessDay, wanted: number, about: Omit<About, 'type'>, moment: Moment): Draft | undefined {
  const paying = rulesOf(programme, 'check_in')[0]
  if (paying === undefined || wanted === 0) return undefined
  const { points, cut } = capped(wanted, paying.id, paying.caps, account.tallies, moment.today)
  const usableFrom = addDays(moment.today, paying.pendingDays)
  return earn(account, [{ points, usableFrom, expiresOn: expiresOn(paying.expiry ?? programme.expiry, usableFrom) }], {
    ...about,
    type: 'earn',
    paidBy: { rule: rule.name, version: programme.version },
    ...(points > 0 ? { parts: [{ by: 'rule' as const, id: paying.id, points }] } : {}),
    ...(cut === undefined ? {} : { cappedBy: [cut] }),
    ...(paying.caps === undefined ? {} : { tallies: capTallies(points, paying.id, paying.caps, moment.today) }),
    facts: { repaired: day, bonus: points },
  }, moment)
}

export function makeUpsUsed(account: Account, month: string): number {
  const tally = account.tallies['make_up']
  return tally?.period === month ? tally.times : 0
}

/** The steps of the joined run that neither half had been paid for. */
function repairBonus(before: readonly CheckInRun[], after: readonly CheckInRun[], programme: Programme, day: BusinessDay): number {
  const joined = after.find((run) => isCheckedIn([run], day))
  const behind = before.find((run) => run.from === addDays(day, 1))
  if (!joined) return 0
  const reached = bonusBetween(programme, daysBetween(joined.from, day) + 1, joined.days)
  return Math.max(0, reached - bonusBetween(programme, 1, behind?.days ?? 0))
}

function bonusBetween(programme: Programme, first: number, last: number): number {
  let bonus = 0
  for (let streak = first; streak <= last; streak++) bonus += stepBonus(checkInTerms(programme), streak)
  return bonus
}

const STEP_SEARCH_DAYS = 366

/** What the next check-in and the next step of the streak bring. */
export function ahead(programme: Programme, runs: readonly CheckInRun[], today: BusinessDay) {
  const streak = streakOf(runs, today)
  const next = streak + 1
  const isCheckedInToday = isCheckedIn(runs, today)
  const stepAt = Array.from({ length: STEP_SEARCH_DAYS }, (_, i) => next + i).find((day) => stepBonus(checkInTerms(programme), day) > 0)
  return {
    streak,
    isCheckedInToday,
    nextPoints: rule.pay(checkInTerms(programme), { type: 'checked_in', streak: next }),
    nextStep: stepAt === undefined ? null : { streak: stepAt, bonus: stepBonus(checkInTerms(programme), stepAt), inDays: stepAt - streak },
  }
}

/** A month of the check-in calendar as the member sees it; today's month when none is asked for. */
export function calendar(programme: Programme, account: Account, joinedOn: BusinessDay, asked: string | undefined, moment: Moment): CheckInMonth {
  const { today } = moment
  const month = asked ?? monthOf(today)
  const terms = checkInTerms(programme).makeUp
  const left = terms === undefined ? 0 : Math.max(0, terms.monthlyLimit - makeUpsUsed(account, monthOf(today)))
  const days = daysOf(month)
  const missed = (day: BusinessDay) => day < today && day >= joinedOn && daysBetween(day, today) <= (terms?.windowDays ?? 0) && !isCheckedIn(account.runs, day)
  return {
    ...ahead(programme, account.runs, today),
    today,
    month,
    firstMonth: [monthOf(addDays(today, -RUNS_KEPT_DAYS)), monthOf(joinedOn)].sort()[1] ?? month,
    checkedIn: days.filter((day) => isCheckedIn(account.runs, day)),
    canMakeUp: left > 0 ? days.filter(missed) : [],
    makeUp: terms === undefined ? null : { pricePoints: terms.pricePoints, leftThisMonth: left, windowDays: terms.windowDays },
    steps: checkInTerms(programme).steps,
    sentence: wordedBoth(rule.sentence(checkInTerms(programme)), programme.pointsWords),
  }
}

function daysOf(month: string): readonly BusinessDay[] {
  const last = endOfMonth(`${month}-01`, 0)
  return Array.from({ length: Number(last.slice(8)) }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`)
}
