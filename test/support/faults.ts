import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb'
import type { Database } from '../../functions/database/client'

/** A request to the database, as it leaves the product: `text` is its input as JSON. */
export interface Asked {
  readonly command: string
  readonly text: string
}

/** Which requests a fault is about. */
export type Wanted = (asked: Asked) => boolean

/** Bad luck between the product and its database. */
export type Fault = (database: Database) => void

/** Requests of one kind, holding a text. */
export const asking = (command: 'TransactWriteItems' | 'UpdateItem' | 'PutItem' | 'DeleteItem' | 'GetItem' | 'BatchGetItem' | 'Query', holding: RegExp = /./): Wanted => (asked) =>
  asked.command === `${command}Command` && holding.test(asked.text)

/** That a key is in use is written beside what a call does, and tells nothing of it. */
export const anyWrite: Wanted = ({ command, text }) => /^(TransactWriteItems|UpdateItem|PutItem|DeleteItem)Command$/.test(command) && !text.includes('"KEYUSE"')

/** Every step of the exchange and of what follows it, by what only it writes. */
export const steps = {
  reserve: asking('UpdateItem', /available - :one, inFlight/),
  commitExchange: asking('TransactWriteItems', /"vou_/),
  clear: asking('UpdateItem', /SET issued = issued/),
  release: asking('UpdateItem', /SET available = available \+ :count/),
  void: asking('PutItem', /"void"/),
  takeBack: asking('UpdateItem', /returning\.#voucher = :now/),
  markReturned: asking('UpdateItem', /REMOVE stockOwed/),
  forgetReturn: asking('UpdateItem', /REMOVE #returning/),
} as const satisfies Record<string, Wanted>

/** The request was done, but nobody hears of it: the function gives up, and its caller sees 503. */
export const answersLost = (wanted: Wanted, times = 1): Fault => atEach(wanted, times, async (send) => {
  const answer = await send()
  return Promise.reject(named('TimeoutError', answer === undefined ? 'nothing sent' : 'the answer was lost'))
})

/** The request was done, and the SDK, which hears nothing, sends it again by itself. */
export const answersLostOnTheWire = (wanted: Wanted, times = 1): Fault => onTheWire(wanted, times, async (send) => {
  await send()
  return Promise.reject(named('TimeoutError', 'the answer was lost on the wire'))
})

/** Amazon's no to a write that meets a transaction on an item, which DynamoDB Local never gives. Nothing is sent. */
export const conflicts = (wanted: Wanted, times = 1): Fault => atEach(wanted, times, (_send, asked) => {
  const about = { message: 'conflict', $metadata: {} }
  if (asked.command !== 'TransactWriteItemsCommand') return Promise.reject(new TransactionConflictException(about))
  return Promise.reject(new TransactionCanceledException({ ...about, CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }] }))
})

/** The process ends just before, or just after, a request; nothing it would have done later happens. */
export const dies = (when: 'before' | 'after', wanted: Wanted): Fault => {
  let isDead = false
  return atEach(() => true, Number.POSITIVE_INFINITY, async (send, asked) => {
    if (!isDead && wanted(asked)) {
      if (when === 'after') await send()
      isDead = true
    }
    return isDead ? Promise.reject(new Error('this process has died')) : send()
  })
}

/** Something else happens just before the first such request is sent: what was read by then is old. */
export const meanwhile = (wanted: Wanted, deed: () => Promise<unknown>): Fault => atEach(wanted, 1, async (send) => {
  await deed()
  return send()
})

/** A database that is down while the switch says so. */
export const downWhile = (cut: { isDown: boolean }): Fault => atEach(() => cut.isDown, Number.POSITIVE_INFINITY, () => Promise.reject(named('Error', 'connect ECONNREFUSED', 'ECONNREFUSED')))

/** Takes a part out of the conditions of writes that hold a text: from then on it holds always. What it names stays named, as DynamoDB demands. */
export const without = (part: string, holding: RegExp = /./): Fault => (database) => {
  database.client.middlewareStack.add((next) => (args) => {
    weaken(args.input, part, holding)
    return next(args)
  }, { step: 'serialize', priority: 'high', name: `without ${part} ${String(holding)}` })
}

/** Counts the requests that are wanted. */
export function counted(wanted: Wanted): { readonly fault: Fault; readonly times: () => number } {
  let times = 0
  const fault = atEach(wanted, Number.POSITIVE_INFINITY, (send) => {
    times += 1
    return send()
  })
  return { fault, times: () => times }
}

type Instead<Answer> = (send: () => Promise<Answer>, asked: Asked) => Promise<Answer>
let faults = 0

const atEach = (wanted: Wanted, times: number, instead: <Answer>(send: () => Promise<Answer>, asked: Asked) => Promise<Answer>): Fault => (database) => {
  let left = times
  faults += 1
  database.client.middlewareStack.add((next, context) => (args) => {
    const asked = { command: context.commandName ?? '', text: JSON.stringify(args.input) }
    if (left <= 0 || !wanted(asked)) return next(args)
    left -= 1
    return instead(() => next(args), asked)
  }, { step: 'serialize', priority: 'high', name: `fault ${faults}` })
}

/** The same inside the SDK's own repetitions. */
const onTheWire = (wanted: Wanted, times: number, instead: Instead<unknown>): Fault => (database) => {
  let left = times
  faults += 1
  database.client.middlewareStack.add((next, context) => async (args) => {
    const asked = { command: context.commandName ?? '', text: JSON.stringify(args.input) }
    if (left <= 0 || !wanted(asked)) return next(args)
    left -= 1
    const answer = await next(args)
    await instead(() => Promise.resolve(answer), asked)
    return answer
  }, { step: 'deserialize', priority: 'high', name: `wire fault ${faults}` })
}

function named(name: string, message: string, code?: string): Error {
  return Object.assign(new Error(message), { name, ...(code === undefined ? {} : { code }) })
}

function weaken(input: unknown, part: string, holding: RegExp): void {
  if (typeof input !== 'object' || input === null) return
  for (const [name, value] of Object.entries(input)) {
    if (name !== 'ConditionExpression') weaken(value, part, holding)
    else if (typeof value === 'string' && holding.test(JSON.stringify(input))) Reflect.set(input, name, value.replace(part, (found) => `(${found} OR attribute_exists(pk) OR attribute_not_exists(pk))`))
  }
}
