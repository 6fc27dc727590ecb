import type { Law } from '../tables/laws/law'
import { shopWithout } from './mutations'
import * as shop from './shop'

/** What a check complained of; undefined when it was content. Only a complaint of `expect` counts, so that a rule taken out badly is not mistaken for a law broken. */
function complaintOf(check: () => void): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof Error && 'matcherResult' in error) return error.message
    throw error
  }
}

/** Two lists of tests: every law holds, and without any of its rules its check complains. */
export function checkLaws(laws: readonly Law[]): void {
  const broken = laws.flatMap(({ law, check, without }) => without.map((mutation) => [law, `${mutation.rule.trim()} → ${mutation.broken.trim() || 'nothing'}`, check, mutation] as const))

  describe('the law', () => {
    test.each(laws.map(({ law, check }) => [law, check] as const))('%s', (_, check) => {
      expect(complaintOf(() => check(shop))).toBeUndefined()
    })
  })

  describe('without its rule the law does not hold', () => {
    test.each(broken)('%s: %s', async (_, __, check, mutation) => {
      const other = await shopWithout(mutation)
      expect(complaintOf(() => check(other))).toBeDefined()
    })
  })
}
