import { dayOf } from '../../shared/time/day'
import { programme, storeId } from '../demo/shop'
import { freshId } from '../support/in-process'
import type { Measure } from './measure'
import { Meter } from './meter'
import type { BenchShop } from './shop'

const TOGETHER = 25

/** What the figures cost beside the writes they count: for an entry that comes alone, and for one of those that the stream brings together. */
export async function measureFigures(shop: BenchShop): Promise<readonly Measure[]> {
  const meter = new Meter(shop.database.client, shop.database.table, shop.endpoint)
  const people: Awaited<ReturnType<BenchShop['member']>>[] = []
  for (let i = 0; i < TOGETHER; i++) people.push(await shop.member(shop.newcomer()))
  await shop.stream.drain()
  const units = async (deed: () => Promise<unknown>): Promise<number> => {
    await deed()
    return (await meter.of(() => shop.stream.drain())).figureUnits
  }
  const day = dayOf(shop.clock.now(), programme.timeZone)
  const checkIn = (person: (typeof people)[number] | undefined) => person?.client.checkIn({ id: freshId('operation'), day })
  const buy = (person: (typeof people)[number] | undefined, orderNo: string) => person && shop.till.reportOrderPaid({ orderNo, member: { memberId: person.profile.id }, amountFen: 6_800, storeId: storeId(1) })
  const alone = await units(async () => checkIn(people[0]))
  const purchase = await units(async () => buy(people[0], 'figures-0'))
  const together = await units(() => Promise.all(people.slice(1).map((person, i) => buy(person, `figures-${i + 1}`))))
  meter.close()
  return [
    { name: 'figures of a check-in that comes alone: write units', value: alone, unit: 'units', bar: 3 },
    { name: 'figures of a purchase that comes alone: write units', value: purchase, unit: 'units', bar: 4 },
    { name: `figures of ${TOGETHER - 1} purchases together: write units an entry`, value: together / (TOGETHER - 1), unit: 'units', bar: 2 },
  ]
}
