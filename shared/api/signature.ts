import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { readableAlphabet } from './ids'

/** HMAC-SHA-256 of a text as readable letters, five bits each (at most 32 letters). Runs on a phone as on the server. */
export const sign = (key: string, text: string, chars: number): string => letters(hmac(sha256, utf8(key), utf8(text)), chars)

/** The beginning of SHA-256 of a text as readable letters. */
export const digest = (text: string, chars: number): string => letters(sha256(utf8(text)), chars)

/** Compares without telling by its duration where two texts differ. */
export function isSame(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

/** Random bytes as readable letters. */
export const letters = (bytes: ArrayLike<number>, chars: number): string => Array.from({ length: chars }, (_, i) => readableAlphabet.charAt((bytes[i] ?? 0) & 31)).join('')

/** UTF-8 without TextEncoder, which WeChat does not have. */
function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Uint8Array.from(Array.from(escaped, (letter) => letter.charCodeAt(0)))
}
