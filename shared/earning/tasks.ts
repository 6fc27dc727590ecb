import { leftOf } from '../points/caps'
import { addDays, type BusinessDay, endOfMonth } from '../time/day'
import type { Account } from '../points/account'
import { progressOf } from './advance'
import { ahead } from './check-in'
import type { Moment } from '../points/decide'
import type { Programme } from './programme'
import type { ChallengeStep, ChallengeTerms } from './rules/challenge'
import { type ProgrammeRule, sentenceOf, titleOf } from './rules/list'
import type { Sentences } from './rules/rule'
import { taskKinds, type taskPlaces, type taskStates } from './task-kinds'

export interface Task {
  readonly id: string
  readonly kind: (typeof taskKinds)[number]
  readonly title: Sentences
  readonly sentence: Sentences
  readonly state: (typeof taskStates)[number]
  readonly rewardPoints: number
  readonly progress: { readonly done: number; readonly of: number } | null
  readonly leftToday: number | null
  readonly endsOn: BusinessDay | null
  readonly go: (typeof taskPlaces)[number]
}

/** What is known of the member beside the account. */
export interface Doer {
  readonly hasNickname: boolean
  readonly hasBirthday: boolean
  readonly hasPhone: boolean
  readonly isProfilePaid: boolean
}

/** What a member can do to earn, in the order of the kinds; what is done comes last. */
export function tasksOf(programme: Programme, account: Account, doer: Doer, moment: Moment): readonly Task[] {
  const tasks = taskKinds.flatMap((kind) => programme.rules.flatMap((rule) => (rule.kind === kind ? [taskOf(programme, rule, account, doer, moment)].filter((task) => task !== undefined) : [])))
  return [...tasks.filter(({ state }) => state !== 'done'), ...tasks.filter(({ state }) => state === 'done')]
}

/** What is left to earn today where there is a daily limit, over all tasks. */
export function leftTodayOf(programme: Programme, account: Account, moment: Moment): number {
  const nobody = { hasNickname: false, hasBirthday: false, hasPhone: false, isProfilePaid: false }
  return tasksOf(programme, account, nobody, moment).reduce((sum, { leftToday }) => sum + (leftToday ?? 0), 0)
}

function taskOf(programme: Programme, rule: ProgrammeRule, account: Account, doer: Doer, moment: Moment): Task | undefined {
  const leftToday = dailyLeft(rule, account, moment.today)
  const common = { id: rule.id, title: titleOf(rule.kind, programme.pointsWords), sentence: sentenceOf(rule, programme.pointsWords), progress: null, leftToday, endsOn: null }
  const open = leftToday === 0 ? ('waiting' as const) : ('ready' as const)
  switch (rule.kind) {
    case 'check_in': {
      const { isCheckedInToday: isDone, nextPoints: points } = ahead(programme, account.runs, moment.today)
      return { ...common, kind: rule.kind, state: isDone ? 'waiting' : 'ready', rewardPoints: points, leftToday: isDone ? 0 : points, go: 'check_in' }
    }
    case 'share_opened':
      return { ...common, kind: rule.kind, state: open, rewardPoints: rule.terms.points, go: 'invite' }
    case 'referral':
      return { ...common, kind: rule.kind, state: open, rewardPoints: rule.terms.inviterPoints, go: 'invite' }
    case 'review':
      return { ...common, kind: rule.kind, state: open, rewardPoints: rule.terms.points + rule.terms.pictureBonus, go: 'store' }
    case 'profile_completed': {
      const done = [doer.hasNickname, doer.hasBirthday, doer.hasPhone].filter(Boolean).length
      return { ...common, kind: rule.kind, state: doer.isProfilePaid ? 'done' : done > 0 ? 'underway' : 'ready', rewardPoints: rule.terms.points, progress: { done, of: 3 }, go: 'profile' }
    }
    case 'birthday':
      return { ...common, kind: rule.kind, state: doer.hasBirthday ? 'waiting' : 'ready', rewardPoints: rule.terms.points, leftToday: null, go: doer.hasBirthday ? 'none' : 'profile' }
    case 'custom': {
      const title = programme.customEvents.find(({ name }) => name === rule.terms.event)?.title
      return title === undefined ? undefined : { ...common, title, kind: rule.kind, state: open, rewardPoints: rule.terms.points + rule.terms.pointsPerCount, go: 'store' }
    }
    case 'challenge':
      return challengeTask(rule, account, moment)
    default:
      return undefined
  }
}

function challengeTask(rule: Extract<ProgrammeRule, { kind: 'challenge' }>, account: Account, { today }: Moment): Task {
  const { title, steps, points, repeats, within } = rule.terms
  const { done, completedTimes, since } = progressOf(rule.id, rule.terms, account.tallies, today)
  const sum = done.reduce((all, times) => all + times, 0)
  const of = steps.reduce((all, { times }) => all + times, 0)
  const isOver = completedTimes >= repeats
  const begun = since !== undefined && sum > 0
  const endsOn = isOver ? null : endOf(within, since, begun, today)
  const open = steps.find(({ times }, step) => (done[step] ?? 0) < times)
  return {
    id: rule.id, kind: rule.kind, title, sentence: wordsOf(steps), rewardPoints: points, leftToday: null,
    state: isOver ? 'done' : begun ? 'underway' : 'ready',
    progress: isOver ? { done: of, of } : { done: sum, of },
    endsOn,
    go: isOver ? 'none' : placeOf(open),
  }
}

/** The last day of the window that is running; null where there is none, or none has begun. */
function endOf(within: ChallengeTerms['within'], since: BusinessDay | undefined, isBegun: boolean, today: BusinessDay): BusinessDay | null {
  switch (within.type) {
    case 'ever':
      return null
    case 'month':
      return endOfMonth(today, 0)
    case 'week':
      return since === undefined ? null : addDays(since, 6)
    case 'days':
      return since === undefined || !isBegun ? null : addDays(since, within.days - 1)
  }
}

function placeOf(step: ChallengeStep | undefined): Task['go'] {
  switch (step?.event) {
    case 'checked_in':
      return 'check_in'
    case 'profile_completed':
      return 'profile'
    case 'share_opened':
    case 'friend_purchased':
      return 'invite'
    case 'order_paid':
    case 'review_published':
    case 'custom':
      return 'store'
    default:
      return 'none'
  }
}

const deeds: Readonly<Record<ChallengeStep['event'], readonly [zh: string, en: string]>> = {
  signed_up: ['入会', 'join'],
  profile_completed: ['完善资料', 'complete your profile'],
  checked_in: ['签到', 'check in'],
  order_paid: ['消费', 'buy something'],
  share_opened: ['分享给好友打开', 'have a friend open your link'],
  friend_purchased: ['邀请好友首次消费', 'bring a friend who buys'],
  review_published: ['发表评价', 'write a review'],
  birthday: ['过生日', 'have a birthday'],
  anniversary: ['入会周年', 'a year of membership'],
  custom: ['参加活动', 'take part'],
  granted: ['获赠积分', 'be given points'],
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The steps of a challenge in words: what, how often, and from how much. */
function wordsOf(steps: readonly ChallengeStep[]): Sentences {
  return {
    zh: steps.map(({ event, times, minimumFen }) => `${deeds[event][0]}${minimumFen > 0 ? `满 ${minimumFen / 100} 元` : ''} ${times} 次`).join('，'),
    en: capital(steps.map(({ event, times, minimumFen }) => `${deeds[event][1]}${minimumFen > 0 ? ` from ¥${minimumFen / 100}` : ''}${times === 1 ? '' : ` ${times} times`}`).join(', ')),
  }
}

/** What the limits of a rule still leave today; null where none of them is daily and none is reached. */
function dailyLeft(rule: ProgrammeRule, account: Account, today: BusinessDay): number | null {
  const caps = leftOf(rule.id, rule.caps, account.tallies, today).filter(({ cap }) => cap !== 'per_event')
  const left = Math.min(...caps.map((one) => one.left))
  return left === 0 || caps.some(({ cap }) => cap === 'per_day') ? left : null
}
