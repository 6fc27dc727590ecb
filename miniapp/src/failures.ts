import { Refusal, type RefusalDetails } from '../../shared/api/refusal'
import { showDay, showInstant } from './dates'
import { refusalSentence } from './refusals'
import { type Language, textNow } from './text'
import { Unreachable } from './transport'

/** What to tell people about a failed call, and what they can do next. A bug is shown as a plain apology and logged. */
export function sentenceFor(failure: unknown): string {
  const { text, language } = textNow()
  if (failure instanceof Unreachable) return text.app[failure.reason]
  if (failure instanceof Refusal) return refusalSentence(failure, readable(failure.details, language), language)
  console.error(failure)
  return text.app.broken
}

/** Instants and days as people say them: `…At` and `YYYY-MM-DD` come from the server in wire form. */
function readable(details: RefusalDetails, language: Language): RefusalDetails {
  const pairs = Object.entries(details).map(([name, value]) => [name, readableValue(value, language)] as const)
  return Object.fromEntries(pairs)
}

function readableValue(value: RefusalDetails[string], language: Language): RefusalDetails[string] {
  if (Array.isArray(value)) return value.join(language === 'zh' ? '、' : ', ')
  if (typeof value !== 'string') return value
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return showInstant(Date.parse(value), language)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? showDay(value, language) : value
}
