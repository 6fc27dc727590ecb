import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks, snapshot } from '../support/books'
import { earnedBy } from '../support/invited'
import { member, type Person } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { programme } from '../support/story.terms'

const expiry = { type: 'never' as const }
const birthdayOn = (period: 'day' | 'week' | 'month') => ({ expiry, rules: [...programme.rules.filter(({ id }) => id === 'sign-up'), { id: 'birthday', kind: 'birthday' as const, terms: { points: 50, period }, pendingDays: 0 }] })
const anniversary = { expiry, rules: [...programme.rules.filter(({ id }) => id === 'sign-up'), { id: 'year', kind: 'anniversary' as const, terms: { points: 20, perYear: 10 }, pendingDays: 0 }] }

const opened: Shop[] = []
const shopWith = async (terms: Parameters<typeof openShop>[0]) => {
  const shop = await openShop(terms)
  opened.push(shop)
  return shop
}
afterAll(async () => {
  for (const shop of opened) {
    await expectBalancedBooks(shop)
    expect(shop.bugs).toEqual([])
    await shop.close()
  }
})

const bornOn = async (shop: Shop, birthday: string): Promise<Person> => {
  const lin = await member(shop)
  await lin.api.updateMe({ birthday })
  return lin
}
const usableOn = async (shop: Shop, lin: Person, day: string): Promise<number> => {
  shop.clock.turnTo(`${day}T02:00:00Z`)
  await shop.jobs.run('occasions')
  return (await earnedBy(lin)).usable
}

describe('a birthday present', () => {
  test('comes on the day, once a year, however often the job runs and at once', async () => {
    const shop = await shopWith({ terms: birthdayOn('day') })
    const lin = await bornOn(shop, '1996-11-26')
    expect(await usableOn(shop, lin, '2026-11-25')).toBe(0)
    shop.clock.turnTo('2026-11-25T16:00:00Z')
    await Promise.all([shop.jobs.run('occasions'), shop.jobs.run('occasions'), shop.jobs.run('occasions')])
    expect(await earnedBy(lin)).toMatchObject({ usable: 50 })
    const before = await snapshot(shop)
    await shop.jobs.run('occasions')
    expect(await snapshot(shop)).toEqual(before)
    expect(await usableOn(shop, lin, '2027-11-25')).toBe(50)
    expect(await usableOn(shop, lin, '2027-11-26')).toBe(100)
  })

  test('comes up to seven days late where the job was missed, and no later', async () => {
    const shop = await shopWith({ terms: birthdayOn('day') })
    const [late, tooLate] = [await bornOn(shop, '1996-11-26'), await bornOn(shop, '1996-11-25')]
    expect(await usableOn(shop, late, '2026-12-03')).toBe(50)
    expect(await usableOn(shop, tooLate, '2026-12-03')).toBe(0)
  })

  test('of those born on 29 February comes on the 28th in other years', async () => {
    const shop = await shopWith({ terms: birthdayOn('day') })
    const lin = await bornOn(shop, '1996-02-29')
    expect(await usableOn(shop, lin, '2027-02-27')).toBe(0)
    expect(await usableOn(shop, lin, '2027-02-28')).toBe(50)
    expect(await usableOn(shop, lin, '2028-02-28')).toBe(50)
    expect(await usableOn(shop, lin, '2028-02-29')).toBe(100)
  })

  test('of the week comes on its Monday, of the month on its first, also across the year', async () => {
    const week = await shopWith({ terms: birthdayOn('week') })
    const lin = await bornOn(week, '1996-01-01')
    expect(await usableOn(week, lin, '2026-12-27')).toBe(0)
    expect(await usableOn(week, lin, '2026-12-28')).toBe(50)
    expect(await usableOn(week, lin, '2027-01-01')).toBe(50)
    const month = await shopWith({ terms: birthdayOn('month') })
    const chen = await bornOn(month, '1996-12-20')
    expect(await usableOn(month, chen, '2026-11-30')).toBe(0)
    expect(await usableOn(month, chen, '2026-12-01')).toBe(50)
    expect(await usableOn(month, chen, '2026-12-31')).toBe(50)
  })

  test('does not come again for whoever tells another birthday', async () => {
    const shop = await shopWith({ terms: birthdayOn('day') })
    const lin = await bornOn(shop, '1996-12-31')
    expect(await usableOn(shop, lin, '2026-12-31')).toBe(50)
    await lin.api.updateMe({ birthday: '1996-01-02' })
    expect(await usableOn(shop, lin, '2027-01-02')).toBe(50)
  })
})

test('each year of membership earns on its day, more with the years', async () => {
  const shop = await shopWith({ terms: anniversary })
  const lin = await member(shop)
  expect(await usableOn(shop, lin, '2026-12-01')).toBe(0)
  expect(await usableOn(shop, lin, '2027-11-24')).toBe(20)
  expect(await usableOn(shop, lin, '2028-11-24')).toBe(50)
})

test('who has left is not congratulated', async () => {
  const shop = await shopWith({ terms: birthdayOn('day') })
  const lin = await bornOn(shop, '1996-11-26')
  await lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
  shop.clock.turnTo('2026-11-26T02:00:00Z')
  expect(await shop.jobs.run('occasions')).toEqual({ looked: 0, paid: 0, failed: 0 })
})
