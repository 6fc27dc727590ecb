import { commit } from '../../functions/database/write'
import { Log } from '../../functions/log'
import { MembersRepository } from '../../functions/members/members.repository'
import { expectBalancedBooks } from '../support/books'
import { member, members, outcome, type Person } from '../support/people'
import { openShop, type Shop } from '../support/story'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const linkOf = async ({ api }: Person) => (await api.myShare({})).shareId
const opens = async (friend: Person, sharer: Person) => (await friend.api.openShare({ shareId: await linkOf(sharer) })).outcome
const earnedBy = async ({ api }: Person) => (await api.account({})).available - 100

describe('a shared link', () => {
  test('pays the sharer when another person opens it, once per friend, however often', async () => {
    const [lin, chen] = [await member(shop), await member(shop)]
    const shareId = await linkOf(lin)
    const replies = await Promise.all(Array.from({ length: 5 }, () => chen.api.openShare({ shareId })))
    expect(replies.map(({ outcome: it, replayed }) => [it, replayed]).sort()).toEqual([['paid', false], ...Array.from({ length: 4 }, () => ['paid', true])])
    expect([await earnedBy(lin), await earnedBy(chen)]).toEqual([10, 0])
  })

  test('pays up to the daily cap, also for friends who come at once; the next day they count', async () => {
    const own = await openShop()
    const lin = await member(own)
    const friends = await members(own, 5)
    const { shareId } = await lin.api.myShare({})
    const open = () => Promise.all(friends.map(async ({ api }) => (await api.openShare({ shareId })).outcome))
    expect((await open()).sort()).toEqual(['daily_cap', 'daily_cap', 'paid', 'paid', 'paid'])
    expect(await earnedBy(lin)).toBe(30)
    own.clock.pass(86_400_000)
    expect(await open()).toEqual(['paid', 'paid', 'paid', 'paid', 'paid'])
    expect(await earnedBy(lin)).toBe(50)
    await expectBalancedBooks(own)
    await own.close()
  })

  test('of one’s own pays nothing', async () => {
    const lin = await member(shop)
    expect(await opens(lin, lin)).toBe('own_link')
    expect(await earnedBy(lin)).toBe(0)
  })

  test('opened on the sharer’s own phone pays nothing', async () => {
    const lin = await member(shop, { deviceId: 'one-phone-for-two' })
    const twin = await member(shop, { deviceId: 'one-phone-for-two' })
    expect(await opens(twin, lin)).toBe('same_device')
    expect(await earnedBy(lin)).toBe(0)
  })

  test('in a circle of two and of three pays nobody for coming back', async () => {
    const [a, b, c] = [await member(shop), await member(shop), await member(shop)]
    expect(await opens(b, a)).toBe('paid')
    expect(await opens(a, b)).toBe('circle')
    expect(await opens(c, b)).toBe('paid')
    expect(await opens(a, c)).toBe('circle')
    expect([await earnedBy(a), await earnedBy(b), await earnedBy(c)]).toEqual([10, 10, 0])
  })

  test('opened by two people on each other at one moment pays one of them at most', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await member(shop), await member(shop)]
      const [linkA, linkB] = [await linkOf(a), await linkOf(b)]
      const outcomes = await Promise.all([a.api.openShare({ shareId: linkB }), b.api.openShare({ shareId: linkA })])
      expect(outcomes.map(({ outcome: said }) => said).sort()).toEqual(['circle', 'paid'])
    }
  })

  test('remembers who brought a newcomer, and the newcomer’s own link pays no circle', async () => {
    const lin = await member(shop)
    const newcomer = await member(shop, { shareId: await linkOf(lin) })
    expect(await opens(lin, newcomer)).toBe('circle')
    expect(await opens(newcomer, lin)).toBe('paid')
  })

  test('that was made up leads nowhere, and keeps no newcomer out', async () => {
    const lin = await member(shop)
    const shareId = await linkOf(lin)
    const forged = `${shareId.slice(0, -1)}${shareId.endsWith('A') ? 'B' : 'A'}`
    expect(await outcome((await member(shop)).api.openShare({ shareId: forged }))).toBe('share_unknown')
    expect((await member(shop, { shareId: forged })).profile.id).toMatch(/^mem_/)
  })

  test('that pays nothing says why in the log, in ids', async () => {
    const written: string[] = []
    const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(String(text))
      return true
    })
    const lin = await member(shop)
    const loud = await shop.instance([], { log: new Log('info') })
    await lin.on(loud).openShare({ shareId: await linkOf(lin) })
    out.mockRestore()
    const line = written.map((text): unknown => JSON.parse(text)).find((one) => Reflect.get(Object(one), 'message') === 'share not paid')
    expect(line).toMatchObject({ outcome: 'own_link', sharerId: lin.id, friendId: lin.id })
  })
})

describe('one phone number', () => {
  test('belongs to one member', async () => {
    const [lin, chen] = [await member(shop), await member(shop)]
    await lin.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })
    expect(await outcome(chen.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' }))).toBe('phone_taken')
  })

  test('that two members came with from elsewhere makes them one person to a shared link', async () => {
    const own = await openShop({ isVerified: false })
    const people = await members(own, 2)
    const repository = new MembersRepository(own.database)
    for (const { id } of people) {
      const known = await repository.active(id)
      await commit(own.database, [repository.change(known, { ...known, phoneHash: 'the-same' })])
    }
    const [lin, chen] = people
    if (lin === undefined || chen === undefined) throw new Error('two members were asked for')
    expect(await opens(chen, lin)).toBe('same_phone')
    expect(await earnedBy(lin)).toBe(0)
    await own.close()
  })
})
