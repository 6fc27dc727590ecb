import type { checkInPage as zh } from './check-in.zh'

const few = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const checkInPage: typeof zh = {
  stepsTitle: 'Streak rewards',
  step: (days) => `${days} days in a row`,
  stepReward: (bonus) => `+${bonus}`,
  legendDone: 'Checked in',
  legendMendable: 'Can be made up',
  makeUpTitle: (day) => `Make up ${day}`,
  makeUpAsk: (price, left) => `Pay ${price} points for this day and your streak is whole again. ${few(left, 'make-up', 'make-ups')} left this month.`,
  makeUpConfirm: (price) => `Pay ${price} points`,
  makeUpFree: 'Make up for free',
  notNow: 'Not now',
  makeUpLeft: (windowDays, left, price) => `Missed a day? The last ${windowDays} days can be made up for ${price} points each, ${left} more this month`,
  makeUpNone: (windowDays) => `The last ${windowDays} days can be made up, but this month's are used. Come back next month`,
  repaired: (streak) => `Made up: ${few(streak, 'day', 'days')} in a row`,
  repairedWithBonus: (streak, bonus) => `Made up: ${streak} days in a row, and ${bonus} bonus points paid`,
  cannotMakeUp: 'This day can no longer be made up. Check in today instead.',
  comeBack: 'That day has not come yet. Come back then.',
}
