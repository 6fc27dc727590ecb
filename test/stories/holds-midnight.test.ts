import { freshId } from '../../scripts/support/in-process'
import { CashOffTerms } from '../../shared/points/cash-off'
import { expectBalancedBooks } from '../support/books'
import { member, till } from '../support/people'
import { openShop } from '../support/story'

const cashOff = CashOffTerms.parse({ stepPoints: 100, fenPerStep: 100, mostPercent: 50, minimumFen: 1_000, holdMinutes: 10 })

test('a hold over the midnight on which its points lapse still pays; freed, they lapse', async () => {
  const own = await openShop({ terms: { cashOff, expiry: { type: 'days', days: 10 } } })
  own.clock.turnTo('2026-11-24T15:55:00Z')
  const [paying, leaving] = [await member(own), await member(own)]
  const here = await till(own)
  own.clock.turnTo('2026-12-04T15:55:00Z')
  const [a, b] = [freshId('hold'), freshId('hold')]
  await here.openHold({ id: a, member: { memberId: paying.id }, billFen: 2_000, points: 100 })
  await here.openHold({ id: b, member: { memberId: leaving.id }, billFen: 2_000, points: 100 })
  own.clock.turnTo('2026-12-04T16:01:00Z')
  expect(await here.confirmHold({ holdId: a })).toMatchObject({ hold: { state: 'confirmed' } })
  expect((await leaving.api.account({})).held).toBe(100)
  own.clock.turnTo('2026-12-04T16:05:00Z')
  expect(await leaving.api.account({})).toMatchObject({ available: 0, held: 0, lots: [] })
  await own.run('settle')
  await here.refundHold({ holdId: a, refundId: 'R', points: 100 })
  expect(await paying.api.account({})).toMatchObject({ available: 0, lots: [] })
  await expectBalancedBooks(own)
  await own.close()
})
