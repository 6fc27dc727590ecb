import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { FigureBook } from '../functions/insight/figure-book'
import { FiguresRepository } from '../functions/insight/figures.repository'
import { PointsRepository } from '../functions/points/points.repository'
import { keys } from '../functions/database/keys'
import { ProgrammeRepository } from '../functions/earning/programme.repository'
import { rebuildTable } from '../scripts/verify/rebuild'
import { verifyTable } from '../scripts/verify/table'
import { text } from '../scripts/verify/text'
import type { Sheet } from '../shared/insight/sheet'
import { asking, dies, meanwhile } from './support/faults'
import { expectFiguresOfEntries, figuresFromEntries, figuresOf, sheetsIn } from './support/figures'
import { buys, member } from './support/people'
import { type Lived, liveAll, namedAfter, namedAfterRemoving } from './support/plant'

const say = text.breach

let lived: Lived
beforeAll(async () => {
  lived = await liveAll()
})
afterAll(() => lived.shop.close())

const verified = (mustBeCounted = true) => verifyTable(lived.shop.database, { mustBeCounted })

async function anyDay(): Promise<string> {
  const [sheet] = (await sheetsIn(lived.shop)).filter(({ sheet, sums }) => sheet === 'main' && (sums['issued'] ?? 0) > 0)
  return sheet?.day ?? ''
}

test('a shop in which everything has happened has the figures of its entries', async () => {
  expect(await verified()).toMatchObject({ breaches: [], moving: 0, uncounted: 0 })
  expect(Object.keys(await figuresOf(lived.shop)).length).toBeGreaterThan(40)
})

describe('named is', () => {
  test('a sum that is not that of the entries, and a sheet that is gone', async () => {
    const day = await anyDay()
    const key = keys.sheet(1, 'main', day)
    const issued = (await figuresFromEntries(lived.shop))[`main ${day} issued`] ?? 0
    const changed = await namedAfter(lived.shop, key, (item) => ({ ...item, sums: { ...Object(item['sums']), issued: issued + 7 } }))
    expect(changed).toEqual([say.figure(`main ${day}`, 'issued', issued + 7, issued)])
    expect(await namedAfterRemoving(lived.shop, key)).toContain(say.figure(`main ${day}`, 'issued', 0, issued))
  })

  test('a sum of nothing that happened', async () => {
    const made = { ...keys.sheet(1, 'store', '2020-01-01'), sheet: 'store', day: '2020-01-01', version: 1, sums: { redemptions: 1 }, open: {} }
    expect(await namedAfter(lived.shop, keys.sheet(1, 'store', '2020-01-01'), () => made)).toEqual([say.figure('store 2020-01-01', 'redemptions', 1, 0)])
  })

  test('an entry that is not counted, when the stream should have brought it', async () => {
    const late = await member(lived.shop)
    expect(await verified(false)).toMatchObject({ breaches: [], uncounted: 1 })
    expect((await verified()).breaches).toEqual([say.figuresBehind(late.id)])
    await lived.shop.drainStream()
    expect(await verified()).toMatchObject({ breaches: [], uncounted: 0 })
  })

  test('nobody, when a consumer stopped between a sheet and its mark', async () => {
    const { shop, lin } = lived
    await buys(shop, lin.id, 9)
    const dying = await shop.instance([dies('before', asking('PutItem', /"COUNTED/))])
    const records: Parameters<typeof shop.jobs.follow>[0] = { Records: [{ eventName: 'INSERT', dynamodb: { SequenceNumber: '1', Keys: { pk: { S: lin.id }, sk: { S: keys.entry(lin.id, 1).sk } } } }] }
    await dying.jobs.follow(records).catch(() => undefined)
    expect(await verified(false)).toMatchObject({ breaches: [], uncounted: 1 })
    await shop.drainStream()
    expect(await verified()).toMatchObject({ breaches: [], uncounted: 0 })
  })
})

describe('rebuilding', () => {
  test('gives the figures of the entries, from nothing and from something wrong', async () => {
    const { shop } = lived
    const before = await figuresOf(shop)
    const wrong: Sheet = { sheet: 'main', day: await anyDay(), version: 99, sums: { issued: 1 }, open: {} }
    await shop.database.documents.send(new PutCommand({ TableName: shop.database.table, Item: { ...keys.sheet(1, 'main', wrong.day), ...wrong } }))
    expect((await verified()).breaches.length).toBeGreaterThan(1)
    expect(await rebuildTable(shop.database, shop.clock)).toBeGreaterThan(3)
    expect(await figuresOf(shop)).toEqual(before)
    expect(await verified()).toMatchObject({ breaches: [], uncounted: 0 })
  })

  test('that stops half-way goes on where it was, is named until then, and meanwhile figures are read as they were', async () => {
    const { shop } = lived
    const before = await figuresOf(shop)
    const unlucky = await shop.instance([dies('after', asking('PutItem', /"FIGURES#\d+#/))])
    await expect(rebuildTable(unlucky.database, shop.clock)).rejects.toThrow('died')
    expect(await figuresOf(shop)).toEqual(before)
    expect((await verified(false)).breaches).toEqual([say.figuresRebuilding])
    await rebuildTable(shop.database, shop.clock)
    expect(await figuresOf(shop)).toEqual(before)
    expect(await verified()).toMatchObject({ breaches: [], uncounted: 0 })
  })

  test('leaves out nobody who buys meanwhile', async () => {
    const { shop, lin } = lived
    const busy = await shop.instance([meanwhile(asking('PutItem', /"FIGURES#\d+#main/), async () => {
      await buys(shop, lin.id, 11)
      await member(shop)
      await shop.drainStream()
    })])
    await rebuildTable(busy.database, shop.clock)
    await shop.drainStream()
    await expectFiguresOfEntries(shop)
    expect(await verified()).toMatchObject({ breaches: [], uncounted: 0 })
  })

  test('counts each once, however often it is shown', async () => {
    const { shop, lin, chen } = lived
    const { database } = shop
    const figures = new FiguresRepository(database)
    const programmes = new ProgrammeRepository(database, shop.clock)
    const book = new FigureBook(database, new PointsRepository(database, programmes), programmes, figures)
    await book.count([lin, chen, lin, lin].map(({ id }) => ({ memberId: id })))
    await rebuildTable(database, shop.clock)
    await book.count([lin, chen, lin].map(({ id }) => ({ memberId: id })))
    await expectFiguresOfEntries(shop)
  })
})
