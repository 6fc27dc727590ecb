import { invite, newClerk, newCustomer, removeClerk, storeAt } from '../support/counter'
import { type Stack, startStack } from '../support/stack'
import { builtWeapp } from '../support/weapp/build'
import { launchWeapp, type Phone } from '../support/weapp/launch'

const startingMs = 300_000
const longPatienceMs = 15_000

let stack: Stack
let dist: string
const phones: Phone[] = []

beforeAll(async () => {
  stack = await startStack()
  dist = await builtWeapp()
}, startingMs)

afterEach(() => {
  for (const phone of phones.splice(0)) {
    expect(phone.journal.errors).toEqual([])
    phone.close()
  }
})

afterAll(() => stack?.close())

async function phoneOf(personId: string, path = 'clerk/home/index', query: Readonly<Record<string, string>> = {}): Promise<Phone> {
  const loginCode = () => stack.wechat.phone.loginCode(personId) ?? ''
  const phone = await launchWeapp({ dist, origins: { 'http://localhost:3000': stack.apiOrigin }, path, query, loginCode })
  phones.push(phone)
  return phone
}

const sentTo = (phone: Phone, path: string) => phone.journal.requests.filter(({ method, url }) => method === 'POST' && url.endsWith(path))

async function scanAtHome(phone: Phone, code: string): Promise<void> {
  await phone.see('#scan')
  phone.person.scans.push(code)
  await phone.tap('#scan')
}

describe('a clerk at the counter, in WeChat', () => {
  test('accepts an invitation that the owner sent as a card of the mini-program', async () => {
    const owner = await phoneOf('zhao-min', 'clerk/join/index')
    await owner.type('#clerk-name', '小满')
    await owner.tap(`#invite-${storeAt(stack, 1).id}`)
    await owner.tap('#make-invitation')
    await owner.see('#invitation-code')
    const [path = '', query = ''] = owner.share().path.replace(/^\//, '').split('?')
    const person = stack.newcomer('小满')
    await stack.member(person.id)
    const phone = await phoneOf(person.id, path, Object.fromEntries(query.split('&').map((pair) => pair.split('=', 2))))
    await phone.tap('#accept-invitation')
    await phone.see('#joined')
    await phone.tap('#start-work')
    expect((await phone.see('#place')).text).toContain(storeAt(stack, 1).name)
  })

  test('accepts an invitation by scanning the code on the owner’s phone', async () => {
    const person = stack.newcomer('扫码来')
    await stack.member(person.id)
    const phone = await phoneOf(person.id, 'clerk/join/index')
    await phone.see('#scan-invitation')
    phone.person.scans.push(`/clerk/join/index?invitation=${encodeURIComponent(await invite(stack, '扫码来', 0))}`)
    await phone.tap('#scan-invitation')
    expect((await phone.see('#joined')).text).toContain('欢迎，扫码来')
  })

  test('scans, confirms and is done; the second scan hears who, when and where', async () => {
    const clerk = await newClerk(stack, '王小二')
    const customer = await newCustomer(stack, '林一')
    const voucher = await customer.exchange('美式咖啡')
    const phone = await phoneOf(clerk.personId)
    await scanAtHome(phone, voucher.show())
    await phone.see('#voucher-seen')
    expect(phone.text).toContain('林*')
    await phone.tap('#confirm-redeem')
    expect((await phone.see('#redeemed')).text).toContain('徐汇店 · 王小二')
    expect(sentTo(phone, '/clerk/looks')).toHaveLength(1)
    expect((await customer.api.voucher({ voucherId: voucher.id })).state).toBe('redeemed')
    phone.person.scans.push(voucher.show())
    await phone.tap('#scan-next')
    expect((await phone.see('#refusal')).text).toMatch(/这张券已于 \d\d:\d\d 在徐汇店由王小二核销。/)
  })

  test('gets the first answer when the answer to a redemption was lost', async () => {
    const clerk = await newClerk(stack, '丢回执')
    const voucher = await (await newCustomer(stack, '林二')).exchange('美式咖啡')
    const phone = await phoneOf(clerk.personId)
    await scanAtHome(phone, voucher.show())
    await phone.see('#confirm-redeem')
    phone.weapp.lostAnswers = 1
    await phone.tap('#confirm-redeem')
    await phone.see('#redeemed', longPatienceMs)
    expect(sentTo(phone, '/clerk/redemptions')).toHaveLength(2)
    expect((await clerk.api.today({})).items).toHaveLength(1)
  })

  test('sees a redemption wait in the outbox without network, and it is sent once the network is back', async () => {
    const clerk = await newClerk(stack, '信号差')
    const voucher = await (await newCustomer(stack, '吴三')).exchange('美式咖啡')
    const phone = await phoneOf(clerk.personId)
    await scanAtHome(phone, voucher.show())
    await phone.see('#confirm-redeem')
    phone.goOffline()
    await phone.tap('#confirm-redeem')
    expect((await phone.see('#waiting')).text).toContain('请先不要交出礼品')
    expect((await clerk.api.today({})).items).toEqual([])
    phone.goOnline()
    await phone.see('#redeemed', longPatienceMs)
    expect((await clerk.api.today({})).items).toHaveLength(1)
  })

  test('records a purchase for a member by amount, and finds it in the list of the day', async () => {
    const clerk = await newClerk(stack, '收银员')
    const customer = await newCustomer(stack, '周四') // Gold by what they spent: 19 points at 150 %, rounded down.
    const phone = await phoneOf(clerk.personId)
    await scanAtHome(phone, await customer.showMemberCode())
    for (const key of ['1', '9', 'point', '9', '9']) await phone.tap(`#key-${key}`)
    await phone.tap('#record-purchase')
    await phone.tap('#confirm-purchase')
    expect((await phone.see('#recorded')).text).toContain('获得 28 积分')
    expect((await clerk.api.today({})).items).toMatchObject([{ type: 'purchase', amountFen: 1_999, points: 28, cardNo: customer.cardNo }])
    const list = await phoneOf(clerk.personId, 'clerk/today/index')
    await list.seeText('消费 ¥19.99')
  })

  test('is asked for consent before the camera, and can type instead', async () => {
    const clerk = await newClerk(stack, '不拍照')
    const voucher = await (await newCustomer(stack, '冯五')).exchange('美式咖啡')
    const phone = await phoneOf(clerk.personId)
    phone.person.hasAgreed = false
    await scanAtHome(phone, voucher.show())
    await phone.tap('#privacy-decline')
    await phone.type('#typed-code', voucher.typed)
    await phone.tap('#look')
    expect((await phone.see('#voucher-seen')).text).toContain('美式咖啡')
  })

  test('lets a computer in by scanning its code, once asked and once confirmed', async () => {
    const clerk = await newClerk(stack, '上电脑')
    const { scanId, secret, code } = await stack.till.beginScan({})
    const phone = await phoneOf(clerk.personId)
    await scanAtHome(phone, code)
    expect((await phone.see('#desk')).text).toContain('在电脑上登录？')
    expect((await stack.till.scanState({ scanId, secret })).state).toBe('waiting')
    phone.goOffline()
    await phone.tap('#let-in')
    await phone.seeText(/再点一次就好/, longPatienceMs)
    phone.goOnline()
    await phone.tap('#let-in')
    expect((await phone.see('#let-in-done')).text).toContain('已在电脑上登录')
    expect((await stack.till.scanState({ scanId, secret })).session?.staff.name).toBe('上电脑')
    expect(sentTo(phone, '/clerk/looks')).toEqual([])
  })

  test('can do nothing from the moment of removal', async () => {
    const clerk = await newClerk(stack, '要走了')
    const voucher = await (await newCustomer(stack, '郑六')).exchange('美式咖啡')
    const phone = await phoneOf(clerk.personId)
    await scanAtHome(phone, voucher.show())
    await phone.see('#confirm-redeem')
    await removeClerk(stack, '要走了')
    await phone.tap('#confirm-redeem')
    expect((await phone.see('#refusal')).text).toContain('您已不是本店店员')
    const later = await phoneOf(clerk.personId)
    expect((await later.see('#refusal')).text).toContain('您已不是本店店员')
    expect(later.find('#scan')).toBeUndefined()
  })
  test('hears that a voucher has expired, and when', async () => {
    const voucher = await (await newCustomer(stack, '过期了')).exchange('美式咖啡')
    stack.passDays(31)
    const phone = await phoneOf((await newClerk(stack, '下个月')).personId)
    await phone.tap('#type-code')
    await phone.type('#typed-code', voucher.typed)
    await phone.tap('#look')
    expect((await phone.see('#refusal')).text).toMatch(/这张券已于 .+ 过期。/)
  })
})
