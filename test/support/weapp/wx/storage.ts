import type { Weapp } from '../host'
import { copyOf, textOf } from '../values'
import { defineAsync, defineSync, Fail } from './define'

const limitKilobytes = 10_240
const itemBytesMax = 1_048_576

/** Storage of this phone: values, as JSON carries them; empty text where there is none. */
export function addStorage(host: Weapp): void {
  const { storage } = host
  const put = (key: unknown, value: unknown) => {
    const kept = copyOf(value)
    if (JSON.stringify(kept ?? null).length > itemBytesMax) throw new Fail('entry size limit reached')
    storage.set(textOf(key), kept)
  }
  defineSync(host, 'getStorageSync', (key) => (storage.has(textOf(key)) ? storage.get(textOf(key)) : ''))
  defineSync(host, 'setStorageSync', put)
  defineSync(host, 'removeStorageSync', (key) => void storage.delete(textOf(key)))
  defineSync(host, 'clearStorageSync', () => storage.clear())
  defineSync(host, 'getStorageInfoSync', () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: limitKilobytes }))
  defineAsync(host, 'getStorage', ({ key }) => {
    if (!storage.has(textOf(key))) throw new Fail('data not found')
    return { data: storage.get(textOf(key)) }
  })
  defineAsync(host, 'setStorage', ({ key, data }) => put(key, data))
  defineAsync(host, 'removeStorage', ({ key }) => void storage.delete(textOf(key)))
  defineAsync(host, 'clearStorage', () => storage.clear())
}
