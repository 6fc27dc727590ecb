import type { DynamoDBStreamEvent } from 'aws-lambda'
import { openStream } from '../../scripts/local/stream'
import { freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks, snapshot } from '../support/books'
import { dies, meanwhile, steps } from '../support/faults'
import { exchange, member, members, outcome, reward } from '../support/people'
import { openShop, type Shop } from '../support/story'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await expectBalancedBooks(shop)
  await shop.close()
})

const leftOf = async (rewardId: string) => (await (await member(shop)).api.reward({ rewardId })).stockLeft
const laterSweep = () => {
  shop.clock.pass(61_000)
  return shop.run('sweep')
}

const deaths = (['before', 'after'] as const).flatMap((when) => (['reserve', 'commitExchange'] as const).map((step) => ({ when, step })))

describe.each(deaths)('a process that dies $when it has done: $step', ({ when, step }) => {
  const killed = async () => {
    const lin = await member(shop)
    const it = await reward(shop, 2)
    const id = freshId('voucher')
    await expect(exchange(lin.on(await shop.instance([dies(when, steps[step])])), it, id)).rejects.toMatchObject({ code: 'broken' })
    const hasGoneThrough = step === 'commitExchange' && when === 'after'
    return { lin, it, id, hasGoneThrough }
  }

  test('leaves an exchange that the same tap finishes, once', async () => {
    const { lin, it, id, hasGoneThrough } = await killed()
    expect(await exchange(lin.api, it, id)).toMatchObject({ replayed: hasGoneThrough, account: { available: 0 } })
    expect(await exchange(lin.api, it, id)).toMatchObject({ replayed: true })
    await shop.drainStream()
    await laterSweep()
    expect(await leftOf(it.id)).toBe(1)
  })

  test('and a member who never taps again: the sweeper settles it, once', async () => {
    const { lin, it, id, hasGoneThrough } = await killed()
    await laterSweep()
    await laterSweep()
    await shop.drainStream()
    expect(await leftOf(it.id)).toBe(hasGoneThrough ? 1 : 2)
    expect((await lin.api.account({})).available).toBe(hasGoneThrough ? 0 : 100)
    const late = await outcome(exchange(lin.api, it, id))
    expect(late).toBe(hasGoneThrough || when + step === 'beforereserve' ? 'done' : 'exchange_lapsed')
  })
})

test('the sweeper leaves young reservations alone, and voids what it settles', async () => {
  const lin = await member(shop)
  const it = await reward(shop, 2)
  const id = freshId('voucher')
  const late = await shop.instance([meanwhile(steps.commitExchange, async () => {
    await shop.run('sweep')
    expect(await leftOf(it.id)).toBe(1)
    await laterSweep()
    expect(await leftOf(it.id)).toBe(2)
  })])
  expect(await outcome(exchange(lin.on(late), it, id))).toBe('exchange_lapsed')
  expect((await lin.api.account({})).available).toBe(100)
  expect(await outcome(exchange(lin.api, it))).toBe('done')
})

test('a stale twin of a finished exchange brings its own unit back', async () => {
  const lin = await member(shop, { points: 900 })
  const it = await reward(shop, 5)
  const id = freshId('voucher')
  const stale = await shop.instance([meanwhile(steps.reserve, async () => {
    await exchange(lin.api, it, id)
    await shop.drainStream()
  })])
  expect(await exchange(lin.on(stale), it, id)).toMatchObject({ replayed: true, account: { available: 900 } })
  expect(await leftOf(it.id)).toBe(4)
})

describe('the stock of a cancelled voucher', () => {
  const cancelled = async () => {
    const lin = await member(shop)
    const it = await reward(shop, 2)
    const { voucher } = await exchange(lin.api, it)
    await shop.drainStream()
    const records: DynamoDBStreamEvent['Records'] = []
    await lin.api.cancelVoucher({ voucherId: voucher.id, id: freshId('operation') })
    const reader = await openStream({ clients: shop.table.clients, tableName: shop.table.tableName, handler: async ({ Records }) => void records.push(...Records) })
    await reader.drain()
    const about = records.filter(({ dynamodb }) => JSON.stringify(dynamodb?.Keys).includes(lin.id) && JSON.stringify(dynamodb?.NewImage).includes('stockOwed'))
    expect(about).toHaveLength(1)
    return { it, event: { Records: about } }
  }

  const returns = (['before', 'after'] as const).flatMap((when) => (['takeBack', 'markReturned', 'forgetReturn'] as const).map((step) => ({ when, step })))
  test.each(returns)('comes back once when the process dies $when $step', async ({ when, step }) => {
    const { it, event } = await cancelled()
    const dying = await shop.instance([dies(when, steps[step])])
    expect((await dying.jobs.follow(event)).batchItemFailures).toHaveLength(1)
    expect((await shop.jobs.follow(event)).batchItemFailures).toEqual([])
    expect((await shop.jobs.follow(event)).batchItemFailures).toEqual([])
    await shop.drainStream()
    await laterSweep()
    expect(await leftOf(it.id)).toBe(2)
  })

  test('that stopped half-way is finished by the sweeper when the stream never comes again', async () => {
    const { it, event } = await cancelled()
    await (await shop.instance([dies('after', steps.takeBack)])).jobs.follow(event)
    expect(await laterSweep()).toMatchObject({ returned: 1, failed: 0 })
    expect(await laterSweep()).toMatchObject({ returned: 0 })
    expect(await leftOf(it.id)).toBe(2)
    await shop.drainStream()
    expect(await leftOf(it.id)).toBe(2)
  })

  test('comes back once when five consumers hear of it at once', async () => {
    const { it, event } = await cancelled()
    const consumers = await Promise.all(Array.from({ length: 5 }, () => shop.instance()))
    await Promise.all(consumers.map(({ jobs }) => jobs.follow(event)))
    await shop.drainStream()
    expect(await leftOf(it.id)).toBe(2)
  })
})

test('the stream delivered twice, in one batch, and late changes nothing more', async () => {
  const own = await openShop()
  const records: DynamoDBStreamEvent['Records'] = []
  const reader = await openStream({ clients: own.table.clients, tableName: own.table.tableName, handler: async ({ Records }) => void records.push(...Records) })
  const it = await reward(own, 9, { stockShards: 2 })
  const queue = await members(own, 4)
  const taken = await Promise.all(queue.map(({ api }) => exchange(api, it)))
  await queue[0]?.api.cancelVoucher({ voucherId: taken[0]?.voucher.id ?? '', id: freshId('operation') })
  await reader.drain()
  expect((await own.jobs.follow({ Records: [...records, ...records] })).batchItemFailures).toEqual([])
  await own.drainStream()
  const after = await snapshot(own)
  await expectBalancedBooks(own)
  expect((await own.jobs.follow({ Records: [...records].reverse() })).batchItemFailures).toEqual([])
  own.clock.pass(86_400_000)
  await own.jobs.follow({ Records: records })
  await own.run('sweep')
  await own.run('sweep')
  expect(await snapshot(own)).toEqual(after)
  expect(own.bugs).toEqual([])
  await own.close()
})
