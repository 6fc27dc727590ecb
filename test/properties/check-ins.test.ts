import fc from 'fast-check'
import { calendar, checkIn, isCheckedIn, makeUp, streakOf } from '../../shared/earning/check-in'
import { checkInTerms } from '../../shared/earning/programme'
import { stepBonus } from '../../shared/earning/rules/check-in'
import type { Account } from '../../shared/points/account'
import type { Draft } from '../../shared/points/entry'
import { RUNS_KEPT_DAYS, withDay } from '../../shared/points/ledger'
import { addDays, type BusinessDay, monthOf } from '../../shared/time/day'
import { accountWith, at, booked, codeBy, programmeWith, questionOf, rulesWith } from '../support/tables'

const FIRST_DAY = '2027-12-15'
const rich = accountWith({ available: { never: 1_000_000 } })

/** For each day whether the member checks in, and how many days back a make-up is tried. */
const life = fc.array(fc.record({ comes: fc.boolean(), buysBack: fc.option(fc.integer({ min: 1, max: 9 }), { freq: 3 }) }), { maxLength: 120, size: 'max' })

const terms = fc.record({
  points: fc.nat({ max: 9 }),
  steps: fc.uniqueArray(fc.record({ days: fc.integer({ min: 2, max: 12 }), bonus: fc.integer({ min: 1, max: 50 }) }), { maxLength: 4, selector: ({ days }) => days }),
  cycleDays: fc.integer({ min: 2, max: 12 }),
  hasCycle: fc.boolean(),
})

const programmeBy = ({ points, steps, cycleDays, hasCycle }: { points: number; steps: { days: number; bonus: number }[]; cycleDays: number; hasCycle: boolean }) =>
  programmeWith({ rules: rulesWith({ checkIn: { points, steps, ...(hasCycle ? { cycleDays } : {}), makeUp: { pricePoints: 1, windowDays: 7, monthlyLimit: 31 } } }) })

/** Days in a row that end on `day`, counted one by one. */
function countBack(days: ReadonlySet<BusinessDay>, day: BusinessDay): number {
  return days.has(day) ? 1 + countBack(days, addDays(day, -1)) : 0
}

const bonusIn = (drafts: readonly Draft[]): number => drafts.reduce((sum, { facts }) => sum + Number(facts?.['bonus'] ?? 0), 0)

describe('however a member comes and stays away', () => {
  test('the runs are the days, the streak is counted right, and every month shown is whole', () => {
    fc.assert(
      fc.property(life, (days) => {
        const programme = programmeWith()
        const done = new Set<BusinessDay>()
        let account: Account = rich
        for (const [i, { comes, buysBack }] of days.entries()) {
          const today = addDays(FIRST_DAY, i)
          if (comes) {
            account = booked(account, checkIn(questionOf(account, programme, at(today)), today, 'op'))
            done.add(today)
          }
          const missed = addDays(today, -(buysBack ?? 0))
          const makeUps = buysBack === null ? [] : allowed(() => makeUp(account, programme, missed, 'op', FIRST_DAY, at(today)))
          if (makeUps.length > 0) done.add(missed)
          account = booked(account, ...makeUps)
          const streak = countBack(done, today) || countBack(done, addDays(today, -1))
          if (streakOf(account.runs, today) !== streak) expect({ today, streak: streakOf(account.runs, today) }).toEqual({ today, streak })
        }
        const last = addDays(FIRST_DAY, Math.max(0, days.length - 1))
        for (let back = 0; back <= RUNS_KEPT_DAYS; back++) expect(isCheckedIn(account.runs, addDays(last, -back))).toBe(done.has(addDays(last, -back)))
        const { firstMonth } = calendar(programme, account, FIRST_DAY, undefined, at(last))
        for (const month of new Set([firstMonth, monthOf(addDays(last, -31)), monthOf(last)])) {
          if (month >= firstMonth) expect(calendar(programme, account, FIRST_DAY, month, at(last)).checkedIn).toEqual([...done].filter((day) => monthOf(day) === month).sort())
        }
      }),
      { numRuns: 60 },
    )
  })

  test('runs made in any order are the same', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 30 })), (offsets) => {
        const run = (order: readonly number[]) => order.reduce<Account['runs']>((runs, offset) => withDay(runs, addDays(FIRST_DAY, offset), addDays(FIRST_DAY, 30)), [])
        expect(run(offsets)).toEqual(run([...offsets].sort((a, b) => a - b)))
      }),
    )
  })
})

describe('a streak that is repaired', () => {
  /** What all steps of an unbroken streak of so many days pay. */
  const honest = (programme: ReturnType<typeof programmeBy>, days: number): number => Array.from({ length: days }, (_, i) => stepBonus(checkInTerms(programme), i + 1)).reduce((a, b) => a + b, 0)
  const streaks = fc.record({ terms, before: fc.nat({ max: 14 }), behind: fc.nat({ max: 6 }) })

  test('has been paid what an honest streak would, or what its halves had honestly been paid where that is more', () => {
    fc.assert(
      fc.property(streaks, ({ terms: numbers, before, behind }) => {
        const programme = programmeBy(numbers)
        const missed = addDays(FIRST_DAY, before)
        let account: Account = rich
        let paid = 0
        const book = (drafts: readonly Draft[]): void => {
          account = booked(account, ...drafts)
          paid += bonusIn(drafts)
        }
        for (let i = 0; i < before + 1 + behind; i++) {
          const today = addDays(FIRST_DAY, i)
          if (today !== missed) book([checkIn(questionOf(account, programme, at(today)), today, 'op')])
        }
        const halves = paid
        book(makeUp(account, programme, missed, 'op', FIRST_DAY, at(addDays(missed, Math.max(1, behind)))))
        expect(halves).toBe(honest(programme, before) + honest(programme, behind))
        expect(paid).toBe(Math.max(halves, honest(programme, before + 1 + behind)))
      }),
      { numRuns: 300 },
    )
  })

  test('however often it is repaired, no repair pays more than all steps of the whole streak', () => {
    fc.assert(
      fc.property(terms, fc.array(fc.boolean(), { maxLength: 8 }), fc.array(fc.nat({ max: 7 }), { maxLength: 8 }), (numbers, comes, repairs) => {
        const programme = programmeBy(numbers)
        let account: Account = rich
        for (const [i, isHere] of comes.entries()) if (isHere) account = booked(account, checkIn(questionOf(account, programme, at(addDays(FIRST_DAY, i))), addDays(FIRST_DAY, i), 'op'))
        const end = at(addDays(FIRST_DAY, comes.length))
        for (const offset of repairs) {
          const day = addDays(FIRST_DAY, offset)
          const drafts = allowed(() => makeUp(account, programme, day, 'op', FIRST_DAY, end))
          account = booked(account, ...drafts)
          const run = account.runs.find((one) => isCheckedIn([one], day))
          expect(bonusIn(drafts)).toBeLessThanOrEqual(honest(programme, run?.days ?? 0))
        }
      }),
    )
  })
})

/** What is decided, or nothing where it is refused. */
function allowed(decide: () => readonly Draft[]): readonly Draft[] {
  let drafts: readonly Draft[] = []
  codeBy(() => (drafts = decide()))
  return drafts
}
