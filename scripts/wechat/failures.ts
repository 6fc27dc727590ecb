import * as z from 'zod'
import { wechatApis, type WechatApi } from './apis'

const MILLISECONDS_MAX = 600_000
const TEXT_CHARS_MAX = 4_000_000
const text = z.string().max(TEXT_CHARS_MAX).default('<html>502 Bad Gateway</html>')

/**
 * How a call can be told to fail:
 * - `errcode`: refused with a code of WeChat's; `http`: a gateway's page with that status; `garbage`: any other text
 * - `slow`: answers late; `hang`: never answers; `dropped`: the connection is cut. These three have done the work first.
 */
export const Failure = z.discriminatedUnion('type', [
  z.object({ type: z.literal('errcode'), errcode: z.int(), errmsg: z.string().max(200).optional() }),
  z.object({ type: z.literal('http'), status: z.int().min(400).max(599), text }),
  z.object({ type: z.literal('garbage'), text }),
  z.object({ type: z.literal('slow'), milliseconds: z.int().min(0).max(MILLISECONDS_MAX) }),
  z.object({ type: z.literal('hang') }),
  z.object({ type: z.literal('dropped') }),
])
export type Failure = z.infer<typeof Failure>
export type FailureInput = z.input<typeof Failure>

/** A failure switched on or off (`failure: null`) from outside; without `times` it stays on. */
export const FailureSwitch = z.object({
  api: z.enum(wechatApis),
  failure: Failure.nullable(),
  times: z.int().min(1).max(1_000_000).optional(),
})

export interface Failures {
  set(api: WechatApi, failure: Failure | 'off', times?: number): void
  /** The failure this call is to meet, one time fewer from then on. */
  take(api: WechatApi): Failure | undefined
  list(): readonly { readonly api: WechatApi; readonly failure: Failure; readonly times: number | 'always' }[]
}

export function createFailures(): Failures {
  const armed = new Map<WechatApi, { failure: Failure; times: number }>()
  return {
    set: (api, failure, times = Infinity) => {
      if (failure === 'off') armed.delete(api)
      else armed.set(api, { failure, times })
    },
    take: (api) => {
      const found = armed.get(api)
      if (!found) return undefined
      found.times -= 1
      if (found.times < 1) armed.delete(api)
      return found.failure
    },
    list: () => [...armed].map(([api, { failure, times }]) => ({ api, failure, times: Number.isFinite(times) ? times : 'always' })),
  }
}
