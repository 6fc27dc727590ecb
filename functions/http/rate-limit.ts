import { Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import { Clock } from '../clock'

/** A bucket of tokens a caller: `burst` at once, then `perSecond`. */
const limits = {
  anyone: { perSecond: 20, burst: 200 },
  member: { perSecond: 5, burst: 60 },
  desk: { perSecond: 30, burst: 300 },
  till: { perSecond: 200, burst: 1_000 },
} as const

const CALLERS_MAX = 20_000

/**
 * Slows down a caller who asks too often. Counted in the memory of one function instance: a caller spread over n instances gets n
 * times as much, which API Gateway's own throttle bounds; a shared counter would cost a write a call.
 */
@Injectable()
export class RateLimit {
  private readonly buckets = new Map<string, { tokens: number; at: number }>()

  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Takes one token. Refuses with `too_many_requests`. */
  take(caller: string, kind: keyof typeof limits): void {
    const { perSecond, burst } = limits[kind]
    const now = this.clock.elapsed()
    const before = this.buckets.get(caller) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, before.tokens + (Math.max(0, now - before.at) / 1_000) * perSecond)
    if (tokens < 1) throw new Refusal('too_many_requests', { retryAfterSeconds: Math.ceil((1 - tokens) / perSecond) })
    this.buckets.delete(caller)
    this.buckets.set(caller, { tokens: tokens - 1, at: now })
    if (this.buckets.size > CALLERS_MAX) this.buckets.delete(this.buckets.keys().next().value ?? caller)
  }
}
