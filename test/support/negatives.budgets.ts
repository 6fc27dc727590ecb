import type { DynamoDBStreamEvent } from 'aws-lambda'
import { openStream } from '../../scripts/local/stream'
import { freshId } from '../../scripts/support/in-process'
import { budgetBooks, budgetSteps, campaignWith, endCampaign, order } from './budgets'
import { asking, dies, type Fault, meanwhile } from './faults'
import { type Guarded, isBalanced, isNew, version } from './negatives'
import { member, outcome, till } from './people'
import type { Instance, Shop } from './story'

const served = (shop: Shop, { api }: Instance) => till({ ...shop, api })

const lateSweep = (shop: Shop, { jobs }: Instance) => {
  shop.clock.pass(61_000)
  return jobs.run('budgets')
}

/** Whether a budget of 14 points still adds up and has paid no more than it had, after an order under bad luck. */
async function isExact(shop: Shop, deed: (lin: Awaited<ReturnType<typeof member>>, budget: string) => Promise<unknown>): Promise<boolean> {
  const campaign = await campaignWith(shop, 14)
  await deed(await member(shop), campaign.id)
  await shop.drainStream()
  await lateSweep(shop, shop)
  const { available, inFlight, spent, taken } = await budgetBooks(shop, campaign.id)
  await endCampaign(shop, campaign)
  return available >= 0 && inFlight === 0 && spent === taken && available + spent === 14
}

const killed = (shop: Shop) => async (fault: Fault) => served(shop, await shop.instance([fault]))

/** The records of a stream that are about a member. */
async function recordsOf(shop: Shop, memberId: string): Promise<DynamoDBStreamEvent> {
  const records: DynamoDBStreamEvent['Records'] = []
  const reader = await openStream({ clients: shop.table.clients, tableName: shop.table.tableName, handler: async ({ Records }) => void records.push(...Records) })
  await reader.drain()
  return { Records: records.filter(({ dynamodb }) => JSON.stringify(dynamodb?.Keys).includes(memberId)) }
}

/** Budgets and holds: what many share, and what is fenced by its own item. */
export const guardedBudgets: readonly Guarded[] = [
  {
    condition: 'points are in the budget when they are taken', part: 'available >= :points', holding: /inFlight/,
    law: (shop, unlucky) => isExact(shop, async (lin) => {
      const here = await till(shop)
      const slow = await served(shop, await unlucky(meanwhile(budgetSteps.reserve, async () => {
        for (let i = 0; i < 2; i++) await order(here, (await member(shop)).id)
      })))
      await order(slow, lin.id)
    }),
  },
  {
    condition: 'a reservation is counted as spent once', part: 'attribute_exists(inFlight.#a0)', holding: /SET spent = spent/,
    law: (shop, unlucky) => isExact(shop, async (lin) => {
      await order(await till(shop), lin.id)
      const event = await recordsOf(shop, lin.id)
      const { jobs } = await unlucky()
      await jobs.follow(event)
      await jobs.follow(event)
    }),
  },
  {
    condition: 'a reservation is given back once', part: 'attribute_exists(inFlight.#a0)', holding: /SET available = available \+ :points/,
    law: (shop, unlucky) => isExact(shop, async (lin) => {
      const dying = await killed(shop)(dies('before', budgetSteps.commitPaid))
      await order(dying, lin.id).catch(() => undefined)
      const other = await unlucky(meanwhile(budgetSteps.release, () => lateSweep(shop, shop)))
      await lateSweep(shop, other)
    }),
  },
  {
    condition: 'a payment that the sweep has settled cannot be written', part: 'attribute_not_exists(stirred)', holding: /"ACCOUNT"/,
    law: (shop, unlucky) => isExact(shop, async (lin) => {
      await order(await served(shop, await unlucky(meanwhile(budgetSteps.commitPaid, () => lateSweep(shop, shop)))), lin.id)
    }),
  },
  {
    condition: 'a hold is made once', part: isNew, holding: /HOLD#/, also: [version],
    law: async (shop, unlucky) => {
      const [lin, chen] = [await member(shop, { points: 900 }), await member(shop, { points: 900 })]
      const wish = { id: freshId('hold'), billFen: 2_000, points: 100 }
      const slow = await served(shop, await unlucky(meanwhile(asking('TransactWriteItems', /HOLD#/), async () => (await till(shop)).openHold({ ...wish, member: { memberId: chen.id } }))))
      return (await outcome(slow.openHold({ ...wish, member: { memberId: lin.id } }))) === 'idempotency_conflict'
    },
  },
  {
    condition: 'a hold ends from what was read', part: 'revision = :revision', holding: /HOLD#/, also: [version, { part: isNew, holding: /ENTRY#/ }],
    law: async (shop, unlucky) => {
      const lin = await member(shop, { points: 900 })
      const here = await till(shop)
      const holdId = freshId('hold')
      await here.openHold({ id: holdId, member: { memberId: lin.id }, billFen: 2_000, points: 100 })
      const slow = await served(shop, await unlucky(meanwhile(asking('TransactWriteItems', /HOLD#/), () => here.cancelHold({ holdId }))))
      const refused = (await outcome(slow.confirmHold({ holdId }))) === 'hold_cancelled'
      return refused && (await isBalanced(shop, lin.id))
    },
  },
]
