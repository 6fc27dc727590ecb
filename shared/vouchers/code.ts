import { Refusal } from '../api/refusal'
import { digest, isSame, sign } from '../api/signature'

/** A code on a screen is good for its own 30 seconds and one step to either side, for slow cameras and clocks. */
export const CODE_STEP_MS = 30_000
const STEPS_TOLERATED = 1
const HANDLE_CHARS = 6
const TYPED_MAC_CHARS = 4
const SIGNATURE_CHARS = 10

/** What a scanned text says it is, before its signature has been checked. */
export type Scanned =
  | { readonly type: 'voucher'; readonly cardNo: string; readonly handle: string; readonly step: number; readonly signature: string }
  | { readonly type: 'typed'; readonly cardNo: string; readonly handle: string; readonly signature: string }
  | { readonly type: 'member'; readonly cardNo: string; readonly step: number; readonly signature: string }

/** A short name of a voucher within its member's, from its id. */
export const handleOf = (voucherId: string): string => digest(voucherId, HANDLE_CHARS)

/** The key that a phone draws changing codes with; `secret` stays on the server. `subject`: card number, with the handle for a voucher. */
export const codeKey = (secret: string, subject: string): string => sign(secret, `key.${subject}`, 32)

/** The text of the QR code of a voucher at an instant (milliseconds). */
export function voucherCode(key: string, cardNo: string, handle: string, now: number): string {
  const step = Math.floor(now / CODE_STEP_MS)
  return `DJV1.${cardNo}${handle}.${step.toString(36)}.${sign(key, `${cardNo}${handle}.${step}`, SIGNATURE_CHARS)}`
}

/** The text of a member's QR code at an instant (milliseconds). */
export function memberCode(key: string, cardNo: string, now: number): string {
  const step = Math.floor(now / CODE_STEP_MS)
  return `DJM1.${cardNo}.${step.toString(36)}.${sign(key, `${cardNo}.${step}`, SIGNATURE_CHARS)}`
}

/** The code to type when a camera is broken: sixteen characters without I, L, O and U. Shown only when asked for. */
export const typedCode = (secret: string, cardNo: string, handle: string): string => `${cardNo}${handle}${sign(secret, `typed.${cardNo}${handle}`, TYPED_MAC_CHARS)}`

/** Reads a scanned or typed text. Refuses with `code_unreadable`. */
export function readCode(text: string): Scanned {
  const voucher = /^DJV1\.([0-9A-Z]{6})([0-9A-Z]{6})\.([0-9a-z]{1,9})\.([0-9A-Z]{10})$/.exec(text)
  if (voucher) return { type: 'voucher', cardNo: voucher[1] ?? '', handle: voucher[2] ?? '', step: Number.parseInt(voucher[3] ?? '', 36), signature: voucher[4] ?? '' }
  const member = /^DJM1\.([0-9A-Z]{6})\.([0-9a-z]{1,9})\.([0-9A-Z]{10})$/.exec(text)
  if (member) return { type: 'member', cardNo: member[1] ?? '', step: Number.parseInt(member[2] ?? '', 36), signature: member[3] ?? '' }
  const typed = /^([0-9A-Z]{6})([0-9A-Z]{6})([0-9A-Z]{4})$/.exec(text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1'))
  if (typed) return { type: 'typed', cardNo: typed[1] ?? '', handle: typed[2] ?? '', signature: typed[3] ?? '' }
  throw new Refusal('code_unreadable')
}

/** Checks the signature and age of a code without any database. Refuses with `code_unreadable` (forged) or `code_outdated`. */
export function checkCode(secret: string, scanned: Scanned, now: number): void {
  if (!isSame(scanned.signature, signatureOf(secret, scanned))) throw new Refusal('code_unreadable')
  if (scanned.type === 'typed') return
  if (Math.abs(Math.floor(now / CODE_STEP_MS) - scanned.step) > STEPS_TOLERATED) throw new Refusal('code_outdated')
}

function signatureOf(secret: string, scanned: Scanned): string {
  switch (scanned.type) {
    case 'voucher': {
      const subject = scanned.cardNo + scanned.handle
      return sign(codeKey(secret, subject), `${subject}.${scanned.step}`, SIGNATURE_CHARS)
    }
    case 'member':
      return sign(codeKey(secret, scanned.cardNo), `${scanned.cardNo}.${scanned.step}`, SIGNATURE_CHARS)
    case 'typed':
      return sign(secret, `typed.${scanned.cardNo}${scanned.handle}`, TYPED_MAC_CHARS)
  }
}
