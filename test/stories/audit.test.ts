import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { keys } from '../../functions/database/keys'
import { get } from '../../functions/database/read'
import { clientOf, freshId } from '../../scripts/support/in-process'
import { verifyTable } from '../../scripts/verify/table'
import { text } from '../../scripts/verify/text'
import type { StaffDeed } from '../../shared/stores/audit.api'
import { everything, expectBalancedBooks } from '../support/books'
import { atDesk, freshAddress, goodPassword, staffOf, withPassword } from '../support/desk'
import { answersLost, answersLostOnTheWire, asking, dies, downWhile } from '../support/faults'
import { clerk, exchange, loosely, member, memberQr, outcome, owner, redeem, reward, scan } from '../support/people'
import { itemsUnder, namedAfter, namedAfterRemoving } from '../support/plant'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

const say = text.breach

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  await shop.close()
})

type Wanted = Parameters<Awaited<ReturnType<typeof owner>>['api']['listAudit']>[0]
const trail = async (wanted: Wanted = {}): Promise<readonly StaffDeed[]> => (await (await owner(shop)).api.listAudit({ limit: 50, ...wanted })).items
const staffIdOf = async ({ api }: Awaited<ReturnType<typeof owner>>) => (await api.myStaff({})).id

describe('the audit trail has', () => {
  test('who did what, when, to whom and with which end, from a desk and from a phone', async () => {
    const [li, lin] = [await staffOf(shop, 'marketer'), await member(shop)]
    const desk = await atDesk(shop, li)
    shop.clock.pass(1_000)
    await desk.api.freezeMember({ memberId: lin.id, reason: '同一设备 13812345678 多次注册' })
    shop.clock.pass(1_000)
    await outcome(li.api.thawMember({ memberId: freshId('member'), reason: '查无问题' }))
    const deeds = await trail({ staffId: await staffIdOf(li) })
    expect(deeds.slice(0, 2).map(({ call, outcome: end }) => [call, end])).toEqual([['thawMember', 'member_not_found'], ['freezeMember', 'done']])
    expect(deeds.slice(2).map(({ call, outcome: end }) => `${call} ${end}`).sort()).toEqual(['acceptInvitation done', 'confirmScan done', 'scanState done'])
    expect(deeds[1]).toMatchObject({
      staff: { name: '小李', role: 'marketer' }, target: lin.id, day: shop.clock.today, at: new Date(shop.clock.now() - 1_000).toISOString(), requestId: expect.stringMatching(/^req_/),
      input: { memberId: lin.id, reason: '同一设备 138****5678 多次注册' },
    })
  })

  test('what is redeemed and recorded at the counter, told by what it wrote, once', async () => {
    const [wang, lin] = [await clerk(shop), await member(shop, { points: 300 })]
    const { voucher } = await exchange(lin.api, await reward(shop, 2))
    await redeem(shop, wang.api, voucher)
    const id = freshId('operation')
    await wang.api.recordPurchase({ id, storeId: storeId(1), ticket: await scan(wang.api, await memberQr(shop, lin)), amountFen: 2_550 })
    await shop.drainStream()
    const staffId = await staffIdOf(wang)
    const counter = (await trail({ staffId })).filter(({ call }) => call !== 'acceptInvitation')
    expect(counter.map(({ call, target, input, number }) => ({ call, target, input, isChained: number !== null }))).toEqual(expect.arrayContaining([
      { call: 'redeem', target: voucher.id, input: { id: expect.stringMatching(/^op_/), storeId: storeId(1), memberId: lin.id }, isChained: true },
      { call: 'recordPurchase', target: id, input: { id, storeId: storeId(1), memberId: lin.id, amountFen: 2_550 }, isChained: true },
    ]))
    expect(counter).toHaveLength(2)
  })

  test('no password, code or ticket, and no whole name or number', async () => {
    const { login, signIn } = await withPassword(shop)
    const boss = await owner(shop)
    await signIn()
    await boss.api.inviteClerk({ storeIds: [storeId(1)], name: '欧阳修文' })
    await boss.api.addBlocks({ kind: 'phone', value: '13900001111', reason: '黑产' }).catch(() => undefined)
    const told = JSON.stringify((await everything(shop)).filter(({ pk }) => String(pk).startsWith('AUDIT')))
    for (const trace of [login, goodPassword, '欧阳修文', '13900001111']) expect(told).not.toContain(trace)
    expect((await trail({ call: 'setPassword', limit: 1 }))[0]?.input).toEqual({ login: 'l***', password: '•••' })
    expect((await trail({ call: 'inviteClerk' })).map(({ input }) => input['name'])).toContain('欧***')
  })

  test('nothing of what is only read, of what nobody could understand, and of who was not let through', async () => {
    const li = await staffOf(shop, 'marketer')
    const desk = await atDesk(shop, li)
    const before = (await trail({ staffId: await staffIdOf(li) })).length
    await desk.api.listCampaigns({})
    await outcome(loosely(desk.api, 'freezeMember', { memberId: 'nobody', reason: '' }))
    await outcome(desk.api.inviteClerk({ storeIds: [storeId(1)], name: '朋友' }))
    expect(await trail({ staffId: await staffIdOf(li) })).toHaveLength(before)
  })
})

describe('the list', () => {
  test('is of owners and auditors, by person, call, target and day, a page at a time', async () => {
    const lin = await member(shop)
    const li = await staffOf(shop, 'marketer')
    const staffId = await staffIdOf(li)
    for (let i = 0; i < 4; i++) {
      shop.clock.pass(10 * 3_600_000)
      await li.api.freezeMember({ memberId: lin.id, reason: `第 ${i} 次` })
      await shop.drainStream()
    }
    const auditor = await atDesk(shop, await staffOf(shop, 'auditor'))
    expect(await outcome(li.api.listAudit({}))).toBe('not_allowed')
    const pages: string[][] = []
    let cursor: string | undefined
    do {
      const page = await auditor.api.listAudit({ target: lin.id, call: 'freezeMember', limit: 3, ...(cursor === undefined ? {} : { cursor }) })
      pages.push(page.items.map(({ input }) => String(input['reason'])))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(pages.flat()).toEqual(['第 3 次', '第 2 次', '第 1 次', '第 0 次'])
    expect(pages[0]).toHaveLength(3)
    const days = new Set((await trail({ staffId, call: 'freezeMember' })).map(({ day }) => day))
    expect(days.size).toBeGreaterThan(1)
    for (const day of days) expect((await trail({ staffId, from: day, to: day })).every((deed) => deed.day === day)).toBe(true)
    expect((await trail({ staffId, call: 'freezeMember', from: [...days].sort()[0] ?? '' })).length).toBe(4)
    expect(await trail({ from: '2020-01-01', to: '2020-01-01' })).toEqual([])
  })

  test.each([{ from: '2026-02-30' }, { staffId: 'stf_1' }, { call: 'x y' }, { limit: 0 }, { cursor: Buffer.from('2026-11-24 ../x y').toString('base64url') }])('asked for %j refuses', async (wanted) => {
    expect(await outcome(loosely((await owner(shop)).api, 'listAudit', wanted))).toBe('invalid_input')
  })
})

describe('whatever goes wrong on the way', () => {
  const freeze = async (fault: Parameters<Shop['instance']>[0]) => {
    const [li, lin] = [await staffOf(shop, 'marketer'), await member(shop)]
    const unlucky = await shop.instance(fault)
    const said = await outcome(li.on(unlucky).freezeMember({ memberId: lin.id, reason: '核对' }))
    return { said, staffId: await staffIdOf(li), lin }
  }

  test('a deed that cannot be recorded is not done', async () => {
    const { said, staffId, lin } = await freeze([answersLost(asking('PutItem', /"AUDIT#/), 99)])
    expect(said).toBe('unavailable')
    expect((await (await owner(shop)).api.memberRisk({ memberId: lin.id })).standing).toBeNull()
    expect((await trail({ staffId, call: 'freezeMember' })).map((deed) => deed.outcome)).toEqual([null])
  })

  test('a recorded one is recorded once, though the database’s answer was lost', async () => {
    const { said, staffId } = await freeze([answersLostOnTheWire(asking('PutItem', /"AUDIT#/)), answersLostOnTheWire(asking('UpdateItem', /"AUDIT#/))])
    expect(said).toBe('done')
    expect((await trail({ staffId, call: 'freezeMember' })).map((deed) => deed.outcome)).toEqual(['done'])
  })

  test('a function that dies half-way leaves a deed without end, which the sweep ends and chains', async () => {
    const { said, staffId } = await freeze([dies('after', asking('PutItem', /"AUDIT#/))])
    const open = (await trail()).filter(({ outcome: end }) => end === null)
    expect([said, open.filter(({ staff }) => staff.id === staffId).length]).toEqual(['broken', 1])
    await shop.run('audit')
    expect((await trail()).filter(({ outcome: end }) => end === null)).toHaveLength(open.length)
    shop.clock.pass(61_000)
    await shop.run('audit')
    expect((await trail()).filter(({ outcome: end }) => end === null)).toEqual([])
    await shop.drainStream()
    expect((await trail()).filter(({ number }) => number === null)).toEqual([])
  })

  test('records that come twice, late and to several at once make one chain', async () => {
    const li = await staffOf(shop, 'marketer')
    const lin = await member(shop)
    for (let i = 0; i < 5; i++) await li.api.freezeMember({ memberId: lin.id, reason: `核对 ${i}` })
    const items = await itemsUnder(shop, keys.deed(shop.clock.today, '').pk, 'DEED#')
    const { marshall } = await import('@aws-sdk/util-dynamodb')
    const Records = items.map((item, i) => ({ eventName: 'MODIFY' as const, dynamodb: { SequenceNumber: String(i), Keys: marshall({ pk: item['pk'], sk: item['sk'] }), NewImage: marshall(item) } }))
    const others = [shop, await shop.instance(), await shop.instance()]
    const event: Parameters<typeof shop.jobs.follow>[0] = JSON.parse(JSON.stringify({ Records: [...Records, ...Records].reverse() }))
    await Promise.all(others.map(({ jobs }) => jobs.follow(event)))
    await shop.drainStream()
    const numbers = (await trail({ staffId: await staffIdOf(li), call: 'freezeMember' })).map(({ number }) => number)
    expect(new Set(numbers).size).toBe(5)
    expect((await verifyTable(shop.database)).breaches).toEqual([])
  })

  test('a database that is down refuses, and says so', async () => {
    const cut = { isDown: false }
    const desk = await atDesk(shop, await owner(shop))
    const { api } = await shop.instance([downWhile(cut)])
    cut.isDown = true
    expect(await outcome(clientOf(api, desk.token, freshAddress()).listAudit({}))).toBe('unavailable')
  })
})

describe('verifying names', () => {
  let day: string
  beforeAll(async () => {
    // Two days of a chain, so that one hangs on the other.
    for (let i = 0; i < 2; i++) {
      shop.clock.pass(86_400_000)
      const [li, lin] = [await staffOf(shop, 'marketer'), await member(shop)]
      for (let j = 0; j < 3; j++) await li.api.freezeMember({ memberId: lin.id, reason: '核对' })
      await shop.drainStream()
    }
    day = shop.clock.today
  })
  const deedAt = async (number: number) => {
    const link = await get(shop.database, keys.link(day, number))
    return keys.deed(day, String(link?.['deed']))
  }

  test('a deed that was altered: who, what, or how it ended', async () => {
    const key = await deedAt(2)
    for (const change of [{ staffId: freshId('staff') }, { input: '{}' }, { outcome: 'not_found' }, { target: 'somebody' }]) {
      expect(await namedAfter(shop, key, (item) => ({ ...item, ...change }))).toEqual([say.auditAltered(day, 2, key.sk.slice(5))])
    }
  })

  test('a deed that was taken out, and a link', async () => {
    const key = await deedAt(3)
    expect(await namedAfterRemoving(shop, key)).toEqual([say.auditDeedLost(day, 3, key.sk.slice(5))])
    expect(await namedAfterRemoving(shop, keys.link(day, 3))).toContain(say.auditHole(day, 3))
  })

  test('a broken link, and one too many', async () => {
    expect(await namedAfter(shop, keys.link(day, 2), (item) => ({ ...item, hash: 'f'.repeat(64) }))).toEqual(expect.arrayContaining([expect.stringContaining(say.auditAltered(day, 2, (await deedAt(2)).sk.slice(5)))]))
    const chain = await get(shop.database, keys.chain(day))
    const last = Number(chain?.['number'])
    const extra = keys.link(day, last + 1)
    await shop.database.documents.send(new PutCommand({ TableName: shop.database.table, Item: { ...extra, number: last + 1, deed: (await deedAt(1)).sk.slice(5), hash: 'f'.repeat(64) } }))
    expect((await verifyTable(shop.database)).breaches).toContain(say.auditHead(day, last + 1))
    await shop.database.documents.send(new DeleteCommand({ TableName: shop.database.table, Key: extra }))
    expect(await namedAfterRemoving(shop, keys.link(day, last))).toContain(say.auditHead(day, last))
  })

  test('a day that is gone, by the one that hangs on it', async () => {
    const chain = await get(shop.database, keys.chain(day))
    const before = Object(chain?.['before'])
    expect(await namedAfterRemoving(shop, keys.link(String(before.day), Number(before.number)))).toContain(say.auditRoot(day, String(before.day)))
  })

  test('a deed that the chain went by', async () => {
    const key = await deedAt(1)
    const item = await get(shop.database, key)
    const name = '2026-01-01T00:00:00.000Z#smuggled'
    const smuggled = { ...item, ...keys.deed(day, name), name, at: '2026-01-01T00:00:00.000Z', endedAt: '2026-01-01T00:00:00.000Z', link: undefined }
    expect(await namedAfter(shop, keys.deed(day, name), () => smuggled)).toEqual([say.auditLeftOut(day, name)])
    await shop.database.documents.send(new DeleteCommand({ TableName: shop.database.table, Key: keys.deed(day, name) }))
  })
})
