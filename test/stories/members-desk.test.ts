import { keys } from '../../functions/database/keys'
import { getAll } from '../../functions/database/read'
import { freshId } from '../../scripts/support/in-process'
import { text } from '../../scripts/verify/text'
import type { MemberId } from '../../shared/api/ids'
import { snapshot } from '../support/books'
import { closeBalanced, refusalOf } from '../support/shelf'
import { answersLost, answersLostOnTheWire, asking, counted, meanwhile, without } from '../support/faults'
import { marketer } from '../support/marketing'
import { buys, clerk, exchange, loosely, member, members, outcome, owner, type Person, redeem, reward, till } from '../support/people'
import { namedAfter, namedAfterRemoving } from '../support/plant'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
let li: Person
beforeAll(async () => {
  shop = await openShop()
  li = await marketer(shop)
})
afterAll(() => closeBalanced(shop))
// Nobody at a desk asks sixty things in a second.
beforeEach(() => shop.clock.pass(20_000))

async function known(nickname = '林小满') {
  const lin = await member(shop)
  await lin.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })
  await lin.api.updateMe({ nickname, birthday: '1990-05-06' })
  const { phone } = await li.api.unmaskMember({ memberId: lin.id, reason: '核对手机号' })
  return { lin, phone: phone ?? '' }
}

const change = (memberId: MemberId, points: number, id = freshId('operation')) => ({ memberId, points, id, reason: '收银漏记', text: '补记 11 月 20 日的消费' })

describe('a member is found', () => {
  test('by phone number, card, id or customer number, masked, in three requests at most', async () => {
    const { lin, phone } = await known()
    const { fault, times } = counted(({ text: asked }) => !asked.includes('PROGRAMME'))
    const there = li.on(await shop.instance([fault]))
    await there.findMembers({ memberId: lin.id })
    for (const by of [{ phone }, { phone: `+86${phone}` }, { cardNo: lin.profile.cardNo }, { cardNo: lin.profile.cardNo.toLowerCase() }, { memberId: lin.id }]) {
      const before = times()
      const { items, next } = await there.findMembers(by)
      expect([items, next]).toEqual([[{ id: lin.id, cardNo: lin.profile.cardNo, nicknameMasked: '林**', phoneMasked: `${phone.slice(0, 3)}****${phone.slice(-4)}`, joinedOn: '2026-11-24', isFrozen: false }], null])
      expect(times() - before).toBeLessThanOrEqual(3)
    }
  })

  test('by one thing at a time; unknown and erased people are nobody', async () => {
    const { lin, phone } = await known('陈一')
    expect(await outcome(li.api.findMembers({ phone, cardNo: lin.profile.cardNo }))).toBe('invalid_input')
    for (const bad of [{ phone: '123' }, { cardNo: 'a b' }, { memberId: 'mem_1' }, { nickname: '林' }, { cursor: 'bm90aGluZw' }]) expect(await outcome(loosely(li.api, 'findMembers', bad))).toBe('invalid_input')
    expect((await li.api.findMembers({ phone: '19900000000' })).items).toEqual([])
    await lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
    for (const by of [{ phone }, { cardNo: lin.profile.cardNo }, { memberId: lin.id }]) expect((await li.api.findMembers(by)).items).toEqual([])
    expect([await outcome(li.api.memberDetail({ memberId: lin.id })), await outcome(li.api.memberEntries({ memberId: lin.id })), await outcome(li.api.unmaskMember({ memberId: lin.id, reason: '核对' }))]).toEqual(['member_not_found', 'account_closed', 'member_not_found'])
  })

  test('with everyone else, each once, page by page', async () => {
    const people = await members(shop, 12)
    const { fault, times } = counted(({ text: asked }) => !asked.includes('PROGRAMME'))
    const there = li.on(await shop.instance([fault]))
    const found: string[] = []
    let cursor: string | undefined
    do {
      const before = times()
      const page = await there.findMembers({ limit: 1, ...(cursor === undefined ? {} : { cursor }) })
      if (before > 0) expect(times() - before).toBeLessThanOrEqual(3)
      found.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
      shop.clock.pass(1_000)
    } while (cursor !== undefined)
    expect(new Set(found).size).toBe(found.length)
    expect(found).toEqual(expect.arrayContaining(people.map(({ id }) => id)))
  })
})

describe('a member at the desk', () => {
  test('is seen with points, standing, friends, entries and vouchers, but without personal data', async () => {
    const { lin, phone } = await known()
    const friend = await member(shop, { shareId: (await lin.api.myShare({})).shareId })
    await buys(shop, lin.id, 200)
    const { voucher } = await exchange(lin.api, await reward(shop, 2))
    await shop.drainStream()
    const seen = await li.api.memberDetail({ memberId: lin.id })
    expect(seen).toMatchObject({ id: lin.id, nicknameMasked: '林**', hasBirthday: true, isOnWechat: true, standing: null, tier: null, customer: null, invitations: { invitedBy: null, isCut: false } })
    expect(seen.account).toEqual(await lin.api.account({}))
    expect((await li.api.memberDetail({ memberId: friend.id })).invitations.invitedBy).toBe(lin.id)
    expect(seen.invitations.latest).toMatchObject([{ friendId: friend.id, state: 'joined', points: 0 }])
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${phone}|小满|1990`))
    expect((await li.api.memberEntries({ memberId: lin.id })).items).toEqual((await lin.api.entries({})).items)
    const vouchers = await li.api.memberVouchers({ memberId: lin.id, state: 'usable' })
    expect(vouchers.items.map(({ id }) => id)).toEqual([voucher.id])
    expect(vouchers.items[0]).not.toHaveProperty('code')
  })

  test('is unmasked for a reason only', async () => {
    const { lin, phone } = await known()
    for (const reason of [undefined, '', '   ']) expect(await outcome(loosely(li.api, 'unmaskMember', { memberId: lin.id, reason }))).toBe('reason_needed')
    expect(await li.api.unmaskMember({ memberId: lin.id, reason: '会员来电核对' })).toEqual({ nickname: '林小满', phone, birthday: '1990-05-06' })
    expect(await outcome(li.api.unmaskMember({ memberId: freshId('member'), reason: '核对' }))).toBe('member_not_found')
  })

  test('is nobody’s business but that of marketers and the owner', async () => {
    const [wang, lin] = [await clerk(shop), await member(shop)]
    for (const { api } of [wang, lin]) {
      const said = [await outcome(api.findMembers({})), await outcome(api.memberDetail({ memberId: lin.id })), await outcome(api.memberEntries({ memberId: lin.id })), await outcome(api.memberVouchers({ memberId: lin.id })), await outcome(api.unmaskMember({ memberId: lin.id, reason: '看看' })), await outcome(api.adjustPoints(change(lin.id, 1)))]
      expect(new Set(said)).toEqual(new Set([api === lin.api ? 'staff_removed' : 'not_allowed']))
    }
  })

  test('has a clerk whose day is told: what they redeemed and recorded', async () => {
    const [wang, lin] = [await clerk(shop), await member(shop)]
    const { voucher } = await exchange(lin.api, await reward(shop, 1))
    await redeem(shop, wang.api, voucher)
    const { id: staffId } = await wang.api.myStaff({})
    const today = await li.api.redemptionsOf({ staffId })
    expect(today).toEqual(await wang.api.today({}))
    expect(today.items).toMatchObject([{ type: 'redemption', cardNo: lin.profile.cardNo, title: { zh: '一杯咖啡' } }])
    expect((await li.api.redemptionsOf({ staffId, day: '2026-11-01' })).items).toEqual([])
    expect(await outcome(wang.api.redemptionsOf({ staffId }))).toBe('not_allowed')
  })
})

describe('points corrected by hand', () => {
  test('go up and down, pay debt, and are told to the member with the sentence of the staff', async () => {
    const lin = await member(shop)
    expect(await li.api.adjustPoints(change(lin.id, 60))).toMatchObject({ points: 60, entry: 2, account: { available: 160 }, replayed: false })
    shop.clock.pass(1_000)
    expect(await li.api.adjustPoints({ ...change(lin.id, -110), text: '重复记了一笔，扣回' })).toMatchObject({ account: { available: 50 } })
    const [down, up] = (await lin.api.entries({})).items
    expect([down, up]).toMatchObject([{ type: 'adjust', points: -110, facts: { text: '重复记了一笔，扣回' } }, { type: 'adjust', points: 60, source: { kind: 'staff' }, lots: [{ expiresOn: '2027-11-30' }] }])
    expect(JSON.stringify([down, up, await lin.api.exportMe({})])).not.toContain('收银漏记')
    await shop.drainStream()
    expect((await lin.api.listMessages({})).items.map(({ kind, facts }) => [kind, facts])).toEqual([['points_adjusted', { points: -110, text: '重复记了一笔，扣回' }], ['points_adjusted', { points: 60, text: '补记 11 月 20 日的消费' }]])
    const pos = await till(shop)
    await pos.reportOrderPaid({ orderNo: 'desk-1', member: { memberId: lin.id }, amountFen: 10_000, storeId: storeId(1) })
    await li.api.adjustPoints(change(lin.id, -150))
    await pos.reportOrderRefunded({ orderNo: 'desk-1', refundId: 'r', amountFen: 10_000 })
    expect((await li.api.adjustPoints(change(lin.id, 130))).account).toMatchObject({ available: 30, debt: 0 })
  })

  test('never fall below nothing, and wait for a second person beyond what the programme allows of a member in a day', async () => {
    const lin = await member(shop)
    const before = await snapshot(shop)
    expect((await refusalOf(li.api.adjustPoints(change(lin.id, -101)))).details).toEqual({ availablePoints: 100 })
    expect(await snapshot(shop)).toEqual(before)
    await li.api.adjustPoints(change(lin.id, 700))
    await li.api.adjustPoints(change(lin.id, -200))
    expect(await (await owner(shop)).api.adjustPoints(change(lin.id, 101))).toMatchObject({ entry: null, approval: { state: 'waiting' } })
    shop.clock.pass(86_400_000)
    expect(await outcome(li.api.adjustPoints(change(lin.id, 101)))).toBe('done')
  })

  test('are corrected once for an id, by two at once, and when answers are lost; another correction under it is refused', async () => {
    const [lin, chen] = await members(shop, 2)
    if (lin === undefined || chen === undefined) throw new Error('two have joined')
    const wish = change(lin.id, 40)
    const both = await Promise.all([li.api.adjustPoints(wish), li.api.adjustPoints(wish)])
    expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true])
    for (const lost of [answersLost, answersLostOnTheWire]) {
      const [again, there] = [change(chen.id, 10), li.on(await shop.instance([lost(asking('TransactWriteItems', /ADJUSTMENT#/))]))]
      await outcome(there.adjustPoints(again))
      expect((await there.adjustPoints(again)).replayed).toBe(true)
    }
    expect([(await lin.api.account({})).available, (await chen.api.account({})).available]).toEqual([140, 120])
    for (const other of [{ points: 41 }, { memberId: chen.id }, { reason: '别的' }, { text: '别的' }]) expect(await outcome(li.api.adjustPoints({ ...wish, ...other }))).toBe('idempotency_conflict')
    expect(await outcome((await owner(shop)).api.adjustPoints(wish))).toBe('idempotency_conflict')
  })

  test.each([{ points: 0 }, { points: 1.5 }, { points: 1_000_001 }, { reason: ' ' }, { text: '' }, { text: '长'.repeat(41) }, { id: 'op' }, { by: 'stf_1' }])('are not corrected with %j', async (bad) => {
    expect(await outcome(loosely(li.api, 'adjustPoints', { ...change((await member(shop)).id, 5), ...bad }))).toBe('invalid_input')
  })

  test('are not one’s own, but the owner’s; nor those of somebody unknown or erased', async () => {
    const [boss, lin] = [await owner(shop), await member(shop)]
    expect([await outcome(li.api.adjustPoints(change(li.id, 5))), await outcome(boss.api.adjustPoints(change(boss.id, 5)))]).toEqual(['not_allowed', 'done'])
    await lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
    expect([await outcome(li.api.adjustPoints(change(lin.id, 5))), await outcome(li.api.adjustPoints(change(freshId('member'), 5)))]).toEqual(['account_closed', 'member_not_found'])
  })
})

describe('one id corrects once', () => {
  const twice = async (own: Shop, staff: Person, weak: Parameters<Shop['instance']>[0]) => {
    const [lin, chen] = [await member(own), await member(own)]
    const wish = change(lin.id, 40)
    const slow = staff.on(await own.instance([...(weak ?? []), meanwhile(asking('TransactWriteItems', /ADJUSTMENT#/), () => staff.api.adjustPoints({ ...wish, memberId: chen.id }))]))
    return (await outcome(slow.adjustPoints(wish))) === 'idempotency_conflict' && (await lin.api.account({})).available === 100
  }

  test('by the condition of its record, and not without it, which verify sees', async () => {
    expect(await twice(shop, li, [])).toBe(true)
    const own = await openShop({ isVerified: false })
    const staff = await marketer(own)
    expect(await twice(own, staff, [without('attribute_not_exists(pk)', /ADJUSTMENT#/)])).toBe(false)
    await own.close()
  })

  test('and verify names corrections without a record, of others, and never booked', async () => {
    const own = await openShop({ isVerified: false })
    const [staff, lin, say] = [await marketer(own), await member(own), text.breach]
    const wish = change(lin.id, 40)
    await staff.api.adjustPoints(wish)
    const key = keys.adjustment(wish.id)
    expect(await namedAfterRemoving(own, key)).toEqual([say.adjustmentMissing(lin.id, 2)])
    expect(await namedAfter(own, key, (item) => ({ ...item, points: 50 }))).toEqual([say.adjustmentOther(wish.id, 50, lin.id, 40)])
    const stray = { ...(await getAll(own.database, [key]))[0], ...keys.adjustment('op_X'), id: 'op_X' }
    expect(await namedAfter(own, stray, () => stray)).toEqual([say.adjustmentUnbooked('op_X', lin.id)])
    await own.close()
  })
})
