import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks } from '../support/books'
import { meanwhile, asking } from '../support/faults'
import { clerk, exchange, member, memberQr, outcome, owner, qrOf, reward, scan, tallied } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const invite = async (stores = [storeId(1)], name = '小王') => (await (await owner(shop)).api.inviteClerk({ storeIds: stores, name })).invitation
const dismiss = async (staffId: string) => (await owner(shop)).api.removeClerk({ staffId })

describe('an invitation', () => {
  test('makes one person a clerk of its stores, who may send it again', async () => {
    const invitation = await invite([storeId(2)])
    const [wang, li] = [await member(shop), await member(shop)]
    const hired = await wang.api.acceptInvitation({ invitation })
    expect(hired).toMatchObject({ role: 'clerk', name: '小王', stores: [{ name: '静安店' }] })
    expect(await wang.api.acceptInvitation({ invitation })).toEqual(hired)
    expect(await outcome(li.api.acceptInvitation({ invitation }))).toBe('invitation_bad')
    expect((await wang.api.me({})).staffRole).toBe('clerk')
    expect((await (await owner(shop)).api.listStaff({})).items.map(({ id }) => id)).toContain(hired.id)
  })

  test('used by two people at once makes one of them a clerk', async () => {
    const invitation = await invite()
    const people = [await member(shop), await member(shop), await member(shop)]
    expect(await tallied(people.map(({ api }) => api.acceptInvitation({ invitation })))).toEqual({ done: 1, invitation_bad: 2 })
  })

  test('is good for two days, for stores that exist, and only as it was written', async () => {
    const wang = await member(shop)
    const invitation = await invite()
    expect(await outcome(wang.api.acceptInvitation({ invitation: `${invitation.slice(0, -2)}AA` }))).toBe('invitation_bad')
    expect(await outcome(wang.api.acceptInvitation({ invitation: wang.token }))).toBe('invitation_bad')
    expect(await outcome((await owner(shop)).api.inviteClerk({ storeIds: [freshId('store')], name: '小王' }))).toBe('not_found')
    shop.clock.pass(48 * 3_600_000)
    expect(await outcome(wang.api.acceptInvitation({ invitation }))).toBe('invitation_bad')
  })

  test('does not make a clerk of two lives out of one who is a clerk already', async () => {
    const wang = await clerk(shop)
    expect(await outcome(wang.api.acceptInvitation({ invitation: await invite() }))).toBe('invitation_bad')
  })
})

describe('a clerk who is removed', () => {
  test('can do nothing from that moment, not even with a scan in hand', async () => {
    const wang = await clerk(shop)
    const lin = await member(shop)
    const { voucher } = await exchange(lin.api, await reward(shop, 1))
    const ticket = await scan(wang.api, qrOf(shop, voucher))
    const memberTicket = await scan(wang.api, await memberQr(shop, lin))
    await dismiss((await wang.api.myStaff({})).id)
    const tries = [
      wang.api.redeem({ id: freshId('operation'), storeId: storeId(1), ticket }),
      wang.api.recordPurchase({ id: freshId('operation'), storeId: storeId(1), ticket: memberTicket, amountFen: 100 }),
      wang.api.look({ code: qrOf(shop, voucher), storeId: storeId(1) }),
      wang.api.today({}),
      wang.api.myStaff({}),
    ]
    expect(await tallied(tries)).toEqual({ staff_removed: 5 })
    expect((await wang.api.me({})).staffRole).toBeNull()
    expect((await lin.api.voucher({ voucherId: voucher.id })).state).toBe('issued')
  })

  test('comes back only by a new invitation, and not with an old scan', async () => {
    const wang = await member(shop)
    const invitation = await invite()
    const { id } = await wang.api.acceptInvitation({ invitation })
    const ticket = await scan(wang.api, await memberQr(shop, await member(shop)))
    await dismiss(id)
    expect(await outcome(wang.api.acceptInvitation({ invitation }))).toBe('invitation_bad')
    const again = await wang.api.acceptInvitation({ invitation: await invite() })
    expect(again.id).not.toBe(id)
    expect(await outcome(wang.api.recordPurchase({ id: freshId('operation'), storeId: storeId(1), ticket, amountFen: 100 }))).toBe('code_outdated')
  })

  test('is removed once; the owner, and who is nobody, cannot be', async () => {
    const wang = await clerk(shop)
    const { id } = await wang.api.myStaff({})
    expect(await dismiss(id)).toEqual({ removed: true })
    expect(await dismiss(id)).toEqual({ removed: true })
    expect(await outcome(dismiss(freshId('staff')))).toBe('not_found')
    expect(await outcome(dismiss((await (await owner(shop)).api.myStaff({})).id))).toBe('not_found')
  })

  test('while erasing the own account, is gone all the same', async () => {
    const wang = await clerk(shop)
    const { id } = await wang.api.myStaff({})
    const slow = await shop.instance([meanwhile(asking('TransactWriteItems', /removedBy/), () => wang.api.eraseMe({ id: freshId('operation'), confirm: 'erase' }))])
    expect(await (await owner(shop)).on(slow).removeClerk({ staffId: id })).toEqual({ removed: true })
    expect((await (await owner(shop)).api.listStaff({})).items.map((staff) => staff.id)).not.toContain(id)
  })
})

test('a clerk stands in the own stores only; the owner in all', async () => {
  const wang = await clerk(shop, [1])
  const lin = await member(shop)
  const code = await memberQr(shop, lin)
  expect(await outcome(wang.api.look({ code, storeId: storeId(2) }))).toBe('store_not_yours')
  const ticket = await scan(wang.api, code)
  expect(await outcome(wang.api.recordPurchase({ id: freshId('operation'), storeId: storeId(2), ticket, amountFen: 100 }))).toBe('store_not_yours')
  expect(await outcome((await owner(shop)).api.look({ code, storeId: storeId(2) }))).toBe('done')
})

test('a clerk sees a member masked, records a purchase once, and finds it in the list of the day', async () => {
  const wang = await clerk(shop)
  const lin = await member(shop)
  await lin.api.updateMe({ nickname: '林小满' })
  await lin.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })
  const look = await wang.api.look({ code: await memberQr(shop, lin), storeId: storeId(1) })
  expect(look.type === 'member' && look.member).toMatchObject({ nicknameMasked: '林**', phoneMasked: expect.stringMatching(/^\d{3}\*{4}\d{4}$/) })
  const purchase = { id: freshId('operation'), storeId: storeId(1), ticket: look.ticket, amountFen: 2_550 }
  expect(await wang.api.recordPurchase(purchase)).toMatchObject({ earnedPoints: 25, replayed: false })
  expect(await wang.api.recordPurchase(purchase)).toMatchObject({ earnedPoints: 25, replayed: true })
  expect(await outcome(wang.api.recordPurchase({ ...purchase, amountFen: 2_551 }))).toBe('order_conflict')
  expect((await wang.api.today({})).items).toMatchObject([{ type: 'purchase', amountFen: 2_550, points: 25, cardNo: lin.profile.cardNo }])
  shop.clock.pass(86_400_000)
  expect((await wang.api.today({})).items).toEqual([])
})
