import type * as z from 'zod'
import { type ApiRequest, createClient, requestFor, type Send } from '../../shared/api/client'
import type { Endpoint } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { calls } from './calls'
import { isOnline } from './network'
import { freshToken, tokenInsteadOf } from './session'
import { exchangeOnce, Unreachable } from './transport'

const attemptsMax = 3
const firstPauseMs = 400
const longestPauseMs = 4_000

/** The one door to our server: every call of the contract as a typed function. Throws `Refusal` or `Unreachable`. */
export const api = createClient(calls, send)

/** The same door for code that is given the call itself, such as `useLoad`. */
export async function ask<Input extends z.ZodObject, Reply extends z.ZodType>(call: Endpoint<Input, Reply>, input: z.input<Input>): Promise<z.output<Reply>> {
  return call.reply.parse(await send(requestFor(call, input), call))
}

/** Whether sending again is harmless: reads, and writes that carry the caller's own id. */
const mayRepeat = (request: ApiRequest) => request.method === 'GET' || request.body?.['id'] !== undefined

async function send(request: ApiRequest, call: Endpoint): ReturnType<Send> {
  for (let attempt = 1; ; attempt++) {
    try {
      const reply = call.reply.safeParse(await withSession(request, call))
      if (reply.success) return reply.data
      console.error(`the reply of ${call.method} ${call.path} is not as agreed`, reply.error)
      throw new Refusal('broken')
    } catch (failure) {
      const pauseMs = pauseBefore(failure, attempt)
      if (pauseMs === undefined || attempt === attemptsMax || !mayRepeat(request)) throw failure
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

async function withSession(request: ApiRequest, call: Endpoint): Promise<unknown> {
  if (call.who === 'anyone') return exchangeOnce(request, undefined)
  const token = await freshToken()
  try {
    return await exchangeOnce(request, token)
  } catch (failure) {
    if (!(failure instanceof Refusal && failure.code === 'signed_out')) throw failure
    return exchangeOnce(request, await tokenInsteadOf(token))
  }
}

/** How long to wait before sending again, or undefined where that cannot help. */
function pauseBefore(failure: unknown, attempt: number): number | undefined {
  const growing = firstPauseMs * 3 ** (attempt - 1) * (0.75 + Math.random() / 2)
  if (failure instanceof Unreachable) return isOnline.get() ? growing : undefined
  if (!(failure instanceof Refusal)) return undefined
  switch (failure.code) {
    case 'busy':
    case 'unavailable':
    case 'wechat_unavailable':
      return Math.min(longestPauseMs, Math.max(growing, Number(failure.details['retryAfterSeconds'] ?? 0) * 1_000))
    default:
      return undefined
  }
}
