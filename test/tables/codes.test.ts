import { isSame, sign } from '../../shared/api/signature'
import { checkCode, CODE_STEP_MS, codeKey, handleOf, memberCode, readCode, typedCode, voucherCode } from '../../shared/vouchers/code'
import { at, codeBy, voucherId } from '../support/tables'

const secret = 'a secret of the server'
const cardNo = 'C4RDN0'
const handle = handleOf(voucherId(1))
const now = at('2026-11-24').now
const stepStart = Math.floor(now / CODE_STEP_MS) * CODE_STEP_MS

const voucherKey = codeKey(secret, cardNo + handle)
const memberKey = codeKey(secret, cardNo)
const shown = (moment = now): string => voucherCode(voucherKey, cardNo, handle, moment)
const checked = (text: string, moment = now): unknown => codeBy(() => checkCode(secret, readCode(text), moment))
const typed = typedCode(secret, cardNo, handle)

describe('a code that changes', () => {
  test('stays for its thirty seconds and changes with the next', () => {
    expect(shown(stepStart + CODE_STEP_MS - 1)).toBe(shown(stepStart))
    expect(shown(stepStart + CODE_STEP_MS)).not.toBe(shown(stepStart))
  })

  test.each([
    ['at once', 0, undefined],
    ['in the last moment of the step after its own', 2 * CODE_STEP_MS - 1, undefined],
    ['a moment later', 2 * CODE_STEP_MS, 'code_outdated'],
    ['an old picture, a day later', 86_400_000, 'code_outdated'],
    ['by a clock that is one step behind', -CODE_STEP_MS, undefined],
    ['by a clock that is more behind', -CODE_STEP_MS - 1, 'code_outdated'],
  ])('scanned %s', (_, late, code) => {
    expect(checked(shown(stepStart), stepStart + late)).toBe(code)
    expect(checked(memberCode(memberKey, cardNo, stepStart), stepStart + late)).toBe(code)
  })

  test('says whether it is a voucher or a member', () => {
    expect(readCode(shown())).toMatchObject({ type: 'voucher', cardNo, handle, step: now / CODE_STEP_MS })
    expect(readCode(memberCode(memberKey, cardNo, now))).toMatchObject({ type: 'member', cardNo })
  })

  test.each([
    ['signed with another shop’s key', voucherCode(codeKey('another secret', cardNo + handle), cardNo, handle, now)],
    ['of another voucher, signed with this one’s key', voucherCode(voucherKey, cardNo, '000000', now)],
    ['of another member, signed with this one’s key', voucherCode(voucherKey, 'C4RDN1', handle, now)],
    ['with a step that was not signed', shown().replace(/\.([0-9a-z]+)\.(?=[^.]+$)/, (_, step: string) => `.${(Number.parseInt(step, 36) + 1).toString(36)}.`)],
    ['with another signature', `${shown().slice(0, -1)}${shown().endsWith('0') ? '1' : '0'}`],
    ['a member code signed with a voucher’s key', memberCode(voucherKey, cardNo, now)],
    ['a voucher code signed with the member’s key', voucherCode(memberKey, cardNo, handle, now)],
  ])('%s is forged', (_, text) => {
    expect(text).not.toBe(shown())
    expect(checked(text)).toBe('code_unreadable')
  })

  test('an old forgery is a forgery, not an old picture', () => {
    expect(checked(voucherCode('x', cardNo, handle, 0))).toBe('code_unreadable')
  })

  test.each([
    ['another programme’s code', 'https://example.com/pay?id=1'],
    ['nothing', ''],
    ['a voucher code in small letters', shown().toLowerCase()],
    ['a voucher code cut short', shown().slice(0, -1)],
    ['a voucher code with more behind it', `${shown()}0`],
    ['a later edition', shown().replace('DJV1', 'DJV2')],
    ['a step beyond all time', shown().replace(/\.[0-9a-z]+\.(?=[^.]+$)/, '.zzzzzzzzzz.')],
    ['a very long text', '0'.repeat(100_000)],
  ])('%s is not one of ours', (_, text) => {
    expect(codeBy(() => readCode(text))).toBe('code_unreadable')
  })
})

describe('a code to type', () => {
  test('is sixteen letters and digits that cannot be mistaken for each other, and does not age', () => {
    expect(typed).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    expect([now, now + 86_400_000].map((moment) => checked(typed, moment))).toEqual([undefined, undefined])
  })

  test.each([
    ['in groups of four', typed.replace(/(.{4})/g, '$1 ').trim()],
    ['with dashes', typed.replace(/(.{4})(?=.)/g, '$1-')],
    ['in small letters', typed.toLowerCase()],
    ['with O for zero', typed.replace(/0/g, 'O')],
    ['with o for zero', typed.replace(/0/g, 'o')],
    ['with I for one', typed.replace(/1/g, 'I')],
    ['with l for one', typed.replace(/1/g, 'l')],
  ])('is read %s', (_, text) => {
    expect(readCode(text)).toEqual(readCode(typed))
    expect(checked(text)).toBeUndefined()
  })

  test('O, I and L are folded wherever they stand', () => {
    expect(readCode('oOiIlL-oOiIlL-0000')).toMatchObject({ cardNo: '001111', handle: '001111', signature: '0000' })
  })

  test.each([
    ['for another voucher', typedCode(secret, cardNo, '000000').slice(0, 12) + typed.slice(12)],
    ['of another shop', typedCode('another secret', cardNo, handle)],
    ['with a U', `${typed.slice(0, 15)}U`],
  ])('%s is forged', (_, text) => {
    expect(checked(text)).toBe('code_unreadable')
  })

  test.each([['fifteen', typed.slice(1)], ['seventeen', `${typed}0`]])('%s letters are no code', (_, text) => {
    expect(codeBy(() => readCode(text))).toBe('code_unreadable')
  })
})

describe('signatures', () => {
  test('differ with the key, the text and nothing else', () => {
    expect(sign('a', 'b', 10)).toBe(sign('a', 'b', 10))
    expect(new Set([sign('a', 'b', 10), sign('b', 'b', 10), sign('a', 'c', 10)]).size).toBe(3)
    expect(sign('a', 'b', 32).startsWith(sign('a', 'b', 10))).toBe(true)
    expect(sign('点金', '积分', 8)).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
  })

  test.each([['a', 'a', true], ['a', 'b', false], ['a', 'aa', false], ['', '', true], ['ab', 'aB', false]])('%j and %j are the same: %s', (a, b, same) => {
    expect(isSame(a, b)).toBe(same)
  })

  test('a voucher’s handle is short, and its own', () => {
    const handles = Array.from({ length: 32 }, (_, i) => handleOf(voucherId(i)))
    expect(new Set(handles.map((one) => one.length))).toEqual(new Set([6]))
    expect(new Set(handles).size).toBe(32)
  })
})
