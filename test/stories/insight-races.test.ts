import type { DynamoDBRecord } from 'aws-lambda'
import { ProgrammeRepository } from '../../functions/earning/programme.repository'
import { FigureBook } from '../../functions/insight/figure-book'
import { FiguresRepository } from '../../functions/insight/figures.repository'
import { PointsRepository } from '../../functions/points/points.repository'
import { openStream } from '../../scripts/local/stream'
import { freshId } from '../../scripts/support/in-process'
import { canonical, expectBalancedBooks, snapshot } from '../support/books'
import { answersLost, asking, dies, type Fault, meanwhile, without } from '../support/faults'
import { expectFiguresOfEntries, figuresFromEntries, figuresOf } from '../support/figures'
import { buys, clerk, exchange, member, type Person, redeem, reward } from '../support/people'
import { openShop, type Shop } from '../support/story'

const sheetPut = asking('PutItem', /"FIGURES#\d+#/)
const markPut = asking('PutItem', /"COUNTED/)

async function checksIn(shop: Shop, { api }: Person): Promise<void> {
  await api.checkIn({ id: freshId('operation'), day: shop.clock.today })
}

describe('records of the stream', () => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop()
  })
  afterEach(async () => {
    await expectBalancedBooks(shop)
    expect(shop.bugs).toEqual([])
    await shop.close()
  })

  /** All that happened, as the stream tells it. */
  async function recordsOf(deeds: () => Promise<unknown>): Promise<readonly DynamoDBRecord[]> {
    const records: DynamoDBRecord[] = []
    const reader = await openStream({ clients: shop.table.clients, tableName: shop.table.tableName, handler: (event) => {
      records.push(...event.Records)
      return Promise.resolve({ batchItemFailures: [] })
    } })
    await deeds()
    while ((await reader.drain()) > 0);
    return records
  }

  const busyDay = async () => {
    const [lin, chen] = [await member(shop, { points: 300 }), await member(shop)]
    const coffee = await reward(shop, 9)
    const { voucher } = await exchange(lin.api, coffee)
    await redeem(shop, (await clerk(shop)).api, voucher)
    for (const person of [lin, chen]) await checksIn(shop, person)
    await chen.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
  }

  test('are counted once when they come twice, backwards, and one by one', async () => {
    const records = await recordsOf(busyDay)
    expect(records.length).toBeGreaterThan(20)
    for (const record of [...records].reverse()) expect((await shop.jobs.follow({ Records: [record] })).batchItemFailures).toEqual([])
    await expectFiguresOfEntries(shop)
    const once = await figuresOf(shop)
    const items = await snapshot(shop)
    expect((await shop.jobs.follow({ Records: [...records] })).batchItemFailures).toEqual([])
    expect(await snapshot(shop)).toEqual(items)
    expect(await figuresOf(shop)).toEqual(once)
  })

  test('are counted once when many consumers have them at the same time', async () => {
    const records = await recordsOf(busyDay)
    const consumers = await Promise.all(Array.from({ length: 4 }, () => shop.instance()))
    await Promise.all(consumers.map(({ jobs }, i) => jobs.follow({ Records: i % 2 === 0 ? [...records] : [...records].reverse() })))
    // Whoever lost too often is sent the records again.
    await shop.jobs.follow({ Records: [...records] })
    await expectFiguresOfEntries(shop)
  })

  test.each([
    ['before a sheet is written', dies('before', sheetPut)], ['after a sheet was written', dies('after', sheetPut)],
    ['before a mark is written', dies('before', markPut)], ['after a mark was written', dies('after', markPut)],
    ['and hears no answer of a sheet', answersLost(sheetPut, 2)], ['and hears no answer of a mark', answersLost(markPut, 2)],
  ])('are counted once when a consumer dies %s', async (_, fault) => {
    const records = await recordsOf(busyDay)
    const unlucky = await shop.instance([fault])
    const { batchItemFailures } = await unlucky.jobs.follow({ Records: [...records] })
    expect(batchItemFailures.length).toBeGreaterThan(0)
    shop.bugs.length = 0
    await checksIn(shop, await member(shop))
    await shop.jobs.follow({ Records: [...records].reverse() })
    await shop.drainStream()
    await expectFiguresOfEntries(shop)
  })

  test('that a slow consumer read before others counted and tidied up are not counted again', async () => {
    const lin = await member(shop)
    const records = await recordsOf(() => buys(shop, lin.id, 50))
    const others = async () => {
      await shop.jobs.follow({ Records: [...records] })
      // Another change of the same sheets forgets what it had open.
      await buys(shop, (await member(shop)).id, 3)
      await shop.drainStream()
    }
    for (const wanted of [asking('BatchGetItem', /"FIGURES#1#main"/), asking('BatchGetItem', /"COUNTED"/), sheetPut]) {
      const slow = await shop.instance([meanwhile(wanted, others)])
      await slow.jobs.follow({ Records: [...records] })
      await expectFiguresOfEntries(shop)
    }
  })
})

describe('each fence is needed:', () => {
  let other: Shop
  beforeEach(async () => {
    other = await openShop({ isVerified: false })
  })
  afterEach(() => other.close())

  /** Whether figures are right after a consumer read old things while others counted the same and went on. */
  async function isRight(wanted: Parameters<typeof meanwhile>[0], faults: readonly Fault[]): Promise<boolean> {
    const lin = await member(other)
    const records: DynamoDBRecord[] = [{ eventName: 'INSERT', dynamodb: { SequenceNumber: '1', Keys: { pk: { S: lin.id }, sk: { S: 'MEMBER' } } } }]
    const others = async () => {
      await other.jobs.follow({ Records: records })
      await member(other)
      await other.drainStream()
    }
    const slow = await other.instance([...faults, meanwhile(wanted, others)])
    await slow.jobs.follow({ Records: records })
    return canonical(await figuresOf(other)) === canonical(await figuresFromEntries(other))
  }

  const ordered = asking('PutItem', /"FIGURES#\d+#main/)
  test('a sheet is written only as it was read', async () => {
    expect(await isRight(ordered, [])).toBe(true)
    expect(await isRight(ordered, [without('version = :before', /FIGURES/), without('attribute_not_exists(pk)', /FIGURES/)])).toBe(false)
  })

  test('marks are read after sheets', async () => {
    expect(await isRight(asking('BatchGetItem', /"FIGURES#1#main"/), [])).toBe(true)
    const lin = await member(other)
    const slow = await other.instance([meanwhile(asking('BatchGetItem', /"FIGURES#1#main"/), async () => {
      await other.drainStream()
      await member(other)
      await other.drainStream()
    })])
    const programmes = new ProgrammeRepository(slow.database, other.clock)
    await new FigureBook(slow.database, new PointsRepository(slow.database, programmes), programmes, new HastyFigures(slow.database)).count([{ memberId: lin.id }])
    expect(await figuresOf(other)).not.toEqual(await figuresFromEntries(other))
  })
})

/** Believes that nobody has been counted yet, as if it had read marks long before the sheets. */
class HastyFigures extends FiguresRepository {
  private isFirst = true

  override async marks(generation: number, subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const now = await super.marks(generation, subjects)
    const marks = this.isFirst ? new Map(subjects.map((subject) => [subject, -1])) : now
    this.isFirst = false
    return marks
  }
}
