import { CashOffTerms } from '../../shared/points/cash-off'
import { without } from '../support/faults'
import { guardedBudgets } from '../support/negatives.budgets'
import { openShop, type Shop } from '../support/story'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ terms: { cashOff: CashOffTerms.parse({ stepPoints: 100, fenPerStep: 100, mostPercent: 50 }) }, isVerified: false })
})
afterAll(() => shop.close())

describe.each(guardedBudgets)('$condition', ({ part, holding, also = [], law }) => {
  const others = also.map((one) => without(one.part, one.holding))

  test('by its condition', async () => {
    expect(await law(shop, (fault) => shop.instance([...others, ...(fault === undefined ? [] : [fault])]))).toBe(true)
  })

  test('and not without it', async () => {
    expect(await law(shop, (fault) => shop.instance([...others, without(part, holding), ...(fault === undefined ? [] : [fault])]))).toBe(false)
  })
})
