/** Pauses after a delivery that failed, in seconds: from ten seconds to ten hours, about a day in all. */
const PAUSES_S = [10, 60, 300, 900, 3_600, 7_200, 14_400, 21_600, 36_000] as const
/** Pauses are lengthened by up to this share by chance, so that what failed together does not come back together. */
const JITTER = 0.2
const GONE = 410

/** So many times it is tried before it is given up. */
export const TRIES_MAX = PAUSES_S.length + 1

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** Why there was no answer. */
export const failures = ['timeout', 'unreachable', 'private_address', 'certificate'] as const
export type Failure = (typeof failures)[number]

/** What came of sending: the status of an answer, or why there was none; the head of the answer's text. */
export type Outcome = { readonly status: number; readonly head: string } | { readonly failure: Failure }

export type Step = { readonly state: 'delivered' } | { readonly state: 'failed'; readonly isGone: boolean } | { readonly state: 'waiting'; readonly dueAt: number }

/**
 * What becomes of a delivery after it was tried. Only an answer of 2xx is a yes: redirects are not followed.
 * @param tries how often it was tried, this time included
 * @param chance from 0 up to 1, from the caller
 */
export function nextStep(outcome: Outcome, tries: number, isTest: boolean, now: number, chance: number): Step {
  if ('status' in outcome && outcome.status >= 200 && outcome.status < 300) return { state: 'delivered' }
  const isGone = 'status' in outcome && outcome.status === GONE
  const pause = PAUSES_S[tries - 1]
  return isTest || isGone || pause === undefined ? { state: 'failed', isGone } : { state: 'waiting', dueAt: now + Math.round(pause * 1_000 * (1 + JITTER * chance)) }
}
