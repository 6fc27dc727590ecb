import { keys } from '../../functions/database/keys'
import { freshId } from '../../scripts/support/in-process'
import { text } from '../../scripts/verify/text'
import { isBalanced } from '../support/negatives'
import { closeBalanced, moving, refusalOf, shelved } from '../support/shelf'
import { answersLost, answersLostOnTheWire, asking, counted, dies, type Fault, meanwhile, steps, without } from '../support/faults'
import { marketer } from '../support/marketing'
import { exchange, loosely, member, members, outcome, owner, type Person, tallied } from '../support/people'
import { namedAfter, namedAfterRemoving } from '../support/plant'
import { openShop, type Shop } from '../support/story'

let shop: Shop
let li: Person
beforeAll(async () => {
  shop = await openShop()
  li = await marketer(shop)
})
afterAll(() => closeBalanced(shop))
// Nobody at a desk asks sixty things in a second.
beforeEach(() => shop.clock.pass(20_000))

const marks = { record: asking('PutItem', /MOVE#/), down: asking('UpdateItem', /SET #move = :move/), end: asking('UpdateItem', /SET #state = :state, parts/), up: asking('UpdateItem', /REMOVE #move/) } as const
const levelOf = async (rewardId: Parameters<typeof moving>[0]) => (await li.api.shelfReward({ rewardId })).stock
const served = async (...faults: Fault[]) => li.on(await shop.instance(faults))

describe('the stock of a reward', () => {
  test('is only moved: every move says who, why, when and how many, the latest first', async () => {
    const it = await shelved(li.api, 0, { stockShards: 3 })
    const added = await li.api.addStock({ ...moving(it.id, 10), reason: '首批到货' })
    expect(added).toMatchObject({ move: { kind: 'add', units: 10, reason: '首批到货', by: expect.stringMatching(/^stf_/) }, stock: { initial: 0, moved: 10, available: 10, inFlight: 0 }, replayed: false })
    shop.clock.pass(1_000)
    expect(await li.api.withdrawStock({ ...moving(it.id, 4), reason: '破损' })).toMatchObject({ stock: { moved: 6, available: 6 } })
    const first = await li.api.stockMoves({ rewardId: it.id, limit: 1 })
    expect(first.items.map(({ kind, units }) => [kind, units])).toEqual([['withdraw', 4]])
    expect((await li.api.stockMoves({ rewardId: it.id, cursor: first.next ?? '' }))).toMatchObject({ items: [{ kind: 'add', units: 10 }], next: null })
    expect(await levelOf(it.id)).toEqual({ initial: 0, moved: 6, available: 6, inFlight: 0, issued: 0, returned: 0 })
  })

  test('is exchanged to the last unit whichever shard it lies on, and not beyond', async () => {
    const it = await shelved(li.api, 5, { stockShards: 4 })
    const people = await members(shop, 8)
    expect(await tallied(people.map(({ api }) => exchange(api, it)))).toEqual({ done: 5, sold_out: 3 })
    expect(await outcome(li.api.addStock(moving(it.id, 1)))).toBe('done')
    expect(await outcome(exchange((await member(shop)).api, it))).toBe('done')
  })

  test('changes once for an id; another move under it is refused', async () => {
    const it = await shelved(li.api, 10)
    const move = moving(it.id, 3)
    expect([(await li.api.withdrawStock(move)).replayed, (await li.api.withdrawStock(move)).replayed]).toEqual([false, true])
    expect(await levelOf(it.id)).toMatchObject({ moved: 7, available: 7 })
    expect(await tallied([li.api.addStock(move), li.api.withdrawStock({ ...move, units: 4 }), li.api.withdrawStock({ ...move, reason: '别的' }), (await owner(shop)).api.withdrawStock(move)])).toEqual({ idempotency_conflict: 4 })
  })

  test('does not fall below nothing: what is more than there is, is refused and changes nothing', async () => {
    const it = await shelved(li.api, 3, { stockShards: 2 })
    await exchange((await member(shop)).api, it)
    await shop.drainStream()
    const { fault, times } = counted(({ command, text: asked }) => /^(PutItem|UpdateItem|Transact)/.test(command) && !/AUDIT/.test(asked))
    const refusal = await refusalOf((await served(fault)).withdrawStock(moving(it.id, 3)))
    expect([refusal.code, refusal.details, times()]).toEqual(['stock_short', { availableUnits: 2 }, 0])
    expect(await outcome(li.api.withdrawStock(moving(it.id, 2)))).toBe('done')
    expect(await levelOf(it.id)).toEqual({ initial: 0, moved: 1, available: 0, inFlight: 0, issued: 1, returned: 0 })
  })

  test.each([{ units: 0 }, { units: -1 }, { units: 1.5 }, { units: 1_000_001 }, { reason: ' ' }, { reason: undefined }, { id: 'op_1' }, { by: 'stf_1' }])('is not moved with %j', async (bad) => {
    const it = await shelved(li.api, 1)
    expect(await outcome(loosely(li.api, 'addStock', { ...moving(it.id, 1), ...bad }))).toBe('invalid_input')
    expect(await outcome(li.api.addStock(moving(freshId('reward'), 1)))).toBe('reward_unknown')
  })
})

describe('moves that meet', () => {
  test('each happen once: two of one id, and many at a time', async () => {
    const it = await shelved(li.api, 20, { stockShards: 4 })
    const boss = await owner(shop)
    const twice = moving(it.id, 7)
    await Promise.all([li.api.withdrawStock(twice), li.api.withdrawStock(twice)])
    expect(await levelOf(it.id)).toMatchObject({ moved: 13, available: 13, inFlight: 0 })
    await Promise.all([li.api.addStock(moving(it.id, 5)), boss.api.addStock(moving(it.id, 6)), boss.api.withdrawStock(moving(it.id, 4))])
    expect(await levelOf(it.id)).toMatchObject({ moved: 20, available: 20, inFlight: 0 })
  })

  test('exchanges and withdrawals share what there is', async () => {
    const it = await shelved(li.api, 6, { stockShards: 2 })
    const people = await members(shop, 6)
    const [withdrawn, ...exchanged] = await Promise.all([outcome(li.api.withdrawStock(moving(it.id, 3))), ...people.map(({ api }) => outcome(exchange(api, it)))])
    await shop.drainStream()
    const got = exchanged.filter((said) => said === 'done').length
    const { available, issued, moved, inFlight } = await levelOf(it.id)
    expect([issued, inFlight, available]).toEqual([got, 0, 6 - got - (withdrawn === 'done' ? 3 : 0)])
    expect(moved).toBe(withdrawn === 'done' ? 3 : 6)
  })

  test('a twin that took units elsewhere gives them back', async () => {
    const it = await shelved(li.api, 2, { stockShards: 2 })
    const move = moving(it.id, 1)
    const other = asking('UpdateItem', /SET #move = :move/)
    await (await served(meanwhile(other, async () => exchange((await member(shop)).api, it)), meanwhile(marks.end, () => li.api.withdrawStock(move)))).withdrawStock(move)
    expect(await levelOf(it.id)).toMatchObject({ moved: 1, inFlight: expect.any(Number) })
    await shop.drainStream()
    expect(await levelOf(it.id)).toEqual({ initial: 0, moved: 1, available: 0, inFlight: 0, issued: 1, returned: 0 })
  })
})

describe('a move whose', () => {
  test.each(Object.entries(marks))('%s loses its answer is carried out once when it is sent again', async (_, wanted) => {
    for (const lost of [answersLost, answersLostOnTheWire]) {
      const it = await shelved(li.api, 10, { stockShards: 2 })
      const there = await served(lost(wanted))
      for (const [call, units] of [['addStock', 3], ['withdrawStock', 4]] as const) {
        const move = moving(it.id, units)
        await outcome(there[call](move))
        expect(await outcome(li.api[call](move))).toBe('done')
      }
      expect(await levelOf(it.id)).toMatchObject({ moved: 9, available: 9, inFlight: 0 })
    }
  })

  test.each(Object.entries(marks))('process dies around %s is finished by the sweeper, or by the next move', async (_, wanted) => {
    for (const when of ['before', 'after'] as const) {
      const it = await shelved(li.api, 10, { stockShards: 2 })
      const move = moving(it.id, 4)
      await (await served(dies(when, wanted))).withdrawStock(move).catch(() => undefined)
      if (when === 'after') expect(await outcome(li.api.addStock(moving(it.id, 2)))).toBe('done')
      shop.clock.pass(61_000)
      await shop.run('sweep')
      expect((await levelOf(it.id)).inFlight).toBe(0)
      expect(await outcome(li.api.withdrawStock(move))).toBe('done')
      expect(await levelOf(it.id)).toMatchObject({ moved: when === 'after' ? 8 : 6, inFlight: 0 })
    }
  })
})

describe('conditions: without each of them the stock is wrong', () => {
  const weak: readonly { readonly rule: string; readonly part: string; readonly holding: RegExp; readonly law: (served: (...faults: Fault[]) => Promise<Person['api']>) => Promise<boolean> }[] = [
    {
      rule: 'the last unit is withdrawn or exchanged, not both', part: 'available >= :units', holding: /#move/,
      law: async (there) => {
        const it = await shelved(li.api, 1)
        const lin = await member(shop)
        const said = await outcome((await there(meanwhile(marks.down, () => exchange(lin.api, it)))).withdrawStock(moving(it.id, 1)))
        return said === 'stock_short' && (await levelOf(it.id)).available === 0
      },
    },
    {
      rule: 'a shard holds one move at a time', part: 'attribute_not_exists(#move)', holding: /#move/,
      law: async (there) => {
        const it = await shelved(li.api, 5)
        const stuck = async () => (await served(dies('after', marks.down))).withdrawStock(moving(it.id, 2)).catch(() => undefined)
        await (await there(without('#turns = :turns', /#move/), meanwhile(marks.down, stuck))).withdrawStock(moving(it.id, 1))
        return isBalanced(shop, it.id)
      },
    },
    {
      rule: 'a twin that comes late puts nothing down again', part: '#turns = :turns', holding: /#move/,
      law: async (there) => {
        const it = await shelved(li.api, 5)
        const move = moving(it.id, 2)
        await outcome((await there(meanwhile(marks.down, () => li.api.addStock(move)))).addStock(move))
        return (await levelOf(it.id)).available === 7
      },
    },
    {
      rule: 'a move ends once', part: '#state = :open', holding: /parts/,
      law: async (there) => {
        const it = await shelved(li.api, 1)
        const move = moving(it.id, 1)
        const [lin, voucherId] = [await member(shop), freshId('voucher')]
        const late = meanwhile(marks.end, async () => {
          await lin.api.cancelVoucher({ voucherId, id: freshId('operation') })
          await shop.drainStream()
          await li.api.withdrawStock(move)
        })
        const slow = await there(meanwhile(marks.down, () => exchange(lin.api, it, voucherId)), late)
        const said = await outcome(slow.withdrawStock(move))
        return said === 'done' && (await li.api.stockMoves({ rewardId: it.id })).items.length === 2
      },
    },
    {
      rule: 'units are taken up once', part: '#move.id = :id', holding: /#move/,
      law: async (there) => {
        const it = await shelved(li.api, 5)
        const move = moving(it.id, 2)
        await outcome((await there(meanwhile(marks.up, () => li.api.addStock(move)))).addStock(move))
        return (await levelOf(it.id)).available === 7
      },
    },
  ]
  let scratch: Shop
  beforeAll(() => { scratch = shop })

  test.each(weak)('$rule', async ({ part, holding, law }) => {
    expect(await law(served)).toBe(true)
    shop = await openShop({ isVerified: false })
    shop.clock.pass(20_000)
    const before = li
    li = await marketer(shop)
    try {
      expect(await law((...faults) => served(without(part, holding), ...faults))).toBe(false)
    } finally {
      await shop.close()
      ;[shop, li] = [scratch, before]
    }
  })
})

test('what verify says of moves that do not add up', async () => {
  const own = await openShop({ isVerified: false })
  const { api } = await marketer(own)
  const it = await shelved(api, 8, { stockShards: 2 })
  const { move } = await api.withdrawStock(moving(it.id, 1))
  const [stock, record] = [keys.stock(it.id, 0), keys.stockMove(it.id, move.id)]
  const say = text.breach
  expect(await namedAfter(own, stock, (item) => ({ ...item, moved: 9, available: 9 }))).toEqual([say.stockMoved(`${it.id}/0`, 9, 3)])
  expect(await namedAfter(own, stock, (item) => ({ ...item, available: 9 }))).toEqual([say.stockSum(`${it.id}/0`, 3, 9)])
  expect(await namedAfter(own, record, (item) => ({ ...item, units: 2 }))).toEqual([say.moveParts(move.id, 2, 1)])
  expect(await namedAfterRemoving(own, record)).toEqual([say.stockMoved(`${it.id}/0`, 3, 4)])
  const stray = { ...keys.stockMove(freshId('reward'), move.id), id: move.id, rewardId: 'rwd_X', kind: 'add', units: 1, state: 'done', parts: [{ shard: 0, units: 1 }] }
  expect(await namedAfter(own, stray, () => stray)).toEqual([say.moveWithout(move.id, 'rwd_X/0')])
  await own.close()
})

test('an unfinished exchange does not keep stock from being moved', async () => {
  const it = await shelved(li.api, 3)
  const lin = await member(shop)
  await exchange(lin.on(await shop.instance([dies('after', steps.reserve)])), it).catch(() => undefined)
  expect(await li.api.withdrawStock(moving(it.id, 2))).toMatchObject({ stock: { available: 0, inFlight: 1, moved: 1 } })
  shop.clock.pass(61_000)
  await shop.run('sweep')
  expect(await levelOf(it.id)).toMatchObject({ available: 1, inFlight: 0, moved: 1 })
})
