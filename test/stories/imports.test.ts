import { freshId } from '../../scripts/support/in-process'
import { nothingWeighed, weigh } from '../../shared/imports/weigh'
import { everything } from '../support/books'
import { atDesk, staffOf } from '../support/desk'
import { streamEvent } from '../support/events'
import { anyWrite, asking, dies } from '../support/faults'
import { chunkOf, freshPhone, leftOut, ran, recordOf, sent, undone } from '../support/imports'
import { buys, exchange, loosely, member, members, outcome, owner, type Person, reward, till } from '../support/people'
import { closeBalanced } from '../support/shelf'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'
import { termsWith } from '../support/tier-terms'

let shop: Shop
let boss: Person
beforeAll(async () => {
  shop = await openShop()
  boss = await owner(shop)
})
afterAll(() => closeBalanced(shop))
beforeEach(() => shop.clock.pass(20_000))

const pointsOf = async (person: Person) => (await person.api.account({})).available

describe('members', () => {
  test('come with what a shop knew of them, those with errors are told by line, and undoing keeps whoever has more by now', async () => {
    const own = await openShop({ terms: { tiers: termsWith() } })
    const staff = await owner(own)
    const known = await member(own)
    await known.api.linkPhone({ code: own.wechat.phone.phoneCode(known.wechatId) ?? '' })
    const knownPhone = (await staff.api.unmaskMember({ memberId: known.id, reason: '核对' })).phone ?? ''
    const [first, second] = [freshPhone(), freshPhone()]
    const rows = [
      { phone: `+86 ${first.slice(0, 3)}-${first.slice(3)}`, customer: 'V-1', nickname: '林小满', birthday: '1990/5/6', joined: '2020年3月1日', growth: '1200' },
      { phone: second, nickname: '陈一' },
      { phone: '138001', nickname: '短号' },
      { nickname: '无名' },
      { phone: freshPhone(), birthday: '2099-01-01' },
      { phone: knownPhone },
      { phone: second, customer: 'V-9' },
      { customer: 'V-2' },
    ]
    const { id, answers } = await sent(staff.api, 'members', rows)
    expect(answers.map(({ outcome: what, code }) => code ?? what)).toEqual(['fit', 'fit', 'bad_phone', 'nobody', 'bad_birthday', 'known', 'repeated', 'fit'])
    const done = await ran(own, staff.api, id)
    expect([done.state, done.booked]).toEqual(['done', { rows: 8, fit: 3, known: 2, refused: 3, newMembers: 3, points: 0 }])
    expect(await leftOut(staff.api, id)).toEqual(['4 bad_phone', '5 nobody', '6 bad_birthday'])
    const [lin] = (await staff.api.findMembers({ phone: first })).items
    const [chen] = (await staff.api.findMembers({ phone: second })).items
    if (lin === undefined || chen === undefined) throw new Error('both are members now')
    expect(lin).toMatchObject({ nicknameMasked: '林**', joinedOn: '2020-03-01' })
    expect(await staff.api.unmaskMember({ memberId: lin.id, reason: '核对' })).toEqual({ nickname: '林小满', phone: first, birthday: '1990-05-06' })
    expect(await staff.api.memberDetail({ memberId: lin.id })).toMatchObject({ customer: 'V-1', isOnWechat: false, tier: { tier: { id: 'gold' }, growth: 1200 }, account: { available: 0 } })
    await buys(own, chen.id, 5)
    const after = await undone(own, staff.api, id)
    expect([after.state, after.undone]).toEqual(['undone', { rows: 0, points: 0, debt: 0, members: 2, kept: 1, lapsed: 0 }])
    expect([(await staff.api.findMembers({ phone: first })).items, (await staff.api.findMembers({ customer: 'V-2' })).items, (await staff.api.findMembers({ phone: second })).items.length]).toEqual([[], [], 1])
    expect((await staff.api.findMembers({ phone: knownPhone })).items.length).toBe(1)
    await closeBalanced(own)
  })

  test('leave no phone number or name in the table that can be read', async () => {
    const phone = freshPhone()
    const { id } = await sent(boss.api, 'members', [{ phone, nickname: '王不见' }, { phone: 'x', nickname: '王不见' }])
    await ran(shop, boss.api, id)
    const text = JSON.stringify(await everything(shop))
    expect([text.includes(phone), text.includes('王不见')]).toEqual([false, false])
    const [problem] = (await boss.api.importProblems({ importId: id })).items
    expect(problem).toMatchObject({ line: 3, code: 'bad_phone', cells: { phone: 'x', nickname: '王不见' } })
  })
})

describe('balances', () => {
  test('come with their last day and a note for the member, by any name, and beyond what staff may correct in a day', async () => {
    const lin = await member(shop)
    const { id, answers } = await sent(boss.api, 'balances', [
      { memberId: lin.id, points: '12,000', expiresOn: '2027-12-31' },
      { memberId: lin.id, points: '30.0', text: '老会员补发' },
      { memberId: lin.id, points: '1', expiresOn: '永久' },
      { memberId: lin.id, points: '5', expiresOn: '2026-11-23' },
      { memberId: lin.id, points: '1.5' },
      { phone: freshPhone(), points: '5' },
    ], { text: '旧系统积分' })
    expect(answers.map(({ outcome: what, code }) => code ?? what)).toEqual(['fit', 'fit', 'fit', 'expired', 'bad_points', 'member_not_found'])
    const { booked } = await ran(shop, boss.api, id)
    expect(booked).toMatchObject({ fit: 3, refused: 3, points: 12_031 })
    const { lots } = await lin.api.account({})
    expect(lots).toEqual([{ expiresOn: '2027-11-30', points: 130 }, { expiresOn: '2027-12-31', points: 12_000 }, { expiresOn: 'never', points: 1 }])
    expect((await lin.api.entries({})).items.map(({ type, points, facts }) => [type, points, facts['text']]).slice(0, 3)).toEqual([['adjust', 1, '旧系统积分'], ['adjust', 30, '老会员补发'], ['adjust', 12_000, '旧系统积分']])
  })

  test('are taken back exactly; what is spent is owed, as the look before has foretold, and the next points pay it', async () => {
    const [lin, chen] = await members(shop, 2)
    if (lin === undefined || chen === undefined) throw new Error('two have joined')
    const { id } = await sent(boss.api, 'balances', [{ memberId: lin.id, points: '300' }, { memberId: chen.id, points: '50' }, { memberId: lin.id, points: '40' }], { text: '旧系统积分' })
    await ran(shop, boss.api, id)
    await exchange(lin.api, await reward(shop, 1, { pricePoints: 420 }))
    const foretold = weigh(nothingWeighed, await boss.api.weighUndo({ importId: id, chunk: 0 }))
    expect(foretold).toMatchObject({ points: 390, debt: 320, lapsed: 0 })
    const after = await undone(shop, boss.api, id)
    expect(after.undone).toEqual({ rows: 3, points: 390, debt: 320, members: 0, kept: 0, lapsed: 0 })
    expect([await lin.api.account({}), await pointsOf(chen)]).toEqual([expect.objectContaining({ available: 0, debt: 320 }), 100])
    await buys(shop, lin.id, 400)
    expect(await lin.api.account({})).toMatchObject({ available: 80, debt: 0 })
    const again = { importId: id, id: freshId('operation') }
    expect([await outcome(boss.api.undoImport(again)), await outcome(boss.api.runImport({ importId: id }))]).toEqual(['import_undone', 'import_state'])
    expect((await boss.api.importPage({ importId: id })).canUndo).toBe(false)
  })

  test('that have lapsed are not taken from anybody', async () => {
    const own = await openShop()
    const [lin, staff] = [await member(own), await owner(own)]
    const { id } = await sent(staff.api, 'balances', [{ memberId: lin.id, points: '70', expiresOn: '2026-11-30' }], { text: '旧系统积分' })
    await ran(own, staff.api, id)
    own.clock.pass(10 * 86_400_000)
    expect(await staff.api.weighUndo({ importId: id, chunk: 0 })).toEqual({ items: [], lapsed: 70 })
    expect((await undone(own, staff.api, id)).undone).toMatchObject({ rows: 0, lapsed: 70, debt: 0 })
    expect(await lin.api.account({})).toMatchObject({ available: 100, debt: 0 })
    const late = await sent(staff.api, 'balances', [{ memberId: lin.id, points: '7' }], { text: '旧系统积分' })
    await ran(own, staff.api, late.id)
    own.clock.pass(90 * 86_400_000)
    expect(await outcome(staff.api.undoImport({ importId: late.id, id: freshId('operation') }))).toBe('import_too_old')
    await closeBalanced(own)
  })
})

describe('orders', () => {
  test('earn as they would have at the till, make customers members, and are refunded whole on undoing', async () => {
    const pos = await till(shop, 'old')
    const lin = await member(shop)
    await pos.reportOrderPaid({ orderNo: 'T-1', member: { memberId: lin.id }, amountFen: 900, paidAt: '2026-11-20T04:00:00.000Z' })
    const row = (customer: string, orderNo: string, amount: string, paidAt = '2026-11-20 12:00', store = '') => ({ customer, orderNo, amount, paidAt, store })
    const rows = [row('K-1', 'O-1', '¥1,068.50'), row('K-1', 'O-2', '20', '2026/11/21', storeId(1)), row('K-2', 'O-3', '0'), row('K-2', 'T-1', '9'), row('K-3', 'O-4', '5', '2001-01-01'), row('K-3', 'O-5', '5', '2026-11-20', 'sto_x'), row('K-1', 'O-1', '1')]
    const { id, answers } = await sent(boss.api, 'orders', rows, { source: 'old' })
    expect(answers.map(({ outcome: what, code }) => code ?? what)).toEqual(['fit', 'fit', 'fit', 'order_conflict', 'order_too_late', 'bad_store', 'repeated'])
    const done = await ran(shop, boss.api, id)
    expect(done.booked).toMatchObject({ rows: 7, fit: 3, refused: 4, points: 1_088 })
    const [k1] = (await boss.api.findMembers({ customer: 'K-1' })).items
    if (k1 === undefined) throw new Error('K-1 is a member now')
    expect((await boss.api.memberDetail({ memberId: k1.id })).account.available).toBe(1_088)
    const same = await sent(boss.api, 'orders', rows, { source: 'old' })
    expect(same.answers.map(({ outcome: what }) => what).slice(0, 3)).toEqual(['known', 'known', 'known'])
    expect((await ran(shop, boss.api, same.id)).booked).toMatchObject({ fit: 0, known: 3, points: 0 })
    expect((await undone(shop, boss.api, same.id)).undone).toMatchObject({ rows: 0, points: 0 })
    await pos.reportOrderRefunded({ orderNo: 'O-1', refundId: 'R-1', amountFen: 6_850 })
    expect(weigh(nothingWeighed, await boss.api.weighUndo({ importId: id, chunk: 0 }))).toMatchObject({ points: 1_019, debt: 0 })
    expect((await undone(shop, boss.api, id)).undone).toEqual({ rows: 2, points: 1_019, debt: 0, members: 0, kept: 1, lapsed: 0 })
    expect((await boss.api.memberDetail({ memberId: k1.id })).account).toMatchObject({ available: 0, debt: 0 })
    expect(await pointsOf(lin)).toBe(109)
  })
})

describe('a batch', () => {
  const many = async (count: number) => {
    const lin = await member(shop)
    return { lin, rows: Array.from({ length: count }, () => ({ memberId: lin.id, points: '1' })) }
  }

  test('is sent chunk by chunk, each once, and runs only when whole', async () => {
    const { rows } = await many(130)
    const id = freshId('import')
    const begin = { id, kind: 'balances' as const, fileName: 'a.csv', digest: 'a'.repeat(64), rows: 130, text: '旧系统积分' }
    await boss.api.createImport(begin)
    expect((await boss.api.createImport(begin)).uploadedChunks).toBe(0)
    expect(await outcome(boss.api.createImport({ ...begin, rows: 131 }))).toBe('idempotency_conflict')
    const first = await boss.api.putImportRows(chunkOf(id, rows, 0))
    expect((await boss.api.putImportRows(chunkOf(id, rows, 0))).answers).toEqual(first.answers)
    expect(await outcome(boss.api.putImportRows({ ...chunkOf(id, rows, 0), rows: chunkOf(id, [{ points: '2' }, ...rows], 0).rows }))).toBe('idempotency_conflict')
    expect(await outcome(boss.api.putImportRows({ ...chunkOf(id, rows, 0), chunk: 1 }))).toBe('invalid_input')
    expect(await outcome(boss.api.runImport({ importId: id }))).toBe('import_state')
    expect((await boss.api.putImportRows(chunkOf(id, rows, 1))).import).toMatchObject({ state: 'ready', checked: { rows: 130, fit: 130, points: 130 } })
    expect(await outcome(loosely(boss.api, 'createImport', { ...begin, id: freshId('import'), kind: 'vouchers' }))).toBe('invalid_input')
    expect(await outcome(boss.api.importPage({ importId: freshId('import') }))).toBe('import_not_found')
  })

  test('stops between two chunks, goes on, and what half a chunk has booked when its process died is neither booked twice nor left behind', async () => {
    const { lin, rows: good } = await many(8)
    const rows = [...good.slice(0, 3), ...Array.from({ length: 97 }, () => ({ memberId: lin.id, points: 'many' })), ...good.slice(3)]
    const { id } = await sent(boss.api, 'balances', rows, { text: '旧系统积分' })
    await boss.api.runImport({ importId: id })
    let writes = 0
    const dying = await shop.instance([dies('after', (asked) => asking('TransactWriteItems', /ADJUSTMENT#/)(asked) && (writes += 1) > 5)])
    await dying.jobs.follow(await recordOf(shop, id)).catch(() => undefined)
    expect(await boss.api.importPage({ importId: id })).toMatchObject({ state: 'running', doneChunks: 1, booked: { fit: 3, refused: 97 } })
    expect(await pointsOf(lin)).toBe(106)
    await boss.api.cancelImport({ importId: id })
    await boss.api.cancelImport({ importId: id })
    await shop.drainStream()
    expect(await boss.api.importPage({ importId: id })).toMatchObject({ state: 'cancelled', doneChunks: 1, canUndo: true })
    const half = await undone(shop, boss.api, id)
    expect([half.undone, await pointsOf(lin)]).toEqual([expect.objectContaining({ rows: 6, points: 6, debt: 0 }), 100])
    const other = await sent(boss.api, 'balances', rows, { text: '旧系统积分' })
    writes = 0
    const again = await shop.instance([dies('after', (asked) => asking('TransactWriteItems', /ADJUSTMENT#/)(asked) && (writes += 1) > 1)])
    await boss.api.runImport({ importId: other.id })
    await again.jobs.follow(await recordOf(shop, other.id)).catch(() => undefined)
    await boss.api.cancelImport({ importId: other.id })
    expect((await ran(shop, boss.api, other.id)).booked).toMatchObject({ rows: 105, fit: 8, points: 8 })
    expect(await pointsOf(lin)).toBe(108)
  })

  test('whose record was lost is woken by the job', async () => {
    const { lin, rows } = await many(3)
    const { id } = await sent(boss.api, 'balances', rows, { text: '旧系统积分' })
    await boss.api.runImport({ importId: id })
    const deaf = await shop.instance([dies('before', anyWrite)])
    await deaf.jobs.follow(streamEvent([])).catch(() => undefined)
    expect(await shop.run('imports')).toEqual({ woken: 0 })
    shop.clock.pass(4 * 60_000)
    expect(await shop.run('imports')).toEqual({ woken: 1 })
    await shop.drainStream()
    expect([(await boss.api.importPage({ importId: id })).state, await pointsOf(lin)]).toEqual(['done', 103])
  })

  test('is the owner’s: others neither begin nor undo one, an auditor reads how far it is but not its rows, and the trail tells who did what', async () => {
    const { rows } = await many(2)
    const { id } = await sent(boss.api, 'balances', rows, { text: '旧系统积分', fileName: '旧系统.csv' })
    await ran(shop, boss.api, id)
    const [marketer, auditor] = [await atDesk(shop, await staffOf(shop, 'marketer')), await atDesk(shop, await staffOf(shop, 'auditor'))]
    for (const { api } of [marketer, auditor]) {
      expect(await outcome(api.undoImport({ importId: id, id: freshId('operation') }))).toBe('not_allowed')
      expect(await outcome(api.importProblems({ importId: id }))).toBe('not_allowed')
    }
    expect([await outcome(marketer.api.listImports({})), (await auditor.api.listImports({ limit: 1 })).items.map((one) => one.id)]).toEqual(['not_allowed', [id]])
    const trail = (await boss.api.listAudit({ target: id })).items
    expect(trail.map(({ call }) => call)).toEqual(expect.arrayContaining(['createImport', 'runImport']))
    expect(trail.find(({ call }) => call === 'createImport')?.input).toMatchObject({ kind: 'balances', fileName: '旧系统.csv', rows: 2 })
    expect(trail.some(({ call }) => call === 'putImportRows')).toBe(false)
  })
})
