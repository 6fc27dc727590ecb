import * as z from 'zod'
import { type ApiRequest, requestFor } from '../../shared/api/client'
import type { Endpoint } from '../../shared/api/endpoint'
import { refusals, type RefusalCode } from '../../shared/api/errors'
import { Refusal, type RefusalDetails } from '../../shared/api/refusal'
import { learnServerTime } from './clock'
import { session } from './session'

const TIMEOUT_MS = 20_000

/** No answer came. What was sent may or may not have happened. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** The one door to our server. Throws `Refusal` or `Unreachable`. */
export async function ask<Input extends z.ZodObject, Reply extends z.ZodType>(call: Endpoint<Input, Reply>, input: z.input<Input>): Promise<z.output<Reply>> {
  return call.reply.parse(await send(requestFor(call, input), call))
}

export async function send(request: ApiRequest, call: Endpoint): Promise<unknown> {
  const token = call.who === 'anyone' ? null : session.token()
  try {
    return call.reply.parse(await exchange(request, token))
  } catch (failure) {
    if (failure instanceof z.ZodError) throw new Refusal('broken')
    if (token !== null && failure instanceof Refusal && endsSession(failure.code)) session.end(failure.code)
    throw failure
  }
}

const endsSession = (code: RefusalCode): code is 'signed_out' | 'staff_removed' => code === 'signed_out' || code === 'staff_removed'

async function exchange({ method, path, query, body }: ApiRequest, token: string | null): Promise<unknown> {
  const search = new URLSearchParams(query).toString()
  const answer = await fetch(`${DIANJIN_API}${path}${search === '' ? '' : `?${search}`}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw new Unreachable()
  })
  learnServerTime(answer.headers.get('date'))
  const reply: unknown = await answer.json().catch(() => undefined)
  if (answer.ok) return reply
  throw refusalIn(reply, answer.status)
}

const Wire = z.object({ code: z.string(), requestId: z.string().default(''), details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).catch({}) })

function refusalIn(reply: unknown, status: number): Refusal {
  const read = Wire.safeParse(reply)
  if (!read.success) return new Refusal(status >= 502 ? 'unavailable' : 'broken')
  const details: RefusalDetails = { ...read.data.details, requestId: read.data.requestId }
  return new Refusal(isKnown(read.data.code) ? read.data.code : 'broken', details)
}

const isKnown = (code: string): code is RefusalCode => Object.hasOwn(refusals, code)
