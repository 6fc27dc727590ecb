import { freshId } from '../../scripts/support/in-process'
import { marketer } from '../support/marketing'
import { buys, member, owner, type Person } from '../support/people'
import { openShop, type Shop } from '../support/story'

let shop: Shop
let staff: Person
beforeAll(async () => {
  shop = await openShop()
  staff = await marketer(shop)
})
afterAll(() => shop.close())

test('a member is found by card number, phone number and id, and nobody is found by a number that is none', async () => {
  const someone = await member(shop)
  await expect(staff.api.findMember({ wanted: { by: 'card', cardNo: someone.profile.cardNo } })).resolves.toEqual({ memberId: someone.id })
  await expect(staff.api.findMember({ wanted: { by: 'id', memberId: someone.id } })).resolves.toEqual({ memberId: someone.id })
  await expect(staff.api.findMember({ wanted: { by: 'card', cardNo: 'NOBODY1' } })).rejects.toMatchObject({ code: 'member_not_found' })
  await expect(staff.api.findMember({ wanted: { by: 'phone', phone: '19900000000' } })).rejects.toMatchObject({ code: 'member_not_found' })
})

test('staff see what a member has, every change of it, and never a whole phone number', async () => {
  const someone = await member(shop)
  await buys(shop, someone.id, 50)
  const page = await staff.api.memberPage({ memberId: someone.id })
  expect(page.account).toEqual(await someone.api.account({}))
  expect(page.profile).toMatchObject({ id: someone.id, cardNo: someone.profile.cardNo, phoneMasked: null })
  const entries = await staff.api.memberEntries({ memberId: someone.id })
  expect(entries).toEqual(await someone.api.entries({}))
  expect(Object.keys(page.profile)).not.toContain('birthday')
})

test('a member who is gone is told apart from one who never was; members themselves see nobody', async () => {
  const gone = await member(shop)
  await gone.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
  await expect(staff.api.memberPage({ memberId: gone.id })).rejects.toMatchObject({ code: 'account_closed' })
  await expect((await owner(shop)).api.findMember({ wanted: { by: 'card', cardNo: gone.profile.cardNo } })).rejects.toMatchObject({ code: 'member_not_found' })
  const someone = await member(shop)
  await expect(someone.api.memberPage({ memberId: staff.id })).rejects.toMatchObject({ code: expect.stringMatching(/staff_removed|not_allowed/) })
})
