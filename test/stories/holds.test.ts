import { freshId } from '../../scripts/support/in-process'
import { CashOffTerms } from '../../shared/points/cash-off'
import { expectBalancedBooks, snapshot } from '../support/books'
import { answersLost, answersLostOnTheWire, asking, conflicts, dies, meanwhile } from '../support/faults'
import { loosely, member, memberQr, outcome, tallied, till } from '../support/people'
import { type Instance, openShop, type Shop } from '../support/story'

const minutes = 60_000
const cashOff = CashOffTerms.parse({ stepPoints: 100, fenPerStep: 100, mostPercent: 50, minimumFen: 1_000, holdMinutes: 10 })
let shop: Shop
beforeAll(async () => {
  shop = await openShop({ terms: { cashOff } })
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  expect(shop.bugs.filter(({ error }) => !/this process has died|unavailable/.test(String(error)))).toEqual([])
  await shop.close()
})

const pos = () => till(shop)
const served = ({ api }: Instance) => till({ ...shop, api })
/** A member with a thousand points, and 500 of them held for a bill of 20 yuan. */
async function held(points = 500) {
  const [lin, here] = [await member(shop, { points: 900 }), await pos()]
  const wish = { id: freshId('hold'), member: { memberId: lin.id }, billFen: 2_000, points }
  const { hold } = await here.openHold(wish)
  return { lin, here, hold, holdId: wish.id, wish }
}
const balance = async ({ lin }: Pick<Awaited<ReturnType<typeof held>>, 'lin'>) => {
  const { available, held: kept } = await lin.api.account({})
  return [available, kept]
}
const types = async ({ lin }: Pick<Awaited<ReturnType<typeof held>>, 'lin'>) => (await lin.api.entries({})).items.map(({ type }) => type).slice(0, -2)

const openStep = asking('TransactWriteItems', /"HOLD#.*revision":1|revision":1.*"HOLD#/)
const confirmStep = asking('TransactWriteItems', /"confirmed"/)
const cancelStep = asking('TransactWriteItems', /"cancelled"/)

describe('at the till', () => {
  test('a quote says what the bill takes and writes nothing', async () => {
    const lin = await member(shop, { points: 900 })
    const before = await snapshot(shop)
    expect(await (await pos()).quoteHold({ member: { code: await memberQr(shop, lin) }, billFen: 1_500 })).toEqual({
      memberId: lin.id, available: 1_000, mostPoints: 700, offFen: 700, payFen: 800, stepPoints: 100, fenPerStep: 100, limitedBy: 'bill', holdMinutes: 10,
    })
    expect((await snapshot(shop)).filter((item) => !item.includes('TILL'))).toEqual(expect.arrayContaining(before.filter((item) => !item.includes('TILL'))))
  })

  test('points are held, spent with the order, and come back in parts', async () => {
    const it = await held()
    expect(it.hold).toMatchObject({ state: 'open', points: 500, offFen: 500, payFen: 1_500, expiresAt: new Date(shop.clock.now() + 10 * minutes).toISOString() })
    expect(await balance(it)).toEqual([500, 500])
    expect(await it.here.confirmHold({ holdId: it.holdId, orderNo: 'A1' })).toMatchObject({ hold: { state: 'confirmed', orderNo: 'A1' }, replayed: false })
    expect(await it.here.confirmHold({ holdId: it.holdId, orderNo: 'A1' })).toMatchObject({ replayed: true })
    expect(await balance(it)).toEqual([500, 0])
    expect(await it.here.refundHold({ holdId: it.holdId, refundId: 'R1', points: 200 })).toMatchObject({ hold: { refundedPoints: 200 }, replayed: false })
    expect(await it.here.refundHold({ holdId: it.holdId, refundId: 'R1', points: 200 })).toMatchObject({ hold: { refundedPoints: 200 }, replayed: true })
    expect(await outcome(it.here.refundHold({ holdId: it.holdId, refundId: 'R1', points: 201 }))).toBe('idempotency_conflict')
    expect(await outcome(it.here.refundHold({ holdId: it.holdId, refundId: 'R2', points: 301 }))).toBe('refund_exceeds_hold')
    await it.here.refundHold({ holdId: it.holdId, refundId: 'R2', points: 300 })
    expect(await balance(it)).toEqual([1_000, 0])
    expect(await types(it)).toEqual(['refund', 'refund', 'cash_off', 'hold'])
  })

  test('a hold is made once: the same wish again is answered, another under its id is refused', async () => {
    const it = await held()
    expect(await it.here.openHold(it.wish)).toEqual({ hold: it.hold, replayed: true })
    for (const other of [{ points: 400 }, { billFen: 2_100 }, { member: { memberId: (await member(shop)).id } }]) {
      expect(await outcome(it.here.openHold({ ...it.wish, ...other }))).toBe('idempotency_conflict')
    }
    expect(await balance(it)).toEqual([500, 500])
  })

  test('a code that was good when the hold was made is good enough for the same call again', async () => {
    const lin = await member(shop, { points: 900 })
    const wish = { id: freshId('hold'), member: { code: await memberQr(shop, lin) }, billFen: 2_000, points: 100 }
    const here = await pos()
    await here.openHold(wish)
    shop.clock.pass(5 * minutes)
    expect(await here.openHold(wish)).toMatchObject({ replayed: true })
    expect(await outcome(here.openHold({ ...wish, id: freshId('hold') }))).toBe('code_outdated')
  })

  test('cancelled points return at once, and cancelling again is answered', async () => {
    const it = await held()
    expect(await it.here.cancelHold({ holdId: it.holdId })).toMatchObject({ hold: { state: 'cancelled' }, replayed: false })
    expect(await it.here.cancelHold({ holdId: it.holdId })).toMatchObject({ hold: { state: 'cancelled' }, replayed: true })
    expect(await outcome(it.here.confirmHold({ holdId: it.holdId }))).toBe('hold_cancelled')
    expect(await outcome(it.here.refundHold({ holdId: it.holdId, refundId: 'R', points: 1 }))).toBe('hold_not_confirmed')
    expect(await balance(it)).toEqual([1_000, 0])
  })

  test('paid is paid: cancelling is refused, and so is another order number', async () => {
    const it = await held()
    await it.here.confirmHold({ holdId: it.holdId, orderNo: 'A1' })
    expect(await outcome(it.here.cancelHold({ holdId: it.holdId }))).toBe('hold_confirmed')
    expect(await outcome(it.here.confirmHold({ holdId: it.holdId, orderNo: 'A2' }))).toBe('idempotency_conflict')
    expect(await outcome(it.here.confirmHold({ holdId: it.holdId }))).toBe('idempotency_conflict')
  })

  test('only tills of the source that made it see a hold and end it', async () => {
    const it = await held()
    const stranger = await till(shop, 'other-pos')
    const { holdId } = it
    for (const call of [stranger.hold({ holdId }), stranger.confirmHold({ holdId }), stranger.cancelHold({ holdId }), stranger.refundHold({ holdId, refundId: 'R', points: 1 })]) {
      expect(await outcome(call)).toBe('hold_not_found')
    }
    expect(await outcome(stranger.openHold(it.wish))).toBe('idempotency_conflict')
    expect(await outcome((await pos()).confirmHold({ holdId }))).toBe('done')
    expect(await outcome(it.lin.api.confirmHold({ holdId }))).toBe('signed_out')
  })

  test('held points cannot be spent twice, and what a refund takes meanwhile becomes debt that their return pays', async () => {
    const here = await pos()
    const lin = await member(shop)
    await here.reportOrderPaid({ orderNo: `debt-${lin.id}`, member: { memberId: lin.id }, amountFen: 90_000 })
    const wish = { id: freshId('hold'), member: { memberId: lin.id }, billFen: 200_000, points: 1_000 }
    await here.openHold(wish)
    expect(await outcome(here.openHold({ ...wish, id: freshId('hold'), points: 100 }))).toBe('points_short')
    await here.reportOrderRefunded({ orderNo: `debt-${lin.id}`, refundId: 'R', amountFen: 90_000 })
    expect(await lin.api.account({})).toMatchObject({ available: 0, held: 1_000, debt: 900 })
    await here.cancelHold({ holdId: wish.id })
    expect(await lin.api.account({})).toMatchObject({ available: 100, held: 0, debt: 0 })
  })
})

describe('time', () => {
  test('a hold frees itself at its very second, without any job', async () => {
    const it = await held()
    shop.clock.pass(10 * minutes - 1)
    expect(await balance(it)).toEqual([500, 500])
    expect((await it.here.hold({ holdId: it.holdId })).state).toBe('open')
    shop.clock.pass(1)
    expect(await balance(it)).toEqual([1_000, 0])
    expect((await it.here.hold({ holdId: it.holdId })).state).toBe('expired')
    expect(await outcome(it.here.confirmHold({ holdId: it.holdId }))).toBe('hold_expired')
    expect(await it.here.cancelHold({ holdId: it.holdId })).toMatchObject({ hold: { state: 'expired' }, replayed: true })
    expect(await it.here.openHold(it.wish)).toMatchObject({ hold: { state: 'expired' }, replayed: true })
    await it.lin.api.checkIn({ id: freshId('operation'), day: shop.clock.today })
    expect(await balance(it)).toEqual([1_005, 0])
    expect(await types(it)).toEqual(['earn', 'release', 'hold'])
  })
})

describe('races', () => {
  test('twenty confirmations at once make one entry', async () => {
    const it = await held()
    const instances = await Promise.all(Array.from({ length: 4 }, () => shop.instance()))
    const tills = await Promise.all(instances.map(served))
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => tills[i % 4]?.confirmHold({ holdId: it.holdId, orderNo: 'A1' })))
    expect(answers.filter((answer) => answer?.replayed === false)).toHaveLength(1)
    expect(await types(it)).toEqual(['cash_off', 'hold'])
  })

  test('confirming and cancelling at once: one of them', async () => {
    for (let i = 0; i < 8; i++) {
      const it = await held()
      const other = await served(await shop.instance())
      const [paid, dropped] = await Promise.all([outcome(it.here.confirmHold({ holdId: it.holdId })), outcome(other.cancelHold({ holdId: it.holdId }))])
      expect([`${paid} ${dropped}`]).toEqual([expect.stringMatching(/^(done hold_confirmed|hold_cancelled done)$/)])
      expect(await balance(it)).toEqual(paid === 'done' ? [500, 0] : [1_000, 0])
    }
  })

  test('the same hold from two tills at once is made once, and two bills share the points there are', async () => {
    const lin = await member(shop, { points: 900 })
    const tills = await Promise.all([shop.instance(), shop.instance()].map(async (one) => served(await one)))
    const wish = { id: freshId('hold'), member: { memberId: lin.id }, billFen: 20_000, points: 600 }
    const twins = await Promise.all(tills.map((one) => one.openHold(wish)))
    expect(twins.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(await tallied(tills.map((one) => one.openHold({ ...wish, id: freshId('hold'), points: 300 })))).toEqual({ done: 1, points_short: 1 })
    expect(await balance({ lin })).toEqual([100, 900])
  })

  test('ten refunds at once return no more than was paid', async () => {
    const it = await held()
    await it.here.confirmHold({ holdId: it.holdId })
    expect(await tallied(Array.from({ length: 10 }, (_, i) => it.here.refundHold({ holdId: it.holdId, refundId: `R${i}`, points: 100 })))).toEqual({ done: 5, refund_exceeds_hold: 5 })
    expect(await balance(it)).toEqual([1_000, 0])
  })

  test('a confirmation that is overtaken by the end of the hold spends nothing', async () => {
    const it = await held()
    const slow = await served(await shop.instance([meanwhile(confirmStep, async () => {
      shop.clock.pass(10 * minutes)
      await it.lin.api.checkIn({ id: freshId('operation'), day: shop.clock.today })
    })]))
    expect(await outcome(slow.confirmHold({ holdId: it.holdId }))).toBe('hold_expired')
    expect(await balance(it)).toEqual([1_005, 0])
  })
})

describe('bad luck', () => {
  const steps = [{ name: 'opening', step: openStep }, { name: 'confirming', step: confirmStep }, { name: 'cancelling', step: cancelStep }] as const
  const luck = [
    { what: 'an answer lost', fault: answersLost, isHeard: false },
    { what: 'an answer lost on the wire', fault: answersLostOnTheWire, isHeard: true },
    { what: 'a conflict', fault: conflicts, isHeard: true },
    { what: 'a process that dies before', fault: (step: typeof openStep) => dies('before', step), isHeard: false },
    { what: 'a process that dies after', fault: (step: typeof openStep) => dies('after', step), isHeard: false },
  ]
  test.each(luck.flatMap((one) => steps.map((step) => ({ ...one, ...step }))))('$what while $name: sent again it is done, once', async ({ fault, name, step, isHeard }) => {
    const lin = await member(shop, { points: 900 })
    const unlucky = await served(await shop.instance([fault(step)]))
    const here = await pos()
    const wish = { id: freshId('hold'), member: { memberId: lin.id }, billFen: 2_000, points: 500 }
    const calls = { opening: (api: typeof here) => api.openHold(wish), confirming: (api: typeof here) => api.confirmHold({ holdId: wish.id }), cancelling: (api: typeof here) => api.cancelHold({ holdId: wish.id }) }
    if (name !== 'opening') await here.openHold(wish)
    const first = await outcome(calls[name](unlucky))
    expect([first]).toEqual([isHeard ? 'done' : expect.stringMatching(/^(unavailable|broken)$/)])
    await calls[name](here)
    expect(await calls[name](here)).toMatchObject({ replayed: true })
    expect(await balance({ lin })).toEqual({ opening: [500, 500], confirming: [500, 0], cancelling: [1_000, 0] }[name])
    expect((await types({ lin })).length).toBe(name === 'opening' ? 1 : 2)
  })
})

test('careless and hostile input is refused before anything is asked', async () => {
  const { here, wish, holdId } = await held()
  const fresh = () => ({ ...wish, id: freshId('hold') })
  for (const bad of [{ points: 0 }, { points: -100 }, { points: 1.5 }, { points: '100' }, { billFen: 0 }, { billFen: 1e12 }, { member: {} }, { member: { memberId: 'mem_x' } }, { id: 'hld_x' }, { id: `${holdId}#` }, { more: 1 }]) {
    expect(await outcome(loosely(here, 'openHold', { ...fresh(), ...bad }))).toBe('invalid_input')
  }
  expect(await outcome(here.openHold({ ...fresh(), member: { memberId: freshId('member') } }))).toBe('account_closed')
  expect(await outcome(here.openHold({ ...fresh(), member: { customer: 'nobody' } }))).toBe('member_not_found')
  expect(await outcome(here.openHold({ ...fresh(), member: { code: 'nonsense' } }))).toBe('code_unreadable')
  expect(await outcome(here.openHold({ ...fresh(), points: 550 }))).toBe('cash_off_limit')
  expect(await outcome(here.openHold({ ...fresh(), billFen: 900 }))).toBe('cash_off_bill_small')
  expect(await outcome(here.hold({ holdId: freshId('hold') }))).toBe('hold_not_found')
  for (const bad of [{ orderNo: 'a b' }, { orderNo: '' }, { points: 1 }]) expect(await outcome(loosely(here, 'confirmHold', { holdId, ...bad }))).toBe('invalid_input')
})

test('a shop without such terms says so, and an erased member pays nothing', async () => {
  const own = await openShop()
  const lin = await member(own)
  expect(await outcome((await till(own)).quoteHold({ member: { memberId: lin.id }, billFen: 2_000 }))).toBe('cash_off_not_offered')
  await own.close()
  const it = await held()
  await it.lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
  expect(await outcome(it.here.confirmHold({ holdId: it.holdId }))).toBe('account_closed')
  expect(await outcome(it.here.openHold({ ...it.wish, id: freshId('hold') }))).toBe('account_closed')
})
