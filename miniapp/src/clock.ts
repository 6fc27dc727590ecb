import * as z from 'zod'
import { readStored, store } from './storage'

const storedAs = 'clock'
/** HTTP dates are whole seconds and answers take time: smaller differences are noise. */
const noticedMs = 2_500

let offsetMs: number | undefined

/** The server's time as far as we know it, in milliseconds since 1970: codes on screen must not depend on the phone's clock. */
export function now(): number {
  offsetMs ??= readStored(storedAs, z.number()) ?? 0
  return Date.now() + offsetMs
}

/** Learns from what the server said the time was, taken as the middle between asking and hearing. */
export function learnServerTime(serverTime: string | undefined, askedAt: number, heardAt: number): void {
  const serverMs = serverTime === undefined ? Number.NaN : Date.parse(serverTime)
  if (Number.isNaN(serverMs)) return
  const learned = serverMs - (askedAt + heardAt) / 2
  if (Math.abs(learned - (now() - Date.now())) < noticedMs) return
  offsetMs = Math.round(learned)
  store(storedAs, offsetMs)
}
