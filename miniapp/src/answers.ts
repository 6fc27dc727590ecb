import * as z from 'zod'
import { forget, readStored, store } from './storage'

/** The last answers of read calls, so that a phone without network shows what was true when it last had one. */
const answersMax = 24
/** Needed at a counter without network: browsing does not push them out. */
const keptApart = /^GET \/(vouchers\/\{voucherId\}|me\/code) /
const keptApartMax = 30
const Index = z.array(z.string())
const Answer = z.object({ at: z.number(), reply: z.unknown() })

export interface KeptAnswer<Reply> {
  readonly reply: Reply
  /** When it was heard, in milliseconds since 1970 by the server's clock. */
  readonly at: number
}

export function keepAnswer(key: string, reply: unknown, at: number): void {
  const others = (readStored('answers', Index) ?? []).filter((kept) => kept !== key)
  const apart = [key, ...others].filter((kept) => keptApart.test(kept))
  const ordinary = [key, ...others].filter((kept) => !keptApart.test(kept))
  for (const old of [...apart.slice(keptApartMax), ...ordinary.slice(answersMax)]) forget(`answer.${old}`)
  store('answers', [...apart.slice(0, keptApartMax), ...ordinary.slice(0, answersMax)])
  store(`answer.${key}`, { at, reply })
}

export function keptAnswer<Schema extends z.ZodType>(key: string, schema: Schema): KeptAnswer<z.output<Schema>> | undefined {
  const kept = readStored(`answer.${key}`, Answer)
  if (!kept) return undefined
  const reply = schema.safeParse(kept.reply)
  return reply.success ? { reply: reply.data, at: kept.at } : undefined
}

export function forgetAnswers(): void {
  for (const key of readStored('answers', Index) ?? []) forget(`answer.${key}`)
  forget('answers')
}
