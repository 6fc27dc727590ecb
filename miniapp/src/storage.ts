import Taro from '@tarojs/taro'
import type * as z from 'zod'

const prefix = 'dianjin.'

/** What was stored under a name, or undefined when there is nothing or another version of us wrote something else. */
export function readStored<Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> | undefined {
  const stored: unknown = Taro.getStorageSync(prefix + name)
  if (stored === '' || stored === undefined || stored === null) return undefined
  const parsed = schema.safeParse(stored)
  return parsed.success ? parsed.data : undefined
}

/** Storage may be full or forbidden: what is kept there makes things quicker or survives a restart, nothing more. */
export function store(name: string, value: unknown): void {
  try {
    Taro.setStorageSync(prefix + name, value)
  } catch (failure) {
    console.warn(`could not store ${name}`, failure)
  }
}

export function forget(name: string): void {
  Taro.removeStorageSync(prefix + name)
}
