import type { MessageKind } from './kinds'
import { left, type Messaging } from './messaging'
import { loudFrom } from './quiet'
import type { Template } from './templates'

/** Given up after so long: the inbox has it anyway. */
export const GIVE_UP_AFTER_MS = 24 * 3_600_000
const FIRST_PAUSE_MS = 5 * 60_000
const LONGEST_PAUSE_MS = 4 * 3_600_000

/** What is to be done with a message for WeChat now. */
export type Step = { readonly type: 'send'; readonly templateId: string } | { readonly type: 'wait'; readonly until: number } | { readonly type: 'drop' }

interface Waiting {
  readonly kind: MessageKind
  readonly giveUpAt: number
}

/** @param template for its kind; `isReachable`: the member is still one, and known to WeChat */
export function nextStep(waiting: Waiting, messaging: Messaging, template: Template | undefined, isReachable: boolean, now: number, timeZone: string): Step {
  if (template === undefined || !isReachable || now >= waiting.giveUpAt || left(messaging, template.id) < 1 || messaging.muted.includes(waiting.kind)) return { type: 'drop' }
  const until = loudFrom(messaging.quiet, now, timeZone)
  if (until > now) return until >= waiting.giveUpAt ? { type: 'drop' } : { type: 'wait', until }
  return { type: 'send', templateId: template.id }
}

/** How long to leave WeChat alone after so many tries in vain. */
export const pauseAfter = (tries: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, tries - 1))

/**
 * What WeChat's answer means. `unknown`: it may have sent it, so it is never sent again. `again`: it certainly has not, and may yet.
 * `never`: it certainly has not and never will. `withdrawn`: the member allows no more.
 */
export type Verdict = 'sent' | 'unknown' | 'again' | 'never' | 'withdrawn'

export function verdictOf(answer: string): Verdict {
  switch (answer) {
    case 'sent':
      return 'sent'
    case 'wechat_busy':
    case 'wechat_unavailable':
    case 'wechat_misconfigured':
      return 'again'
    case 'message_not_wanted':
      return 'withdrawn'
    case 'wechat_answer_lost':
      return 'unknown'
    default:
      return 'never'
  }
}
