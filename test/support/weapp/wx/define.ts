import type { Weapp } from '../host'
import { type Bag, bagOf, copyOf, isCallable, textOf } from '../values'

/** A `wx` call fails with a message after `name:fail`, and sometimes a number. */
export class Fail extends Error {
  constructor(
    message: string,
    readonly errno?: number,
  ) {
    super(message)
  }
}

export type Answer = (options: Bag) => unknown

/** A call with success, fail and complete; without them it gives a promise. */
export function defineAsync(host: Weapp, name: string, answer: Answer): void {
  host.wx[name] = (given: unknown) => {
    const options = bagOf(given)
    host.journal.calls.push({ name, options: withoutFunctions(options) })
    const work = (async () => answer(options))()
    const isCalledBack = ['success', 'fail', 'complete'].some((key) => isCallable(options[key]))
    const settled = work.then(
      (result) => finish(host, options, 'success', { errMsg: `${name}:ok`, ...bagOf(result) }),
      (failure: unknown) => {
        const said = finish(host, options, 'fail', { errMsg: `${name}:fail ${messageOf(failure)}`, ...(failure instanceof Fail && failure.errno !== undefined && { errno: failure.errno }) })
        if (!isCalledBack) throw said
        return said
      },
    )
    return isCalledBack ? undefined : settled
  }
}

/** A call that answers at once. */
export function defineSync(host: Weapp, name: string, answer: (...args: readonly unknown[]) => unknown): void {
  host.wx[name] = (...args: readonly unknown[]) => host.adopt(answer(...args))
}

/** Hands a result to the callbacks of a call; the values inside must already be of the realm or plain. */
export function finish(host: Weapp, options: Bag, how: 'success' | 'fail', result: Bag, realmParts: Bag = {}): unknown {
  const adopted = Object.assign(bagOf(host.adopt(result)), realmParts)
  for (const key of [how, 'complete']) {
    const callback = options[key]
    if (isCallable(callback)) host.guard(() => callback(adopted))
  }
  return adopted
}

export const withoutFunctions = (options: Bag): Bag => Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value !== 'function').map(([name, value]) => [name, copyOf(value)]))

const messageOf = (failure: unknown): string => (failure instanceof Error ? failure.message : textOf(failure))
