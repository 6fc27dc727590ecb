import { Refusal } from '../api/refusal'
import type { MessageKind } from './kinds'
import { type Quiet, quietByDefault } from './quiet'

/** How a member wants to be told, and what WeChat allows: a count for each template, of taps on «allow» not yet used. */
export interface Messaging {
  /** Compared with every change. */
  readonly revision: number
  readonly language: 'zh' | 'en'
  readonly quiet: Quiet | null
  /** Kinds that go to the inbox only. */
  readonly muted: readonly MessageKind[]
  readonly quota: Readonly<Record<string, number>>
  /** Everything that came up to this instant has been read. */
  readonly readUpTo?: string
  /** The latest answers to WeChat's question, so that none is counted twice. */
  readonly answered: readonly { readonly id: string; readonly accepted: readonly string[] }[]
}

export const messagingAtFirst: Messaging = { revision: 0, language: 'zh', quiet: quietByDefault, muted: [], quota: {}, answered: [] }

/** WeChat keeps no more for us than we could ever use. */
export const QUOTA_MAX = 50
const ANSWERED_KEPT = 20

export const answers = ['accept', 'reject', 'ban', 'filter'] as const
export interface TemplateAnswer {
  readonly templateId: string
  readonly answer: (typeof answers)[number]
}

/**
 * Counts what a member allowed: one message for each template accepted. The same id is counted once; with other answers it is refused.
 * @param known templates that are in use; others are not counted
 */
export function withAnswers(before: Messaging, id: string, given: readonly TemplateAnswer[], known: readonly string[]): Messaging {
  const accepted = [...new Set(given.filter(({ answer, templateId }) => answer === 'accept' && known.includes(templateId)).map(({ templateId }) => templateId))].sort()
  const earlier = before.answered.find((one) => one.id === id)
  if (earlier !== undefined) {
    if (earlier.accepted.join() !== accepted.join()) throw new Refusal('idempotency_conflict')
    return before
  }
  const quota = { ...before.quota }
  for (const templateId of accepted) quota[templateId] = Math.min(QUOTA_MAX, left(before, templateId) + 1)
  return { ...before, quota, answered: [...before.answered, { id, accepted }].slice(-ANSWERED_KEPT) }
}

export const left = ({ quota }: Pick<Messaging, 'quota'>, templateId: string): number => quota[templateId] ?? 0

/** One message of a template is about to be sent; undefined when none is allowed. */
export function spent(before: Messaging, templateId: string): Messaging | undefined {
  const rest = left(before, templateId) - 1
  return rest < 0 ? undefined : { ...before, quota: { ...before.quota, [templateId]: rest } }
}

/** WeChat has certainly not sent it. */
export const givenBack = (before: Messaging, templateId: string): Messaging => ({ ...before, quota: { ...before.quota, [templateId]: Math.min(QUOTA_MAX, left(before, templateId) + 1) } })

/** WeChat says that nothing is allowed any more: it counts, not we. */
export const withdrawn = (before: Messaging, templateId: string): Messaging => ({ ...before, quota: { ...before.quota, [templateId]: 0 } })

/** Reading never goes back. */
export const readTo = (before: Messaging, upTo: string): Messaging => (before.readUpTo !== undefined && before.readUpTo >= upTo ? before : { ...before, readUpTo: upTo })
