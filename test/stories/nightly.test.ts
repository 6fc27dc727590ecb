import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { type Key, keys } from '../../functions/database/keys'
import { atTheBeginning } from '../../functions/database/scan'
import { ChecksRepository } from '../../functions/insight/checks.repository'
import { breachesEn } from '../../functions/verify/breaches.en'
import { breachesZh } from '../../functions/verify/breaches.zh'
import { Check, type Checked } from '../../functions/verify/check'
import { type Night, NightlyCheck } from '../../functions/verify/nightly'
import { RunsRepository } from '../../functions/verify/runs.repository'
import type { ApiClient } from '../../scripts/support/in-process'
import type { LastCheck } from '../../shared/insight/insight.api'
import { asking, type Fault, meanwhile, without } from '../support/faults'
import { TellingLog } from '../support/hooked'
import { marketer } from '../support/marketing'
import { buys, exchange, members, reward } from '../support/people'
import { itemsUnder, type Lived, liveAll } from '../support/plant'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS
const plenty = () => 14 * MINUTE_MS
const none = () => 0
/** Time for a few partitions. */
const little = () => {
  let asked = 0
  return () => (asked++ < 3 ? plenty() : none())
}

let lived: Lived
let desk: ApiClient
let log: TellingLog
beforeEach(async () => {
  lived = await liveAll()
  desk = (await marketer(lived.shop)).api
  await lived.shop.drainStream()
  log = new TellingLog()
})
afterEach(() => lived.shop.close())

/** Another execution environment of the nightly function. */
const nightly = async (...faults: readonly Fault[]) => new NightlyCheck({ database: (await lived.shop.instance(faults)).database, clock: lived.shop.clock, log })

const recorded = async (): Promise<LastCheck> => {
  const check = await new ChecksRepository(lived.shop.database).last()
  if (check === null) throw new Error('no check was recorded')
  return check
}

/** Writes behind the product's back. */
async function changed(key: Key, more: object): Promise<void> {
  const { documents, table } = lived.shop.database
  const [before = key] = await itemsUnder(lived.shop, key.pk, key.sk)
  await documents.send(new PutCommand({ TableName: table, Item: { ...before, ...more } }))
}

/** An order that nobody has an entry for, and an account with points from nowhere. */
async function spoil(): Promise<readonly [unbooked: readonly [string, number, string], wrong: readonly [string, string]]> {
  const [account] = await itemsUnder(lived.shop, lived.lin.id, 'ACCOUNT')
  await changed(keys.account(lived.lin.id), { available: Number(account?.['available']) + 7 })
  const [order] = await itemsUnder(lived.shop, keys.order('pos', 'A1').pk, 'ORDER')
  await changed(keys.order('pos', 'A9'), { ...order, ...keys.order('pos', 'A9'), orderNo: 'A9' })
  return [['pos/A9', 80, lived.lin.id], [lived.lin.id, 'available']]
}

/** Runs with time for hardly anything, one after the other, until it is done. */
async function inPieces(between: () => Promise<unknown> = async () => undefined): Promise<readonly Night[]> {
  const nights: Night[] = []
  while (nights.at(-1)?.outcome !== 'checked') {
    nights.push(await (await nightly()).run(little()))
    if (nights.length > 100) throw new Error('the check does not end')
    await between()
  }
  return nights
}

const withoutTime = ({ at: _at, ...check }: LastCheck) => check

describe('each night', () => {
  test('the books of a clean shop are checked, and the first screen says when and that all balances', async () => {
    expect((await desk.insightToday({})).attention.check).toBeNull()
    expect(await (await nightly()).run(plenty)).toEqual({ outcome: 'checked', breaches: 0 })
    const { check, checkIsOverdue } = (await desk.insightToday({})).attention
    expect(check).toMatchObject({ at: new Date(lived.shop.clock.now()).toISOString(), breaches: 0, first: [], moving: 0 })
    expect(check?.entries).toBeGreaterThan(15)
    expect({ checkIsOverdue, errors: log.errors }).toEqual({ checkIsOverdue: false, errors: [] })
  })

  test('once, from two o’clock of the shop on, and at any hour when the night was missed', async () => {
    await (await nightly()).run(plenty)
    const today = lived.shop.clock.today
    lived.shop.clock.turnTo(`${today}T17:59:00.000Z`)
    expect(await (await nightly()).run(plenty)).toEqual({ outcome: 'rests' })
    lived.shop.clock.turnTo(`${today}T18:00:00.000Z`)
    expect(await (await nightly()).run(plenty)).toMatchObject({ outcome: 'checked' })
    expect(await (await nightly()).run(plenty)).toEqual({ outcome: 'rests' })
    lived.shop.clock.pass(DAY_MS + 600 * MINUTE_MS)
    expect(await (await nightly()).run(plenty)).toMatchObject({ outcome: 'checked' })
  })

  test('what somebody has put in by hand is recorded with its sentence in both languages, shown, and told to the alarm', async () => {
    const [unbooked, wrong] = await spoil()
    expect(await (await nightly()).run(plenty)).toMatchObject({ outcome: 'checked', breaches: 4 })
    const { check } = (await desk.insightToday({})).attention
    expect(check?.first).toContainEqual({ zh: breachesZh.replay(...wrong), en: breachesEn.replay(...wrong) })
    expect(check?.first).toContainEqual({ zh: breachesZh.orderUnbooked(...unbooked), en: breachesEn.orderUnbooked(...unbooked) })
    expect(log.errors).toEqual(['books do not balance'])
  })

  test('days without a check are told on the first screen, also where there never was one', async () => {
    expect((await desk.insightToday({})).attention).toMatchObject({ check: null, checkIsOverdue: true })
    await (await nightly()).run(plenty)
    lived.shop.clock.pass(2 * DAY_MS)
    expect((await desk.insightToday({})).attention.checkIsOverdue).toBe(false)
    lived.shop.clock.pass(1)
    expect((await desk.insightToday({})).attention.checkIsOverdue).toBe(true)
  })
})

describe('a check that is stopped half-way', () => {
  test('goes on and ends with the same as one at once', async () => {
    await spoil()
    await (await nightly()).run(plenty)
    const atOnce = await recorded()
    lived.shop.clock.pass(DAY_MS)
    expect((await inPieces()).length).toBeGreaterThan(3)
    const inTheEnd = await recorded()
    expect(inTheEnd.at).not.toBe(atOnce.at)
    expect({ ...withoutTime(inTheEnd), first: new Set(inTheEnd.first) }).toEqual({ ...withoutTime(atOnce), first: new Set(atOnce.first) })
  })

  test('takes nothing for a breach that is written while it rests', async () => {
    const people = await members(lived.shop, 6, { points: 700 })
    const tea = await reward(lived.shop, 100)
    let rounds = 0
    const trade = async () => {
      rounds += 1
      for (const { id, api } of rounds > 5 ? [] : people) {
        await buys(lived.shop, id, 100)
        await exchange(api, tea)
      }
      await lived.shop.drainStream()
    }
    await inPieces(trade)
    const inPart = await recorded()
    lived.shop.clock.pass(DAY_MS)
    await (await nightly()).run(plenty)
    expect({ breaches: inPart.breaches, members: inPart.members }).toEqual({ breaches: 0, members: (await recorded()).members })
    expect(log.errors).toEqual([])
  })

  test('begins anew when what it knew is lost', async () => {
    await (await nightly()).run(plenty)
    const atOnce = await recorded()
    lived.shop.clock.pass(DAY_MS)
    await (await nightly()).run(none)
    const { documents, table } = lived.shop.database
    const [run] = await itemsUnder(lived.shop, keys.checkRun().pk, keys.checkRun().sk)
    await documents.send(new PutCommand({ TableName: table, Item: { ...run, kept: { turn: 999, parts: 1, edition: 1 } } }))
    expect(await (await nightly()).run(plenty)).toMatchObject({ outcome: 'checked' })
    expect(withoutTime(await recorded())).toEqual(withoutTime(atOnce))
  })

  test('is told to the alarm when it does not come to its end', async () => {
    await (await nightly()).run(none)
    expect(log.errors).toEqual([])
    lived.shop.clock.pass(721 * MINUTE_MS)
    expect(await (await nightly()).run(none)).toEqual({ outcome: 'stopped' })
    expect(log.errors).toEqual(['books not checked in time'])
  })

  test('would count everything twice if it forgot its place', async () => {
    const { database } = lived.shop
    const whole = await (await Check.begin(database)).goOn()
    const passed = async (isPlaceKept: boolean): Promise<Checked | undefined> => {
      const first = await Check.begin(database)
      do expect(await first.goOn({ mayGoOn: () => false })).toBeUndefined()
      while ((await first.state()).counts.members === 0)
      const state = await first.state()
      return Check.resume(database, { ...state, places: isPlaceKept ? state.places : atTheBeginning() }).goOn()
    }
    const sorted = (checked: Checked | undefined) => checked && { ...checked, breaches: checked.breaches.map(({ en }) => en).sort() }
    expect(sorted(await passed(true))).toEqual(sorted(whole))
    expect(sorted(await passed(false))).not.toEqual(sorted(whole))
  })
})

describe('of two checks at once', () => {
  const taking = { part: 'turn = :before', holding: /"RUN"/ }

  /** Both look at the same moment; the second comes to its first write when the other is done. */
  async function both(...faults: readonly Fault[]): Promise<readonly string[]> {
    let other: Night['outcome'] = 'rests'
    const slow = await nightly(...faults, meanwhile(asking('PutItem', /"RUN"/), async () => (other = (await (await nightly()).run(plenty)).outcome)))
    const { outcome } = await slow.run(plenty)
    return [other, outcome]
  }

  test('one finds the other at it and leaves', async () => {
    const runs = new RunsRepository(lived.shop.database)
    const now = lived.shop.clock.now()
    expect(await runs.take(await runs.standing(), now, now + plenty())).toBeDefined()
    expect(await (await nightly()).run(plenty)).toEqual({ outcome: 'held' })
    lived.shop.clock.pass(plenty())
    expect(await (await nightly()).run(plenty)).toMatchObject({ outcome: 'checked' })
  })

  test('one result is recorded', async () => {
    expect(await both()).toEqual(['checked', 'held'])
  })

  test('and two were, did the writes not say on what they rest', async () => {
    expect(await both(without(taking.part, taking.holding))).toEqual(['checked', 'checked'])
  })

  /** The first comes to its end when its time is long over and another has done the check. */
  async function late(...faults: readonly Fault[]): Promise<string> {
    const takeOver = async () => {
      lived.shop.clock.pass(plenty())
      expect(await (await nightly()).run(plenty)).toMatchObject({ outcome: 'checked' })
    }
    return (await (await nightly(...faults, meanwhile(asking('TransactWriteItems', /"FOUND"/), takeOver))).run(plenty)).outcome
  }

  test('one whose time was over records nothing any more', async () => {
    expect(await late()).toBe('overtaken')
  })

  test('and it would, did the end not say in whose hand the check is', async () => {
    expect(await late(without(taking.part, taking.holding))).toBe('checked')
  })
})
