import { isWeak } from '../../shared/stores/password'
import { scanCode, scanIdIn } from '../../shared/stores/scan-code'
import { otpauth, stepAt, stepOf, totp } from '../../shared/stores/totp'

/** RFC 6238, appendix B: the secret, and its eight digits over SHA-1 at seconds since 1970. */
const secret = new TextEncoder().encode('12345678901234567890')
const vectors: readonly [number, string][] = [
  [59, '94287082'], [1_111_111_109, '07081804'], [1_111_111_111, '14050471'], [1_234_567_890, '89005924'], [2_000_000_000, '69279037'], [20_000_000_000, '65353130'],
]

describe('a one-time password', () => {
  test.each(vectors)('at second %i of the RFC is %s, of which apps show the last six digits', (seconds, code) => {
    expect(totp(secret, stepAt(seconds * 1_000), 8)).toBe(code)
    expect(totp(secret, stepAt(seconds * 1_000))).toBe(code.slice(2))
  })

  /** RFC 4226, appendix D: the same secret by counter. */
  test.each(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'].map((code, step) => [step, code] as const))('of counter %i is %s', (step, code) => {
    expect(totp(secret, step)).toBe(code)
  })

  test('is taken one step early or late, and never at or before the last one taken', () => {
    const now = 1_234_567_890_000
    const here = stepAt(now)
    const taken = (step: number, last = 0) => stepOf(secret, totp(secret, step), now, last)
    expect([-2, -1, 0, 1, 2].map((off) => taken(here + off))).toEqual([undefined, here - 1, here, here + 1, undefined])
    expect([-1, 0, 1].map((off) => taken(here + off, here))).toEqual([undefined, undefined, here + 1])
  })

  test('has an address that apps read', () => {
    expect(otpauth(secret, 'Dianjin', '店主')).toBe('otpauth://totp/Dianjin%3A%E5%BA%97%E4%B8%BB?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Dianjin&algorithm=SHA1&digits=6&period=30')
  })
})

test.each([
  ['harbour-蓝色-7426', false], ['correct horse battery', false], ['春江潮水连海平海上明月', false], ['一一一一一一一一一一', true], ['Password2026!', true], ['12345678901', true], ['qwertyuiop', true], ['my-zhao.min-pass', true], ['', true],
])('the password %s is weak: %s', (password, weak) => {
  expect(isWeak(password, 'zhao.min')).toBe(weak)
})

test.each([['A'.repeat(22), true], ['A'.repeat(21), false], [`${'A'.repeat(21)}/`, false]])('a desk’s code with the id %s is read: %s', (id, isRead) => {
  expect(scanIdIn(scanCode(id))).toBe(isRead ? id : undefined)
  expect(scanIdIn(` ${scanCode(id)}`)).toBeUndefined()
})
