import { isDeepStrictEqual } from 'node:util'
import type { ZodType } from 'zod'
import { phoneCalls as calls } from '../shared/phone-calls'
import { sourcesOf } from './support/source'
import { bagOf, isBag } from './support/weapp/values'

/** The mini-program reads the same contract with a smaller zod: both must accept and give the same, everywhere. */
let leanCalls: typeof calls = calls
jest.isolateModules(() => {
  jest.doMock('zod', () => jest.requireActual('../miniapp/src/lean/zod'))
  leanCalls = require('../shared/phone-calls').phoneCalls
  jest.dontMock('zod')
})

type Schema = Pick<ZodType, 'safeParse'>

const long = 'x'.repeat(2_000)
const ids = ['mem', 'sto', 'rwd', 'vou', 'op'].map((kind) => `${kind}_01JD0000000000000000000000`)
const candidates: readonly unknown[] = [
  undefined, null, true, false, '', ' ', 'a', 'abc', '  trimmed  ', long, '12', '-1', '2026-11-24', '2026-02-30', '2026-13', '2026-11', '2026-11-24T06:03:00.000Z', '2026-11-24 06:03', 'true', 'maybe',
  '13800000000', '+8613800000000', 'erase', 'in', 'recommended', 'coffee', 'voucher', 'redeemed', 'ord:1-2_3.4', ...ids, 0, 1, -1, 1.5, 50, 51, 1e9, 1e16, Number.NaN, Number.POSITIVE_INFINITY,
  [], ['a'], [ids[1]], Array.from({ length: 100 }, () => ids[1]), {}, { unknown: 1 }, { code: 'abc' }, { code: 'abc', more: 1 }, { memberId: ids[0] }, { type: 'member' }, { zh: '券', en: 'Voucher' }, new Date(0),
]

const names = ['shape', 'innerType', 'element', 'options', 'valueType', 'keyType', 'in', 'out']

/** The schemas a schema is made of, by where they stand. */
function partsOf(schema: unknown): ReadonlyMap<string, Schema> {
  const def = bagOf(isBag(schema) ? schema['def'] : undefined)
  const parts = new Map<string, Schema>()
  for (const name of names) {
    const part = def[name]
    if (isSchema(part)) parts.set(name, part)
    else for (const [key, inner] of Object.entries(Object(part ?? {}))) if (isSchema(inner)) parts.set(`${name}.${key}`, inner)
  }
  return parts
}

const isSchema = (value: unknown): value is Schema => isBag(value) && typeof value['safeParse'] === 'function'

const verdict = (schema: Schema, value: unknown): unknown => {
  const result = schema.safeParse(value)
  return result.success ? { accepts: value, gives: result.data } : { refuses: value }
}

function compare(whole: Schema, lean: Schema, where: string): number {
  for (const candidate of candidates) {
    const [ours, theirs] = [verdict(lean, candidate), verdict(whole, candidate)]
    if (!isDeepStrictEqual(ours, theirs)) expect([where, ours]).toEqual([where, theirs])
  }
  const wholeParts = partsOf(whole)
  const leanParts = partsOf(lean)
  expect([where, ...leanParts.keys()]).toEqual([where, ...wholeParts.keys()])
  return [...wholeParts].reduce((sum, [name, part]) => {
    const leanPart = leanParts.get(name)
    return sum + (leanPart ? compare(part, leanPart, `${where}.${name}`) : 0)
  }, 1)
}

test('these are the calls that phones make', () => {
  const apisIn = (folder: string, only: RegExp) => sourcesOf(folder).filter(({ path }) => only.test(path)).flatMap(({ text }) => [...text.matchAll(/from '.*\/(\w+)\.api'/g)].map(([, name]) => name))
  const compared = apisIn('shared', /phone-calls\.ts$/)
  expect([...new Set(apisIn('miniapp/src', /\.tsx?$/))].filter((name) => !compared.includes(name))).toEqual([])
  expect(compared.length).toBeGreaterThan(5)
})

test.each(Object.entries(calls))('the phone and the server read %s alike', (name, call) => {
  const lean = Object.entries(leanCalls).find(([other]) => other === name)?.[1]
  if (!lean) throw new Error(`the lean contract has no ${name}`)
  expect([call.input, lean.input].map((schema) => 'toJSONSchema' in schema)).toEqual([true, false])
  expect(compare(call.input, lean.input, `${name}.input`) + compare(call.reply, lean.reply, `${name}.reply`)).toBeGreaterThan(1)
})
