import { randomBytes, timingSafeEqual } from 'node:crypto'
import { argon2idAsync } from '@noble/hashes/argon2.js'

/** Argon2id with what OWASP's Password Storage Cheat Sheet recommends (m = 7 MiB, t = 5, p = 1); of its equals the one that is quickest without native code. */
const COST = { m: 7_168, t: 5, p: 1 }
const SALT_BYTES = 16
const HASH_BYTES = 32
/** Others are served in between. */
const TICK_MS = 20

const FORM = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/
/** What a password is held against when there is none: no password has this hash, and checking takes as long. */
const NOBODYS = formOf(COST, new Uint8Array(SALT_BYTES), new Uint8Array(HASH_BYTES))

/** A password as it is stored: salt, cost and hash in the usual form, so that the cost can be raised later. */
export async function passwordHash(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return formOf(COST, salt, await hashed(password, salt, COST))
}

/** Whether a password is right; takes the same time where there is none. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, m = '', t = '', p = '', salt = '', hash = ''] = FORM.exec(stored ?? NOBODYS) ?? []
  const expected = Buffer.from(hash, 'base64')
  const given = await hashed(password, Buffer.from(salt, 'base64'), { m: Number(m), t: Number(t), p: Number(p) })
  return timingSafeEqual(expected, given) && stored !== undefined
}

/** NFKC, so that a password typed on another system is the same (NIST SP 800-63B). */
const hashed = (password: string, salt: Uint8Array, cost: typeof COST): Promise<Uint8Array> => argon2idAsync(password.normalize('NFKC'), salt, { ...cost, dkLen: HASH_BYTES, asyncTick: TICK_MS })

function formOf({ m, t, p }: typeof COST, salt: Uint8Array, hash: Uint8Array): string {
  return `$argon2id$v=19$m=${m},t=${t},p=${p}$${base64(salt)}$${base64(hash)}`
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}
