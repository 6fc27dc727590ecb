import { refusalSentence } from '../../../shared/api/errors'
import { Refusal } from '../../../shared/api/refusal'
import { Unreachable } from '../door'
import { useLanguage, useText } from '../language'

/** What went wrong, in a sentence that says what to do next. */
export function useFailureWords(): (failure: unknown) => string {
  const language = useLanguage()
  const text = useText()
  return (failure) => {
    if (failure instanceof Unreachable) return text.common.unreachable
    if (!(failure instanceof Refusal)) return text.common.broken('')
    if (failure.code === 'broken') return text.common.broken(String(failure.details['requestId'] ?? ''))
    if (failure.code === 'signed_out') return text.common.signedOut
    return refusalSentence(failure.code, shown(failure.details), language)
  }
}

/** Lists become words of a sentence. */
const shown = (details: Refusal['details']): Refusal['details'] => Object.fromEntries(Object.entries(details).map(([name, value]) => [name, Array.isArray(value) ? value.join('; ') : value]))

export const isRefusal = (failure: unknown, code: Refusal['code']): failure is Refusal => failure instanceof Refusal && failure.code === code
