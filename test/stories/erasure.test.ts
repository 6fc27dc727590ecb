import { Log } from '../../functions/log'
import { PersonalData } from '../../functions/members/personal-data'
import { freshId } from '../../scripts/support/in-process'
import { canonical, everything, expectBalancedBooks } from '../support/books'
import { apiEvent } from '../support/events'
import { buys, clerk, exchange, member, memberQr, outcome, type Person, qrOf, redeem, reward, scan, till } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  await shop.close()
})

const erase = ({ api }: Person) => api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
const personOf = ({ wechatId }: Person) => shop.wechat.people.find(({ id }) => id === wechatId)

/** Somebody with a name, a birthday, a phone number and a past. */
async function known(): Promise<Person> {
  const lin = await member(shop, { points: 400 })
  await lin.api.updateMe({ nickname: '林小满', birthday: '1996-05-18' })
  await lin.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })
  await exchange(lin.api, await reward(shop, 3))
  return lin
}

describe('an erased account', () => {
  test('leaves nothing personal behind anywhere, and the sums of the ledger as they were', async () => {
    const lin = await known()
    const person = personOf(lin)
    const personal = new PersonalData(shop.settings)
    const traces = [person?.openid, person?.phoneNumber, '林小满', '1996-05-18', lin.deviceId, personal.hash('openid', person?.openid ?? ''), personal.hash('phone', person?.phoneNumber ?? '')]
    const before = (await everything(shop)).filter(({ pk }) => pk === lin.id)
    const sealed = String(before.find(({ sk }) => sk === 'MEMBER')?.['personal'])
    expect(personal.open(lin.id, sealed)).toMatchObject({ nickname: '林小满' })
    expect(await erase(lin)).toEqual({ erased: true })
    const after = await everything(shop)
    for (const trace of [...traces, sealed]) expect(JSON.stringify(after)).not.toContain(trace)
    const books = (items: typeof before) => items.filter(({ sk }) => /^ENTRY/.test(String(sk))).map(canonical).sort()
    expect(books(after.filter(({ pk }) => pk === lin.id))).toEqual(books(before))
    expect(after.find(({ pk, sk }) => pk === lin.id && sk === 'ACCOUNT')).toMatchObject({ available: 400, closed: true })
    expect(await erase(lin)).toEqual({ erased: true })
  })

  test('answers nothing to its tokens any more', async () => {
    const lin = await known()
    const it = await reward(shop, 3)
    const { items } = await lin.api.listVouchers({})
    const voucherId = items[0]?.id ?? ''
    const friend = await member(shop)
    const { shareId } = await friend.api.myShare({})
    const { shareId: own } = await lin.api.myShare({})
    await erase(lin)
    const { api } = lin
    const calls: Record<string, Promise<unknown>> = {
      me: api.me({}), home: api.home({}), account: api.account({}), entries: api.entries({}), export: api.exportMe({}), code: api.memberCode({}),
      update: api.updateMe({ nickname: '我' }), phone: api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' }), out: api.signOutEverywhere({}),
      month: api.checkInMonth({}), checkIn: api.checkIn({ id: freshId('operation'), day: shop.clock.today }), share: api.myShare({}), open: api.openShare({ shareId }),
      rewards: api.listRewards({}), reward: api.reward({ rewardId: it.id }), exchange: exchange(api, it),
      vouchers: api.listVouchers({}), voucher: api.voucher({ voucherId }), cancel: api.cancelVoucher({ voucherId, id: freshId('operation') }),
    }
    const answers = await Promise.all(Object.entries(calls).map(async ([name, call]) => [name, await outcome(call)]))
    expect(answers).toEqual(Object.keys(calls).map((name) => [name, 'account_closed']))
    expect(await outcome(friend.api.openShare({ shareId: own }))).toBe('share_unknown')
  })

  test('earns and redeems nothing any more: not by till, not by clerk, not by a scan in hand', async () => {
    const lin = await known()
    const wang = await clerk(shop)
    const [voucher] = (await lin.api.listVouchers({})).items
    const detail = await lin.api.voucher({ voucherId: voucher?.id ?? '' })
    const ticket = await scan(wang.api, qrOf(shop, detail))
    const code = await memberQr(shop, lin)
    const memberTicket = await scan(wang.api, code)
    const orderNo = await buys(shop, lin.id, 30)
    await erase(lin)
    expect(await outcome(buys(shop, lin.id, 10))).toBe('account_closed')
    expect(await outcome((await till(shop)).reportOrderPaid({ orderNo: 'gone', member: { code }, amountFen: 100 }))).toBe('member_not_found')
    expect(await outcome(wang.api.recordPurchase({ id: freshId('operation'), storeId: storeId(1), ticket: memberTicket, amountFen: 100 }))).toBe('account_closed')
    expect(await outcome(wang.api.look({ code: qrOf(shop, detail), storeId: storeId(1) }))).toBe('voucher_not_found')
    expect(await outcome(wang.api.redeem({ id: freshId('operation'), storeId: storeId(1), ticket }))).toBe('voucher_not_found')
    expect(await (await till(shop, 'purse')).reportOrderRefunded({ orderNo, refundId: 'r', amountFen: 3_000 })).toMatchObject({ reversedPoints: 0 })
  })

  test('sets its openid and its phone number free for a new beginning', async () => {
    const lin = await known()
    await erase(lin)
    const anew = await member(shop, { wechatId: lin.wechatId })
    expect(anew.id).not.toBe(lin.id)
    expect((await anew.api.account({})).available).toBe(100)
    expect((await anew.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })).phoneMasked).not.toBeNull()
  })

  test('of a clerk ends the work there, and the name is gone from the staff and from every voucher', async () => {
    const name = '孙大圣'
    const wang = await clerk(shop, [1], name)
    const lin = await known()
    const [voucher] = (await lin.api.listVouchers({})).items
    await redeem(shop, wang.api, await lin.api.voucher({ voucherId: voucher?.id ?? '' }))
    await erase(wang)
    expect(await outcome(wang.api.today({}))).toBe('staff_removed')
    expect(JSON.stringify(await everything(shop))).not.toContain(name)
  })
})

test('the export holds all that is known of a member, readable, and nothing of anybody else', async () => {
  const lin = await known()
  const exported = await lin.api.exportMe({})
  expect(exported.profile).toMatchObject({ nickname: '林小满', birthday: '1996-05-18', phone: personOf(lin)?.phoneNumber, openid: personOf(lin)?.openid })
  const kinds = exported.items.map(({ sk }) => String(sk).split('#')[0])
  expect(new Set(kinds)).toEqual(new Set(['ACCOUNT', 'ENTRY', 'MEMBER', 'VOUCHER']))
  expect(exported.next).toBeNull()
  expect(JSON.stringify(exported)).not.toMatch(/openidHash|phoneHash|"personal"/)
})

test('a phone number is stored sealed, shown masked, and changes hands only with its owner’s button', async () => {
  const [lin, chen] = [await known(), await member(shop)]
  const number = personOf(lin)?.phoneNumber ?? ''
  expect((await lin.api.me({})).phoneMasked).toBe(`${number.slice(0, 3)}****${number.slice(-4)}`)
  expect(JSON.stringify(await everything(shop))).not.toContain(number)
  expect(await outcome(chen.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' }))).toBe('phone_taken')
  const other = shop.wechat.phone.addPerson({ id: `second-phone-of-${lin.wechatId}` })?.id ?? ''
  await lin.api.linkPhone({ code: shop.wechat.phone.phoneCode(other) ?? '' })
  expect((await chen.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })).phoneMasked).toBe(`${number.slice(0, 3)}****${number.slice(-4)}`)
})

test('the logs hold ids and codes, and nothing personal or secret, whatever goes wrong', async () => {
  const written: string[] = []
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const loud = await shop.instance([], { log: new Log('debug'), wechat: shop.door({ timeoutMs: 200, sleep: async () => undefined }) })
  const lin = await known()
  const api = lin.on(loud)
  const phoneCode = shop.wechat.phone.phoneCode(lin.wechatId) ?? ''
  await api.updateMe({ nickname: '赵钱孙' })
  await api.exportMe({})
  shop.wechat.fail('getuserphonenumber', { type: 'garbage', text: JSON.stringify({ phone_info: personOf(lin) }) })
  await outcome(api.linkPhone({ code: phoneCode }))
  shop.wechat.fail('getuserphonenumber', 'off')
  await outcome(api.linkPhone({ code: 'no-such-code' }))
  const loginCode = shop.wechat.phone.loginCode(lin.wechatId) ?? ''
  await loud.api(apiEvent({ method: 'POST', path: '/sessions', body: { code: loginCode, deviceId: lin.deviceId }, token: lin.token }))
  await loud.api(apiEvent({ method: 'POST', path: '/me', body: { nickname: '周吴郑', secret: '李王' }, token: lin.token }))
  await loud.api(apiEvent({ method: 'GET', path: '/me', token: `${lin.token}x` }))
  await loud.api(apiEvent({ method: 'GET', path: '/person/林小满', query: { phone: '16100000001' } }))
  out.mockRestore()
  const log = written.join('')
  expect(written.length).toBeGreaterThanOrEqual(8)
  for (const line of written) expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), at: expect.any(String), message: expect.any(String) })
  const secrets = ['赵钱孙', '周吴郑', '李王', '林小满', '16100000001', personOf(lin)?.openid, personOf(lin)?.phoneNumber, phoneCode, loginCode, lin.token, lin.renewal, lin.deviceId, lin.profile.cardNo, 'Bearer']
  for (const secret of secrets) expect(log).not.toContain(secret)
})
