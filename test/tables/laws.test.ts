import * as shop from '../support/shop'
import { shopWithout } from '../support/mutations'
import { counterLaws } from './laws/counter'
import { earningLaws } from './laws/earning'
import { pointsLaws } from './laws/points'

const laws = [...pointsLaws, ...earningLaws, ...counterLaws]
const broken = laws.flatMap(({ law, check, without }) => without.map((mutation) => [law, `${mutation.rule.trim()} → ${mutation.broken.trim() || 'nothing'}`, check, mutation] as const))

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

  test('a rule that is no longer written like that is noticed', async () => {
    await expect(shopWithout({ file: 'points/decide.ts', rule: 'no such rule', broken: '' })).rejects.toThrow(/0 times, not once/)
  })
})
