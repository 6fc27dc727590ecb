import { without } from '../support/faults'
import { guardedStates } from '../support/negatives'
import { guardedBooks } from '../support/negatives.books'
import { openShop, type Shop } from '../support/story'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ isVerified: false })
})
afterAll(() => shop.close())

/** Each condition of the write path is there for a law: with it the law holds in the very moment that it is meant for, without it the law is broken. */
describe.each([...guardedBooks, ...guardedStates])('$condition', ({ part, holding, also = [], law }) => {
  const others = also.map((one) => without(one.part, one.holding))

  test('by its condition', async () => {
    expect(await law(shop, (fault) => shop.instance([...others, ...(fault === undefined ? [] : [fault])]))).toBe(true)
  })

  test('and not without it', async () => {
    expect(await law(shop, (fault) => shop.instance([...others, without(part, holding), ...(fault === undefined ? [] : [fault])]))).toBe(false)
  })
})
