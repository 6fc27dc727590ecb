/** A failure said in one clear sentence: whoever catches it at the top prints the message and nothing else. */
export class Sentence extends Error {
  override readonly name = 'Sentence'
}

/** What went wrong, in words fit for the middle of a sentence. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // Several failed addresses of one host come as one error without words.
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : undefined
  return error.message || (inner === undefined ? error.name : reasonOf(inner))
}
