import type { CheckInMonth, Streak } from '../../../../shared/earning/earning.api'
import type { StreakStep } from '../../components/streak-steps'
import { showNumber } from '../../dates'
import type { Text } from '../../text'

const daysShown = 7

/** Seven days of the streak, today among them, with what each pays. */
export function streakDots(of: CheckInMonth, text: Text): readonly StreakStep[] {
  const today = of.isCheckedInToday ? of.streak : of.streak + 1
  const first = Math.floor((today - 1) / daysShown) * daysShown + 1
  return Array.from({ length: daysShown }, (_, index) => {
    const day = first + index
    const bonus = bonusOn(day, of)
    return {
      label: day === today ? text.app.today : day === today + 1 ? text.earn.checkIn.tomorrow : text.earn.checkIn.day(day),
      reward: `+${showNumber(dailyPoints(of) + bonus)}`,
      look: day <= of.streak ? 'done' : day === of.streak + 1 ? 'next' : 'ahead',
      isBonus: bonus > 0,
    }
  })
}

function bonusOn(day: number, { steps, nextStep }: CheckInMonth): number {
  if (nextStep?.streak === day) return nextStep.bonus
  return steps.find((step) => step.days === day)?.bonus ?? 0
}

/** What a check-in pays without a step. */
export function dailyPoints({ nextPoints, nextStep }: Streak): number {
  return nextPoints - (nextStep?.inDays === 1 ? nextStep.bonus : 0)
}

/** How many check-ins give so many points, where it is few enough to be worth saying. */
export function checkInsFor(missingPoints: number, of: CheckInMonth, timesMax = 14): number | undefined {
  let points = 0
  for (let times = 1; times <= timesMax; times++) {
    points += dailyPoints(of) + bonusOn(of.streak + times, of)
    if (points >= missingPoints) return times
  }
  return undefined
}

/** What comes next, in one line. */
export function nextLine({ isCheckedInToday, nextPoints, nextStep }: Streak, { earn }: Text): string {
  const words = earn.checkIn
  const next = isCheckedInToday ? words.nextTomorrow(showNumber(nextPoints)) : words.nextToday(showNumber(nextPoints))
  return nextStep === null ? next : `${next} · ${words.nextStep(nextStep.inDays, showNumber(nextStep.bonus))}`
}
