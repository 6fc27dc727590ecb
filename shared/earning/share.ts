import type { Account } from '../points/account'
import { leftOf } from '../points/caps'
import type { BudgetsTaken, Draft } from '../points/entry'
import type { BusinessDay } from '../time/day'
import { type Award, award, awardDraft, isNothing, type Question } from './award'
import { type ProgrammeTerms, rulesOf } from './programme'
import type { ShareOutcome } from './share-outcomes'

/** What is known of two people when a link is opened. `friendBroughtSharer`: the friend's own link led, over any steps, to the sharer. */
export interface ShareOpened {
  readonly sharer: { readonly id: string; readonly devices: readonly string[]; readonly phoneHash?: string }
  readonly friend: { readonly id: string; readonly devices: readonly string[]; readonly phoneHash?: string }
  readonly friendBroughtSharer: boolean
}

export { shareOutcomes } from './share-outcomes'
export type { ShareOutcome }

/** Pays the sharer when another person opened the link; otherwise says why nothing is paid. */
export function openShare(opened: ShareOpened, operationId: string, question: Omit<Question, 'event'>): { outcome: ShareOutcome; drafts: readonly Draft[] } {
  const doubt = doubtAbout(opened)
  if (doubt) return { outcome: doubt, drafts: [] }
  return sharePaid(opened.friend.id, award({ ...question, event: { type: 'share_opened' } }), operationId, question)
}

/** The entry of an opening whose award has been decided. */
export function sharePaid(friendId: string, paid: Award, operationId: string, question: Omit<Question, 'event'>, budgets?: BudgetsTaken): { outcome: ShareOutcome; drafts: readonly Draft[] } {
  const outcome = paid.points === 0 ? 'daily_cap' : 'paid'
  if (isNothing(paid)) return { outcome, drafts: [] }
  return { outcome, drafts: [awardDraft(question.account, paid, question, { source: { kind: 'share', id: friendId }, operationId, ...(budgets === undefined ? {} : { budgets }) })] }
}

/** What sharing has paid today and can pay in a day; null where there is no daily cap. */
export function sharedToday(programme: ProgrammeTerms, account: Account, today: BusinessDay): { paidToday: number; pointsPerDay: number | null } {
  const rule = rulesOf(programme, 'share_opened')[0]
  const perDay = rule?.caps?.perDay
  if (rule === undefined || perDay === undefined) return { paidToday: 0, pointsPerDay: null }
  const left = leftOf(rule.id, { perDay }, account.tallies, today)[0]?.left ?? perDay
  return { paidToday: perDay - left, pointsPerDay: perDay }
}

/** Why an opening pays nothing whatever the rules say. */
export function doubtAbout({ sharer, friend, friendBroughtSharer }: ShareOpened): ShareOutcome | undefined {
  if (sharer.id === friend.id) return 'own_link'
  if (sharer.devices.some((device) => friend.devices.includes(device))) return 'same_device'
  if (sharer.phoneHash !== undefined && sharer.phoneHash === friend.phoneHash) return 'same_phone'
  return friendBroughtSharer ? 'circle' : undefined
}
