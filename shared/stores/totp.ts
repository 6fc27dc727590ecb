import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'

/** Time-based one-time passwords as authenticator apps make them: RFC 6238 over HMAC-SHA-1, six digits, thirty seconds. */
const STEP_SECONDS = 30
export const TOTP_DIGITS = 6
/** Clocks of phones may be so many steps off. */
const STEPS_TOLERATED = 1

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export const stepAt = (now: number): number => Math.floor(now / 1_000 / STEP_SECONDS)

/** The code of a step, as RFC 4226 cuts it out of the MAC. */
export function totp(secret: Uint8Array, step: number, digits = TOTP_DIGITS): string {
  const counter = new Uint8Array(8)
  // The upper four bytes stay zero until the year 6053.
  new DataView(counter.buffer).setUint32(4, step)
  const mac = hmac(sha1, secret, counter)
  const at = (mac.at(-1) ?? 0) & 0x0f
  const number = new DataView(mac.buffer, mac.byteOffset).getUint32(at) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The step a code belongs to, if it is one of those about now that come after `lastStep`; each code works once. */
export function stepOf(secret: Uint8Array, code: string, now: number, lastStep: number): number | undefined {
  const here = stepAt(now)
  const steps = Array.from({ length: 2 * STEPS_TOLERATED + 1 }, (_, i) => here - STEPS_TOLERATED + i)
  return steps.filter((step) => step > lastStep).find((step) => totp(secret, step) === code)
}

/** The address that an authenticator app reads from a QR code. */
export function otpauth(secret: Uint8Array, issuer: string, login: string): string {
  return `otpauth://totp/${encodeURIComponent(`${issuer}:${login}`)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${TOTP_DIGITS}&period=${STEP_SECONDS}`
}

/** RFC 4648 base 32 without padding; the secret is a multiple of five bytes. */
function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32.charAt(Number.parseInt(five, 2))).join('')
}
