import type * as z from 'zod'
import type { RefusalCode } from './errors'

/** Who may make a call. `till` is an integrator's key, `clerk` and `marketer` include the owner; `stores/roles.ts` says what else the roles of staff may. */
export type Who = 'anyone' | 'member' | 'clerk' | 'marketer' | 'owner' | 'till'

/**
 * One API call, declared once: the server routes and checks by it, the client is typed by it, the OpenAPI document is drawn from it.
 * `input` is one flat object: `{name}` parts of the path, then the query (GET, DELETE) or the JSON body (POST).
 */
export interface Endpoint<Input extends z.ZodObject = z.ZodObject, Reply extends z.ZodType = z.ZodType> {
  /** Those that `wx.request` knows too. */
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: `/${string}`
  readonly who: Who
  readonly summary: string
  readonly input: Input
  readonly reply: Reply
  readonly refusals: readonly RefusalCode[]
  /** A body may be so long, where it may be longer than usual. */
  readonly bodyBytesMax?: number
}

/** Declares a call; exists to infer its types. */
export function endpoint<Input extends z.ZodObject, Reply extends z.ZodType>(call: Endpoint<Input, Reply>): Endpoint<Input, Reply> {
  return call
}

export type InputOf<E> = E extends Endpoint<infer Input, z.ZodType> ? z.output<Input> : never
export type SentInputOf<E> = E extends Endpoint<infer Input, z.ZodType> ? z.input<Input> : never
export type ReplyOf<E> = E extends Endpoint<z.ZodObject, infer Reply> ? z.output<Reply> : never

/** What a refusal looks like on the wire. */
export interface RefusalBody {
  readonly code: RefusalCode
  readonly message: string
  readonly requestId: string
  readonly details?: Readonly<Record<string, unknown>>
}
