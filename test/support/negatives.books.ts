import { freshId } from '../../scripts/support/in-process'
import { openStream } from '../../scripts/local/stream'
import type { DynamoDBStreamEvent } from 'aws-lambda'
import { asking, dies, meanwhile, steps } from './faults'
import { entryNumber, type Guarded, held, isBalanced, isNew, version } from './negatives'
import { buys, exchange, member, outcome, reward, till } from './people'
import type { Shop } from './story'

const lostUpdate: Guarded['law'] = async (shop, unlucky) => {
  const lin = await member(shop)
  const slow = await unlucky(meanwhile(asking('TransactWriteItems', /"ACCOUNT"/), () => buys(shop, lin.id, 50)))
  await lin.on(slow).checkIn({ id: freshId('operation'), day: shop.clock.today })
  return (await lin.api.account({})).available === 100 + 50 + 5
}

const recordsOf = async (shop: Shop, memberId: string): Promise<DynamoDBStreamEvent> => {
  const records: DynamoDBStreamEvent['Records'] = []
  const reader = await openStream({ clients: shop.table.clients, tableName: shop.table.tableName, handler: async ({ Records }) => void records.push(...Records) })
  await reader.drain()
  return { Records: records.filter(({ dynamodb }) => JSON.stringify(dynamodb?.Keys).includes(memberId)) }
}

const cancelled = async (shop: Shop) => {
  const { lin, it, voucher } = await held(shop)
  await lin.api.cancelVoucher({ voucherId: voucher.id, id: freshId('operation') })
  const stockLeft = async () => (await (await member(shop)).api.reward({ rewardId: it.id })).stockLeft
  return { event: await recordsOf(shop, lin.id), stockLeft }
}

const returning = { part: 'attribute_not_exists(#returning.#voucher)', holding: /returning/ }
const returns = { part: '#returns = :returns', holding: /returning/ }

/** Accounts, orders and stock: what is counted. */
export const guardedBooks: readonly Guarded[] = [
  { condition: 'an account is changed from the version that was read', ...version, also: [entryNumber], law: lostUpdate },
  { condition: 'an entry’s number is used once', ...entryNumber, also: [version], law: lostUpdate },
  {
    condition: 'a closed account takes no entry', part: 'attribute_not_exists(closed)', holding: /"ACCOUNT"/,
    law: async (shop, unlucky) => {
      const lin = await member(shop)
      const slow = await unlucky(meanwhile(asking('TransactWriteItems', /"ACCOUNT"/), () => lin.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })))
      return (await outcome(lin.on(slow).checkIn({ id: freshId('operation'), day: shop.clock.today }))) === 'account_closed'
    },
  },
  {
    condition: 'an order is paid once', part: isNew, holding: /"ORDER"/,
    law: async (shop, unlucky) => {
      const [lin, chen] = [await member(shop), await member(shop)]
      const orderNo = freshId('order')
      const here = await till(shop)
      const slow = await unlucky(meanwhile(asking('TransactWriteItems', /"ORDER"/), () => here.reportOrderPaid({ orderNo, member: { memberId: chen.id }, amountFen: 1_000 })))
      const there = await till({ ...shop, api: slow.api })
      return (await outcome(there.reportOrderPaid({ orderNo, member: { memberId: lin.id }, amountFen: 1_000 }))) === 'order_conflict'
    },
  },
  {
    condition: 'an order changes from what was read', part: 'revision = :revision', holding: /"ORDER"/,
    law: async (shop, unlucky) => {
      const orderNo = freshId('order')
      const here = await till(shop)
      const refund = (refundId: string) => ({ orderNo, refundId, amountFen: 100 })
      await here.reportOrderRefunded(refund('first'))
      const slow = await unlucky(meanwhile(asking('PutItem', /"ORDER"/), () => here.reportOrderRefunded(refund('second'))))
      return (await (await till({ ...shop, api: slow.api })).reportOrderRefunded(refund('third'))).refundedFen === 300
    },
  },
  {
    condition: 'the last unit is there when it is taken', part: 'available >= :one', holding: /inFlight/,
    law: async (shop, unlucky) => {
      const [lin, chen] = [await member(shop), await member(shop)]
      const last = await reward(shop, 1)
      const slow = await unlucky(meanwhile(steps.reserve, () => exchange(chen.api, last)))
      return (await outcome(exchange(lin.on(slow), last))) === 'sold_out'
    },
  },
  {
    condition: 'an exchange takes one unit, however many try it', part: 'attribute_not_exists(inFlight.#voucher)', holding: /inFlight/,
    law: async (shop, unlucky) => {
      const lin = await member(shop)
      const it = await reward(shop, 3)
      const id = freshId('voucher')
      const dying = await shop.instance([dies('before', steps.commitExchange)])
      const slow = await unlucky(meanwhile(steps.reserve, () => exchange(lin.on(dying), it, id).catch(() => undefined)))
      await exchange(lin.on(slow), it, id)
      return isBalanced(shop, it.id)
    },
  },
  {
    condition: 'a voided exchange does not go through', part: isNew, holding: /"vou_/,
    law: async (shop, unlucky) => {
      const lin = await member(shop)
      const it = await reward(shop, 3)
      const slow = await unlucky(meanwhile(steps.commitExchange, () => {
        shop.clock.pass(61_000)
        return shop.run('sweep')
      }))
      return (await outcome(exchange(lin.on(slow), it))) === 'exchange_lapsed'
    },
  },
  {
    condition: 'a voucher is never voided', part: isNew, holding: /"void"/,
    law: async (shop, unlucky) => {
      const { lin, voucher } = await held(shop)
      shop.clock.pass(61_000)
      await (await unlucky()).jobs.run('sweep')
      return (await outcome(lin.api.voucher({ voucherId: voucher.id }))) === 'done'
    },
  },
  {
    condition: 'a reservation is counted as issued once', part: 'inFlight.#v0 = :a0', holding: /issued = issued/,
    law: async (shop, unlucky) => {
      const { lin, it } = await held(shop)
      const event = await recordsOf(shop, lin.id)
      const { jobs } = await unlucky()
      await jobs.follow(event)
      await jobs.follow(event)
      return isBalanced(shop, it.id)
    },
  },
  {
    condition: 'a reservation is released once', part: 'inFlight.#v0 = :a0', holding: /available = available \+ :count/,
    law: async (shop, unlucky) => {
      const lin = await member(shop)
      const it = await reward(shop, 3)
      await exchange(lin.on(await shop.instance([dies('before', steps.commitExchange)])), it).catch(() => undefined)
      shop.clock.pass(61_000)
      await (await unlucky(meanwhile(steps.release, () => shop.run('sweep')))).jobs.run('sweep')
      return isBalanced(shop, it.id)
    },
  },
  {
    condition: 'a unit comes back on a fresh sight of the stock', ...returns,
    law: async (shop, unlucky) => {
      const { event, stockLeft } = await cancelled(shop)
      await (await unlucky(meanwhile(steps.takeBack, () => shop.jobs.follow(event)))).jobs.follow(event)
      return (await stockLeft()) === 2
    },
  },
  {
    condition: 'a unit that is coming back is not brought again', ...returning, also: [returns],
    law: async (shop, unlucky) => {
      const { event, stockLeft } = await cancelled(shop)
      const dying = await shop.instance([dies('after', steps.takeBack)])
      await (await unlucky(meanwhile(steps.takeBack, () => dying.jobs.follow(event)))).jobs.follow(event)
      return (await stockLeft()) === 2
    },
  },
]
