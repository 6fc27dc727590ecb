import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks } from '../support/books'
import { earnedBy, friendOf, purchase, terms } from '../support/invited'
import { member, outcome, type Person } from '../support/people'
import { openShop, type Shop } from '../support/story'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ terms })
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const taskOf = async ({ api }: Person, id: string) => (await api.myTasks({})).tasks.find((task) => task.id === id)
const linkPhone = (lin: Person) => lin.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })

describe('a profile', () => {
  test('told whole is paid once, whichever part comes last', async () => {
    const [lin, chen] = [await member(shop), await member(shop)]
    await lin.api.updateMe({ nickname: '小满', birthday: '1996-05-18' })
    expect(await taskOf(lin, 'profile')).toMatchObject({ state: 'underway', progress: { done: 2, of: 3 } })
    expect(await earnedBy(lin)).toMatchObject({ usable: 0 })
    await linkPhone(lin)
    expect(await earnedBy(lin)).toMatchObject({ usable: 40 })
    await lin.api.updateMe({ birthday: null })
    await lin.api.updateMe({ birthday: '1996-05-19' })
    expect(await earnedBy(lin)).toMatchObject({ usable: 40 })
    expect(await taskOf(lin, 'profile')).toMatchObject({ state: 'done' })
    await linkPhone(chen)
    await Promise.all([chen.api.updateMe({ nickname: '一舟', birthday: '1989-11-02' }), chen.api.updateMe({ nickname: '舟', birthday: '1989-11-02' })])
    expect(await earnedBy(chen)).toMatchObject({ usable: 40 })
  })
})

describe('the task centre', () => {
  test('says what can be done, where, and what is left today', async () => {
    const lin = await member(shop)
    expect(await taskOf(lin, 'check-in')).toMatchObject({ state: 'ready', rewardPoints: 5, leftToday: 5, go: 'check_in' })
    await lin.api.checkIn({ id: freshId('operation'), day: shop.clock.today })
    expect(await taskOf(lin, 'check-in')).toMatchObject({ state: 'waiting', leftToday: 0 })
    await (await member(shop)).api.openShare({ shareId: (await lin.api.myShare({})).shareId })
    expect(await taskOf(lin, 'share')).toMatchObject({ state: 'ready', leftToday: 20, go: 'invite' })
    expect(await taskOf(lin, 'bottle')).toMatchObject({ title: { zh: '归还空瓶', en: 'Bottle returned' }, leftToday: 10, go: 'store' })
  })
})

describe('what the daily limits still leave', () => {
  const leftInTasks = async ({ api }: Person) => (await api.myTasks({})).tasks.reduce((sum, { leftToday }) => sum + (leftToday ?? 0), 0)

  test('is told in the reply to a check-in as the task centre tells it, and on the first screen for sharing; it goes down as it is earned', async () => {
    const lin = await member(shop)
    expect((await lin.api.home({})).shareLeftToday).toBe(30)
    const { shareId } = await lin.api.myShare({})
    await (await member(shop)).api.openShare({ shareId })
    const before = await leftInTasks(lin)
    const { leftToday } = await lin.api.checkIn({ id: freshId('operation'), day: shop.clock.today })
    expect([leftToday, await leftInTasks(lin)]).toEqual([before - 5, before - 5])
    expect((await lin.api.home({})).shareLeftToday).toBe(20)
    for (const friend of [await member(shop), await member(shop), await member(shop)]) await friend.api.openShare({ shareId })
    expect((await lin.api.home({})).shareLeftToday).toBe(0)
  })
})

describe('the invitations', () => {
  test('name friends only by a masked name, in pages, with totals on the first', async () => {
    const lin = await member(shop)
    for (const nickname of ['周一宁', '陈一舟', '赵敏']) await (await friendOf(shop, lin)).api.updateMe({ nickname })
    const buyer = await friendOf(shop, lin)
    await purchase(shop, buyer, 50)
    await shop.drainStream()
    const first = await lin.api.myInvitations({ limit: 3 })
    expect(first.items).toHaveLength(3)
    expect(first.totals).toEqual({ friends: 4, waitingPoints: 100, paidPoints: 0, isCut: false })
    const second = await lin.api.myInvitations({ limit: 3, cursor: first.next ?? '' })
    expect(second).toMatchObject({ totals: null, next: null })
    const names = [...first.items, ...second.items].map(({ nameMasked }) => nameMasked).sort()
    expect(names).toEqual(['', '周**', '赵*', '陈**'])
    expect(JSON.stringify([first, second])).not.toContain(buyer.id)
    for (const input of [{ cursor: 'xxxx' }, { limit: 0 }, { limit: 51 }]) expect(await outcome(lin.api.myInvitations(input))).toBe('invalid_input')
  })

  test('come with a poster whose code leads to the share page, asked of WeChat once', async () => {
    const lin = await member(shop)
    const poster = await lin.api.invitationPoster({})
    expect(poster.shareId.length).toBeLessThanOrEqual(32)
    expect(poster.path).toBe(`/pages/share/index?share=${poster.shareId}`)
    expect(poster.picture?.base64.length).toBeGreaterThan(100)
    expect(await lin.api.invitationPoster({})).toEqual(poster)
  })

  test('come with the plain link where WeChat gives no code', async () => {
    const lin = await member(shop)
    const silent = await shop.instance([], { wechat: shop.door({ origin: 'http://127.0.0.1:1' }) })
    expect(await lin.on(silent).invitationPoster({})).toMatchObject({ picture: null, shareId: (await lin.api.myShare({})).shareId })
  })
})
