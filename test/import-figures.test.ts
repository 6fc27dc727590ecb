import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyTable } from '../scripts/verify/table'
import type { Campaign } from '../shared/campaigns/campaign'
import { ProgrammeTerms } from '../shared/earning/programme'
import { campaignWith } from './support/budgets'
import { figuresByAwk, figuresIn, gold, importInto, type Months, oldOrders, silver, windowMonths } from './support/imported'
import { openShop } from './support/story'
import { programme } from './support/story.terms'

const first = 50
const percents = [200, 150, 300, 125, 110, 201]
/** A campaign a month, one of them with less in its budget than it would give. */
const months: Months = Object.fromEntries(Array.from({ length: 18 }, (_, i) => {
  const month = `${1997 + Math.floor(i / 12)}${String((i % 12) + 1).padStart(2, '0')}`
  return [month, { percent: percents[i % percents.length] ?? 200, ...(month === '199802' ? { budget: 700 } : {}) }]
}))
const dates = ['199706', '199712', '199806']

const { version: _version, ...usual } = programme
const { rules, tiers } = ProgrammeTerms.parse({
  ...usual,
  rules: [{ id: 'purchase', kind: 'per_amount', terms: { fenPerStep: 100, pointsPerStep: 1 } }, { id: 'first', kind: 'first_purchase', terms: { points: first } }],
  tiers: {
    measure: { type: 'money', fenPerGrowth: 100 }, window: { type: 'rolling', months: windowMonths },
    levels: [{ id: 'member', name: { zh: '会员', en: 'Member' }, min: 0 }, { id: 'silver', name: { zh: '银卡', en: 'Silver' }, min: silver }, { id: 'gold', name: { zh: '金卡', en: 'Gold' }, min: gold }],
  },
})

const monthStart = (month: string, later = 0): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(4)) - 1 + later, 1) - 8 * 3_600_000).toISOString()

test('two thousand old orders come to what a script of twenty lines makes of the file: totals, campaigns by month, tiers at three dates; and the dry run said so', async () => {
  const file = process.env['DIANJIN_ORDERS_FILE'] ?? join(mkdtempSync(join(tmpdir(), 'dianjin-orders-')), 'orders.txt')
  if (process.env['DIANJIN_ORDERS_FILE'] === undefined) writeFileSync(file, oldOrders(350))
  const shop = await openShop({ terms: { rules, orderMaxAgeDays: 1_000, ...(tiers === undefined ? {} : { tiers }) } })
  shop.clock.turnTo('1998-07-15T04:00:00Z')
  const campaigns: Record<string, Campaign> = {}
  for (const [month, { percent, budget }] of Object.entries(months)) {
    const window = { startsAt: monthStart(month), endsAt: monthStart(month, 1), effect: { type: 'multiplier' as const, percent, events: ['order_paid' as const] } }
    campaigns[month] = await campaignWith(shop, budget ?? 1, { ...window, budget: budget === undefined ? undefined : { points: budget, shards: 1, atEnd: 'rest' } })
  }
  const { rehearsed, booked, problems } = await importInto(shop, file)
  const expected = figuresByAwk(file, months, dates, first)
  expect(await figuresIn(shop, campaigns, dates)).toEqual(expected)
  expect(expected).toEqual(expect.arrayContaining([`orders ${booked.booked}`, `customers ${booked.members}`, `points ${booked.points}`]))
  expect({ ...rehearsed, notFollowed: 0, hasDraws: false }).toEqual({ ...booked, notFollowed: 0, hasDraws: false })
  expect(problems).toBe(0)
  expect((await verifyTable(shop.database)).breaches).toEqual([])
  if (process.env['DIANJIN_ORDERS_FILE'] !== undefined) console.info(expected.join('\n'))
  await shop.close()
}, 600_000)
