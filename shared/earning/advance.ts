import type { Event } from '../events/event'
import type { Tally } from '../points/account'
import type { TallyMove } from '../points/entry'
import { addDays, type BusinessDay, daysBetween, monthOf, weekdayOf } from '../time/day'
import type { ChallengeStep, ChallengeTerms } from './rules/challenge'

type Tallies = Readonly<Record<string, Tally>>

/** How far a member is in a challenge on a day. */
export interface Progress {
  /** Of each step, how often it is done, up to its number. */
  readonly done: readonly number[]
  readonly completedTimes: number
  /** The day the running window began; undefined before the first step. */
  readonly since: BusinessDay | undefined
}

const stepKey = (id: string, step: number): string => `${id}:step${step}`
const doneKey = (id: string): string => `${id}:completed`

/** Reads the progress of a challenge from the tallies of an account. */
export function progressOf(id: string, terms: ChallengeTerms, tallies: Tallies, day: BusinessDay): Progress {
  const since = windowOn(id, terms, tallies, day)
  const done = terms.steps.map((_, step) => {
    const tally = tallies[stepKey(id, step)]
    return since !== undefined && tally?.period === since ? tally.times : 0
  })
  return { done, completedTimes: tallies[doneKey(id)]?.times ?? 0, since }
}

/** What an event does to a challenge: counts for the first step that still wants it, and completes it when that was the last. */
export function advance(id: string, terms: ChallengeTerms, tallies: Tallies, event: Event, day: BusinessDay): { tallies: readonly TallyMove[]; isCompleted: boolean } {
  const { done, completedTimes, since = day } = progressOf(id, terms, tallies, day)
  if (completedTimes >= terms.repeats) return { tallies: [], isCompleted: false }
  const open = terms.steps.findIndex(({ times }, step) => (done[step] ?? 0) < times)
  const step = terms.steps.findIndex((one, place) => (done[place] ?? 0) < one.times && isOf(one, event) && (!terms.inOrder || place === open))
  if (step < 0) return { tallies: [], isCompleted: false }
  const isCompleted = terms.steps.every(({ times }, place) => (done[place] ?? 0) + (place === step ? 1 : 0) >= times)
  if (!isCompleted) return { tallies: [{ key: stepKey(id, step), period: since, points: 0, times: 1 }], isCompleted }
  const cleared = terms.steps.flatMap((_, place) => {
    const tally = tallies[stepKey(id, place)]
    return tally === undefined ? [] : [{ key: stepKey(id, place), period: tally.period, points: 0, times: -tally.times }]
  })
  return { tallies: [...cleared, { key: doneKey(id), period: 'ever', points: terms.points, times: 1 }], isCompleted }
}

function isOf(step: ChallengeStep, event: Event): boolean {
  if (step.event !== event.type) return false
  if (event.type === 'order_paid') return event.amountFen >= step.minimumFen
  return event.type !== 'custom' || step.name === undefined || step.name === event.name
}

/** The first day of the window that is running on a day. */
function windowOn(id: string, { within, steps }: ChallengeTerms, tallies: Tallies, day: BusinessDay): BusinessDay | undefined {
  switch (within.type) {
    case 'week':
      return addDays(day, 1 - weekdayOf(day))
    case 'month':
      return `${monthOf(day)}-01`
    case 'ever':
      return 'ever'
    case 'days': {
      const begun = steps.map((_, step) => tallies[stepKey(id, step)]?.period).filter((period) => period !== undefined).sort().at(-1)
      return begun !== undefined && daysBetween(begun, day) < within.days ? begun : undefined
    }
  }
}
