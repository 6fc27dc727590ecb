import { randomBytes } from 'node:crypto'

/** Codes that work once, within five minutes: those of `wx.login` and those of the phone button. */
export interface Codes {
  issue(personId: string): string
  /** Whose code it was; it is spent from then on. */
  spend(code: string): { readonly type: 'good'; readonly personId: string } | { readonly type: 'used' } | { readonly type: 'bad' }
}

const CODE_VALID_MS = 5 * 60_000
const CODES_MAX = 50_000

export function createCodes(now: () => number, encode: (bytes: Buffer) => string): Codes {
  const issued = new Map<string, { readonly personId: string; readonly issuedAt: number; used: boolean }>()
  return {
    issue: (personId) => {
      const [oldest] = issued.keys()
      if (oldest !== undefined && issued.size >= CODES_MAX) issued.delete(oldest)
      const code = encode(randomBytes(32))
      issued.set(code, { personId, issuedAt: now(), used: false })
      return code
    },
    spend: (code) => {
      const found = issued.get(code)
      if (!found || now() - found.issuedAt >= CODE_VALID_MS) return { type: 'bad' }
      if (found.used) return { type: 'used' }
      found.used = true
      return { type: 'good', personId: found.personId }
    },
  }
}

/** 32 letters and digits beginning with 0, as `wx.login` gives. */
export const loginCode = (bytes: Buffer): string => `0${bytes.toString('hex').slice(0, 31)}`

/** 64 hexadecimal digits, as the phone button gives. */
export const phoneCode = (bytes: Buffer): string => bytes.toString('hex')
