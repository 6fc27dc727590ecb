import { clientOf, freshId } from '../../scripts/support/in-process'
import { scanIdIn } from '../../shared/stores/scan-code'
import { readCode } from '../../shared/vouchers/code'
import { everything, expectBalancedBooks } from '../support/books'
import { appOf, atDesk, freshAddress, goodPassword, staffOf, withPassword } from '../support/desk'
import { answersLost, answersLostOnTheWire, asking, counted } from '../support/faults'
import { loosely, member, outcome, owner, tallied } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await expectBalancedBooks(shop)
  await shop.close()
})

const browser = () => clientOf(shop.api, undefined, freshAddress())

describe('a QR code at a desk', () => {
  test('is drawn for phones, and the phone of any of the staff lets the browser in as that person', async () => {
    const li = await staffOf(shop, 'marketer')
    const desk = browser()
    const { scanId, secret, code, expiresAt } = await desk.beginScan({})
    expect(scanIdIn(code)).toBe(scanId)
    expect(() => readCode(code)).toThrow('code_unreadable')
    expect(Date.parse(expiresAt) - shop.clock.now()).toBe(60_000)
    expect(await desk.scanState({ scanId, secret })).toEqual({ state: 'waiting', session: null })
    expect(await li.api.confirmScan({ scanId })).toEqual({ confirmed: true })
    expect(await li.api.confirmScan({ scanId })).toEqual({ confirmed: true })
    const { state, session } = await desk.scanState({ scanId, secret })
    expect(state).toBe('confirmed')
    expect(session?.staff.id).toBe((await li.api.myStaff({})).id)
    expect(await clientOf(shop.api, session?.token).deskMe({})).toMatchObject({ login: null, staff: { role: 'marketer' } })
    expect(await desk.scanState({ scanId, secret })).toEqual({ state: 'confirmed', session: null })
    expect(JSON.stringify(await everything(shop))).not.toContain(secret)
  })

  test('gives one session to two browsers that ask at once', async () => {
    const li = await staffOf(shop, 'clerk')
    const { scanId, secret } = await browser().beginScan({})
    await li.api.confirmScan({ scanId })
    const asked = await Promise.all(Array.from({ length: 4 }, () => browser().scanState({ scanId, secret })))
    expect(asked.filter(({ session }) => session !== null)).toHaveLength(1)
    expect(asked.map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => 'confirmed'))
  })

  test('is confirmed by one of two people', async () => {
    const [li, wang] = [await staffOf(shop, 'clerk'), await staffOf(shop, 'auditor')]
    const { scanId } = await browser().beginScan({})
    expect(await tallied([li.api.confirmScan({ scanId }), wang.api.confirmScan({ scanId })])).toEqual({ done: 1, scan_expired: 1 })
  })

  test('is good for a minute, and once confirmed a minute more', async () => {
    const li = await staffOf(shop, 'clerk')
    const [late, slow] = [await browser().beginScan({}), await browser().beginScan({})]
    shop.clock.pass(59_000)
    await li.api.confirmScan({ scanId: slow.scanId })
    shop.clock.pass(1_000)
    expect(await outcome(li.api.confirmScan({ scanId: late.scanId }))).toBe('scan_expired')
    expect((await browser().scanState(late)).state).toBe('expired')
    shop.clock.pass(58_000)
    expect((await browser().scanState({ scanId: slow.scanId, secret: slow.secret })).session).not.toBeNull()
    const lost = await browser().beginScan({})
    await li.api.confirmScan({ scanId: lost.scanId })
    shop.clock.pass(60_000)
    expect(await browser().scanState({ scanId: lost.scanId, secret: lost.secret })).toEqual({ state: 'expired', session: null })
  })

  test('tells nothing to who has not drawn it, and opens nothing to who is no staff', async () => {
    const { scanId, secret } = await browser().beginScan({})
    const other = await browser().beginScan({})
    expect(await outcome(browser().scanState({ scanId, secret: other.secret }))).toBe('not_found')
    expect(await outcome(browser().scanState({ scanId, secret: '' }))).toBe('not_found')
    expect(await outcome(browser().scanState({ scanId: 'A'.repeat(22), secret }))).toBe('not_found')
    expect(await outcome(loosely(browser(), 'scanState', { scanId: '../..', secret }))).toBe('invalid_input')
    expect(await outcome((await member(shop)).api.confirmScan({ scanId }))).toBe('staff_removed')
    expect(await outcome((await owner(shop)).api.confirmScan({ scanId: 'A'.repeat(22) }))).toBe('not_found')
  })

  test('is not confirmed from a desk: a session begets no other', async () => {
    const desk = await atDesk(shop, await owner(shop))
    const { scanId, secret } = await browser().beginScan({})
    expect(await outcome(desk.api.confirmScan({ scanId }))).toBe('not_allowed')
    expect((await browser().scanState({ scanId, secret })).state).toBe('waiting')
  })

  test('confirmed by somebody who is removed before the browser asks lets nobody in', async () => {
    const li = await staffOf(shop, 'clerk')
    const { scanId, secret } = await browser().beginScan({})
    await li.api.confirmScan({ scanId })
    await (await owner(shop)).api.removeClerk({ staffId: (await li.api.myStaff({})).id })
    expect(await browser().scanState({ scanId, secret })).toEqual({ state: 'expired', session: null })
  })

  test('whose confirmation was not heard of is confirmed all the same; whose session was not heard of is scanned anew', async () => {
    const li = await staffOf(shop, 'clerk')
    const { scanId, secret } = await browser().beginScan({})
    const repeated = await shop.instance([answersLostOnTheWire(asking('UpdateItem', /"SCAN"/))])
    expect(await li.on(repeated).confirmScan({ scanId })).toEqual({ confirmed: true })
    const unlucky = await shop.instance([answersLost(asking('TransactWriteItems', /"SCAN"/))])
    expect(await outcome(clientOf(unlucky.api, undefined, freshAddress()).scanState({ scanId, secret }))).toBe('unavailable')
    expect(await browser().scanState({ scanId, secret })).toEqual({ state: 'confirmed', session: null })
  })
})

describe('a session at a desk', () => {
  test('is proven by two requests to the database', async () => {
    const desk = await atDesk(shop, await staffOf(shop, 'marketer'))
    const reads = counted(() => true)
    const watched = await shop.instance([reads.fault])
    await clientOf(watched.api, desk.token).myStaff({})
    const warm = reads.times()
    await clientOf(watched.api, desk.token).myStaff({})
    expect(reads.times() - warm).toBe(2)
  })

  test('ends by signing out, here or everywhere, and by a phone that signs all out', async () => {
    const li = await staffOf(shop, 'clerk')
    const [one, two, three] = [await atDesk(shop, li), await atDesk(shop, li), await atDesk(shop, li)]
    const inside = async () => Promise.all([one, two, three].map(({ api }) => outcome(api.myStaff({}))))
    await one.api.deskSignOut({})
    expect(await inside()).toEqual(['signed_out', 'done', 'done'])
    await two.api.deskSignOut({ everywhere: true })
    expect(await inside()).toEqual(['signed_out', 'signed_out', 'signed_out'])
    const four = await atDesk(shop, li)
    await li.api.deskSignOut({ everywhere: true })
    expect(await outcome(four.api.myStaff({}))).toBe('signed_out')
    expect(await outcome(li.api.myStaff({}))).toBe('done')
  })

  test('stands where its person stands: a marketer of one store reads stores and staff', async () => {
    const li = await atDesk(shop, await staffOf(shop, 'marketer', [1]))
    const all = await atDesk(shop, await staffOf(shop, 'auditor', []))
    expect((await li.api.deskMe({})).staff.stores.map(({ id }) => id)).toEqual([storeId(1)])
    expect((await all.api.deskMe({})).staff.stores).toEqual((await li.api.listStores({})).items)
    expect((await li.api.listStaff({})).items.length).toBeGreaterThan(1)
    expect(await outcome((await owner(shop)).api.inviteClerk({ storeIds: [], name: '小王' }))).toBe('invalid_input')
  })
})

describe('the second factor', () => {
  const withApp = async () => {
    const it = await withPassword(shop)
    const { otpauth } = await it.desk.api.beginSecondFactor({})
    const app = appOf(shop, otpauth)
    await it.desk.api.confirmSecondFactor({ secondFactor: app() })
    return { ...it, app, otpauth }
  }

  test('is in force once the app has proven to know it, and not before', async () => {
    const { desk, signIn } = await withPassword(shop)
    const first = await desk.api.beginSecondFactor({})
    const { otpauth } = await desk.api.beginSecondFactor({})
    expect(otpauth).toMatch(/^otpauth:\/\/totp\/Dianjin%3A[\w.-]+\?secret=[A-Z2-7]{32}&issuer=Dianjin&/)
    expect(await outcome(desk.api.confirmSecondFactor({ secondFactor: appOf(shop, first.otpauth)() }))).toBe('second_factor_wrong')
    expect(await outcome(signIn())).toBe('done')
    const code = appOf(shop, otpauth)()
    expect(await desk.api.confirmSecondFactor({ secondFactor: code })).toEqual({ hasSecondFactor: true })
    expect(await desk.api.confirmSecondFactor({ secondFactor: code })).toEqual({ hasSecondFactor: true })
    expect((await desk.api.deskMe({})).hasSecondFactor).toBe(true)
    expect(await outcome(signIn())).toBe('second_factor_needed')
    expect(await outcome(signIn('wrong-password', code))).toBe('desk_sign_in_wrong')
    expect(JSON.stringify(await everything(shop))).not.toContain(new URL(otpauth).searchParams.get('secret'))
  })

  test('takes each code once, also of two browsers at once, and none that was shown before', async () => {
    const { signIn, app } = await withApp()
    expect(await outcome(signIn(goodPassword, app()))).toBe('second_factor_wrong')
    shop.clock.pass(30_000)
    const code = app()
    expect(await tallied([signIn(goodPassword, code), signIn(goodPassword, code)])).toEqual({ done: 1, second_factor_wrong: 1 })
    expect(await outcome(signIn(goodPassword, app(-1)))).toBe('second_factor_wrong')
    expect(await outcome(signIn(goodPassword, app(1)))).toBe('done')
    expect(await outcome(signIn(goodPassword, app(2)))).toBe('second_factor_wrong')
  })

  test('cannot be tried through: wrong codes count, and asking for one does not reset the count', async () => {
    const { signIn } = await withApp()
    const codes = Array.from({ length: 12 }, (_, i) => String(100_000 + i))
    const said: string[] = []
    for (const code of codes) said.push(await outcome(signIn()), await outcome(signIn(goodPassword, code)))
    expect(said.filter((one) => one === 'second_factor_wrong')).toHaveLength(8)
    expect(said.at(-1)).toBe('desk_locked')
  })

  test('is taken away with the password by the owner', async () => {
    const { person, login } = await withApp()
    const { oneTimePassword } = await (await owner(shop)).api.resetAccess({ staffId: (await person.api.myStaff({})).id, login })
    expect(await outcome(browser().passwordSignIn({ login, password: oneTimePassword }))).toBe('done')
  })

  test.each(['12345', '1234567', '12345a', '１２３４５６', ''])('takes no %s', async (secondFactor) => {
    expect(await outcome(browser().passwordSignIn({ login: 'somebody', password: goodPassword, secondFactor }))).toBe('invalid_input')
  })
})

test('nobody outside finds staff by a reset that is not theirs to make', async () => {
  const [clerk, auditor] = [await atDesk(shop, await staffOf(shop, 'clerk')), await atDesk(shop, await staffOf(shop, 'auditor'))]
  for (const { api } of [clerk, auditor]) expect(await outcome(api.resetAccess({ staffId: freshId('staff') }))).toBe('not_allowed')
  expect(await outcome((await owner(shop)).api.resetAccess({ staffId: freshId('staff') }))).toBe('not_found')
})
