import { keepPreviousData, QueryClient, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type * as z from 'zod'
import type { Endpoint } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { ask, Unreachable } from './door'

const RETRIES = 2
const FRESH_MS = 10_000

/** Reads are asked again where that can help; refusals are answers. */
export const client = new QueryClient({
  defaultOptions: { queries: { staleTime: FRESH_MS, refetchOnWindowFocus: true, retry: (count, failure) => count < RETRIES && mayPass(failure) } },
})

const mayPass = (failure: unknown): boolean => failure instanceof Unreachable || (failure instanceof Refusal && (failure.code === 'busy' || failure.code === 'unavailable'))

interface Wishes {
  readonly enabled?: boolean
  /** Asks again so often. */
  readonly everyMs?: number
  /** Shows the page before while the next one comes. */
  readonly keep?: boolean
}

/** What a reading call answers, kept and shared between the screens. */
export function useAsk<Input extends z.ZodObject, Reply extends z.ZodType>(call: Endpoint<Input, Reply>, input: z.input<Input>, { enabled = true, everyMs, keep = false }: Wishes = {}): UseQueryResult<z.output<Reply>> {
  return useQuery<z.output<Reply>>({
    queryKey: [call.path, input],
    queryFn: () => ask(call, input),
    enabled,
    refetchInterval: everyMs ?? false,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  })
}

/** Forgets what these calls answered, so that what is on the screen is asked again. */
export function useForget(): (...calls: readonly Endpoint[]) => Promise<void> {
  const known = useQueryClient()
  return useCallback(async (...calls) => void (await Promise.all(calls.map((call) => known.invalidateQueries({ queryKey: [call.path] })))), [known])
}

export interface Deed<Input> {
  readonly isBusy: boolean
  readonly failure: unknown
  /** Tells whether it was done. A second one while the first is on its way is not sent. */
  readonly run: (input: Input) => Promise<boolean>
  readonly clear: () => void
}

/** Something that writes. The failure stays for the screen to show beside what was being done. */
export function useDeed<Input>(work: (input: Input) => Promise<void>): Deed<Input> {
  const [state, setState] = useState<{ isBusy: boolean; failure: unknown }>({ isBusy: false, failure: undefined })
  const isRunning = useRef(false)
  const run = async (input: Input): Promise<boolean> => {
    if (isRunning.current) return false
    isRunning.current = true
    setState({ isBusy: true, failure: undefined })
    const failure: unknown = await work(input).then(() => undefined, (error: unknown) => error)
    isRunning.current = false
    setState({ isBusy: false, failure })
    return failure === undefined
  }
  return { ...state, run, clear: () => setState({ isBusy: false, failure: undefined }) }
}
