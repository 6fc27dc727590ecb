import Taro from '@tarojs/taro'
import * as z from 'zod'
import type { ApiRequest } from '../../shared/api/client'
import { Refusal, type RefusalDetails } from '../../shared/api/refusal'
import { PointsWords } from '../../shared/api/points-words'
import { learnServerTime } from './clock'
import { learnPointsWords } from './calling'
import { isOnPhones } from './refusals'

const timeoutMs = 8_000

/** No answer came: the phone is offline or the server too slow. What was sent may or may not have happened. */
export class Unreachable extends Error {
  constructor(readonly reason: 'offline' | 'timeout') {
    super(reason)
    this.name = 'Unreachable'
  }
}

const RefusalOnTheWire = z.object({
  code: z.string(),
  requestId: z.string().default(''),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).default({}),
})

/** What any answer may say beside what was asked. */
const Besides = z.object({ serverTime: z.string().optional(), pointsWords: PointsWords.optional() })

/** Asks our API once. Gives the reply as it came; throws a `Refusal` or `Unreachable`. */
export async function exchangeOnce(request: ApiRequest, token: string | undefined): Promise<unknown> {
  const askedAt = Date.now()
  const answer = await send(request, token)
  const besides = Besides.safeParse(answer.data).data
  learnServerTime(besides?.serverTime ?? headerOf(answer.header, 'date'), askedAt, Date.now())
  learnPointsWords(besides?.pointsWords)
  if (answer.statusCode >= 200 && answer.statusCode < 300) return answer.data
  throw refusalFrom(answer)
}

interface Answer {
  readonly statusCode: number
  readonly header: unknown
  readonly data: unknown
}

async function send(request: ApiRequest, token: string | undefined): Promise<Answer> {
  try {
    return await Taro.request<Record<string, unknown>, Readonly<Record<string, unknown>> | undefined>({
      url: DIANJIN_API + request.path + queryOf(request.query),
      method: request.method,
      data: request.body,
      timeout: timeoutMs,
      header: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    })
  } catch (failure) {
    throw new Unreachable(/time\s*out/i.test(messageOf(failure)) ? 'timeout' : 'offline')
  }
}

function queryOf(query: ApiRequest['query']): string {
  const pairs = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

function refusalFrom(answer: Answer): Refusal {
  const body = RefusalOnTheWire.safeParse(answer.data)
  if (!body.success) return new Refusal(answer.statusCode >= 502 ? 'unavailable' : 'broken')
  const details: RefusalDetails = { ...body.data.details, requestId: body.data.requestId }
  return new Refusal(isOnPhones(body.data.code) ? body.data.code : 'broken', details)
}

function headerOf(header: unknown, name: string): string | undefined {
  if (typeof header !== 'object' || header === null) return undefined
  const found = Object.entries(header).find(([key]) => key.toLowerCase() === name)
  return typeof found?.[1] === 'string' ? found[1] : undefined
}

/** A failed `Taro.request` rejects with a plain `{ errMsg }`, a browser's with an Error. */
function messageOf(failure: unknown): string {
  if (failure instanceof Error) return failure.message
  if (typeof failure === 'object' && failure !== null && 'errMsg' in failure) return String(failure.errMsg)
  return String(failure)
}
