import { type RefusalCode, refusalSentence, refusals } from '../../shared/api/errors'
import { phoneRefusals } from '../../shared/api/phone-refusals'
import { calls } from '../../shared/calls'
import { deskApi } from '../../shared/stores/desk.api'
import { en } from '../../shared/text/en'
import { zh } from '../../shared/text/zh'
import { refusalsThrown, textsOf } from '../support/refusals'

const isCode = (text: string): text is RefusalCode => text in refusals
const codes = Object.keys(refusals).filter(isCode)
const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()

describe('every refusal', () => {
  test.each(codes)('%s says the same in both languages, and ends like a sentence', (code) => {
    const { zh: chinese, en: english } = refusals[code]
    expect(placeholders(english)).toEqual(placeholders(chinese))
    expect(chinese).toMatch(/[\u4e00-\u9fff].*。$/)
    expect(english).toMatch(/^[A-Z{][^\u4e00-\u9fff]*[.}]$/)
  })

  test.each(codes)('%s has a status of its kind', (code) => {
    expect([400, 401, 403, 404, 409, 410, 413, 429, 500, 503]).toContain(refusals[code].status)
  })

  test.each(codes)('%s has no gap when its details are given', (code) => {
    const details = Object.fromEntries(placeholders(refusals[code].zh).map((name) => [name, `<${name}>`]))
    for (const language of ['zh', 'en'] as const) {
      const sentence = refusalSentence(code, details, language)
      expect(sentence).not.toMatch(/[{}]|undefined/)
      for (const given of Object.values(details)) expect(sentence).toContain(given)
    }
  })

  test('no two say the same', () => {
    const said = codes.flatMap((code) => [refusals[code].zh, refusals[code].en])
    expect(new Set(said).size).toBe(said.length)
  })

  test('numbers are filled in as they are, zero too', () => {
    expect(refusalSentence('points_short', { missing: 80 }, 'zh')).toBe('还差 80 积分，签到、购物都能攒。')
    expect(refusalSentence('refund_exceeds_order', { refundableFen: 0 }, 'en')).toContain(' 0 fen')
  })
})

describe('wherever a refusal is given', () => {
  const thrown = refusalsThrown(['shared', 'functions'])

  test('the places were found', () => {
    expect(thrown.length).toBeGreaterThan(50)
  })

  test('its details fill every gap of its sentence', () => {
    // The filter gives the request id to all.
    const gaps = thrown.flatMap(({ place, code, details }) =>
      isCode(code) && details !== 'unknown' ? placeholders(refusals[code].zh).filter((name) => name !== 'requestId' && !details.includes(name)).map((name) => `${place}: ${code} without ${name}`) : [],
    )
    expect(gaps).toEqual([])
  })

  test('phones carry the sentence of all that their calls refuse', () => {
    const ofPhones = Object.entries(calls).filter(([name]) => !(name in deskApi) || name === 'confirmScan').map(([, call]) => call)
    const refused = ofPhones.filter(({ who }) => who === 'anyone' || who === 'member' || who === 'clerk').flatMap((call): readonly string[] => call.refusals)
    expect(refused.filter((code) => !(code in phoneRefusals))).toEqual([])
  })

  test('every refusal there is, is given somewhere', () => {
    const named = textsOf(['functions', 'shared'], /refusals\.ts$|\.api\.ts$/)
    expect(codes.filter((code) => !named.has(code))).toEqual([])
  })
})

describe('what people read', () => {
  const leaves = (text: unknown, path: string): readonly { path: string; text: unknown }[] =>
    typeof text === 'object' && text !== null ? Object.entries(text).flatMap(([key, inside]) => leaves(inside, `${path}.${key}`)) : [{ path, text }]
  const shapes = (text: unknown) => leaves(text, 'text').map((leaf) => `${leaf.path}: ${typeof leaf.text === 'function' ? `${leaf.text.length} to fill in` : typeof leaf.text}`)

  test('has the same keys in both languages, and as much to fill in', () => {
    expect(shapes(en)).toEqual(shapes(zh))
  })

  test('has no Chinese left in English, but for the name of the language', () => {
    const chinese = leaves(en, 'text').filter(({ text }) => typeof text === 'string' && /[\u4e00-\u9fff]/.test(text))
    expect(chinese.map(({ path }) => path)).toEqual(['text.app.language.zh'])
  })

  test('is never empty', () => {
    expect([...leaves(en, 'en'), ...leaves(zh, 'zh')].filter(({ text }) => text === '')).toEqual([])
  })
})

describe('every call', () => {
  const all = Object.entries(calls)

  test('has a method and path of its own', () => {
    const routes = all.map(([, call]) => `${call.method} ${call.path.replace(/\{\w+\}/g, '{}')}`)
    expect(new Set(routes).size).toBe(routes.length)
  })

  test.each(all)('%s takes what its path names, bounds its input and says its refusals once', (_, call) => {
    const inputs = Object.keys(call.input.shape)
    for (const name of placeholders(call.path)) expect(inputs).toContain(name)
    expect(new Set(call.refusals).size).toBe(call.refusals.length)
    expect(call.summary).toMatch(/^[A-Z].*\.$/)
    expect(call.input.safeParse({ unknownField: 1 }).error?.issues.map(({ code }) => code)).toContain('unrecognized_keys')
  })
})
