/** What crosses between the tests and the mini-program is unknown until looked at. */
export type Bag = Record<string, unknown>

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const bagOf = (value: unknown): Bag => (isBag(value) ? value : {})

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value))

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const isCallable = (value: unknown): value is (...args: readonly unknown[]) => unknown => typeof value === 'function'

/** Calls a method where there is one. */
export function invoke(target: unknown, name: string, ...args: readonly unknown[]): unknown {
  const method = isBag(target) ? target[name] : undefined
  return isCallable(method) ? Reflect.apply(method, target, args) : undefined
}

/** What WeChat's bridge does to every value between the two threads. */
export const copyOf = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

/** Puts a value at a setData path such as `root.cn.[0].cl`. */
export function putAt(root: Bag, path: string, value: unknown): void {
  const keys = [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => index ?? name ?? '')
  const last = keys.pop()
  if (last === undefined) return
  let place: unknown = root
  keys.forEach((key, at) => {
    const next = Reflect.get(Object(place), key)
    if (typeof next === 'object' && next !== null) place = next
    else {
      const made = /^\d+$/.test(keys[at + 1] ?? last) ? [] : {}
      Reflect.set(Object(place), key, made)
      place = made
    }
  })
  Reflect.set(Object(place), last, value)
}

/** Paths of what the bridge cannot carry. */
export function unsendable(value: unknown, path: string): string[] {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return [`${path}: ${typeof value}`]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => unsendable(part, `${path}.${key}`))
}

export const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

export const lowerCased = (header: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(bagOf(header)).map(([name, value]) => [name.toLowerCase(), textOf(value)]))
