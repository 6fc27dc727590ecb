import { promiseOf } from '../../shared/campaigns/promise'
import { ProgrammeTerms, withOwned } from '../../shared/earning/programme'
import { sentenceOf } from '../../shared/earning/rules/list'
import { messageValues } from '../../shared/text/message-values'
import { en } from '../../shared/text/en'
import { PointsWords, speaker, usualWords, worded } from '../../shared/api/points-words'
import { zh } from '../../shared/text/zh'
import { programme } from '../support/story.terms'

const beans: PointsWords = { zh: '豆子', one: 'bean', many: 'beans' }

test.each([
  ['用 80 积分兑换', '用 80 豆子兑换'],
  ['今天还可得 20 分，等 5 分钟', '今天还可得 20 豆子，等 5 分钟'],
  ['80 points to go', '80 beans to go'],
  ['Points to use', 'Beans to use'],
  ['Each point earned is one growth.', 'Each bean earned is one growth.'],
  ['兑换“积分双倍卡”，积分马上到账', '兑换“积分双倍卡”，豆子马上到账'],
  ['“Points card” costs 5 points', '“Points card” costs 5 beans'],
  ['appointments, checkpoint', 'appointments, checkpoint'],
])('%s is said as %s', (usual, said) => {
  expect(worded(usual, beans)).toBe(said)
  expect(worded(usual)).toBe(usual)
  expect(worded(usual, usualWords)).toBe(usual)
})

/** Every sentence in a table, those of functions filled in with a name that itself holds the word. */
function everySentence(table: unknown): readonly string[] {
  if (typeof table === 'string') return [table]
  if (typeof table === 'function') return everySentence(Reflect.apply(table, undefined, ['某某', 7, 7, 7]))
  return typeof table === 'object' && table !== null ? Object.values(table).flatMap(everySentence) : []
}

test.each([{ language: 'zh', table: zh, left: /积分|\d 分(?![钟钱])/ }, { language: 'en', table: en, left: /\bpoints?\b/i }])('no sentence of the mini-program in $language still says the usual word', ({ table, left }) => {
  const before = everySentence(table)
  const after = everySentence(speaker(beans)(table))
  expect(before.filter((sentence) => left.test(sentence)).length).toBeGreaterThan(80)
  expect(after).toHaveLength(before.length)
  expect(after.filter((sentence) => left.test(sentence))).toEqual([])
})

test('what a sentence is filled in with stays as people wrote it', () => {
  const say = speaker(beans)({ greets: (name: string) => `${name} 得到了积分`, many: (name: string) => [`${name} earned points`] })
  expect(say.greets('积分王')).toBe('积分王 得到了豆子')
  expect(say.many('Point Break')).toEqual(['Point Break earned beans'])
})

test('a list in a table is a plain list: what is made of it is left alone', () => {
  const made = speaker(beans)({ steps: ['积分'] }).steps.map((step) => Object.freeze({ step, kept: Object.freeze({ by: '积分' }) }))
  expect(made).toEqual([{ step: '豆子', kept: { by: '积分' } }])
})

test('a part of a table is the same object each time, so that pages do not draw again', () => {
  const say = speaker(beans)
  expect(say(zh).earn).toBe(say(zh).earn)
})

test('rules, promises and messages say it too', () => {
  const rule = ProgrammeTerms.shape.rules.parse([{ id: 'welcome', kind: 'sign_up', terms: { points: 20 } }])[0]
  expect(rule && sentenceOf(rule, beans)).toEqual({ zh: '入会即得 20 豆子', en: '20 beans when you join' })
  expect(promiseOf({ effect: { type: 'bonus', points: 5, events: ['checked_in'], minimumFen: 0 }, audience: { type: 'everyone' }, recurrence: undefined }, { points: beans }).zh).toMatch(/多得 5 豆子/)
  const message = { kind: 'points_expiring', points: 5, on: '2026-12-31' } as const
  expect(messageValues(message, 'zh', 'Asia/Shanghai', 0, beans)).toMatchObject({ title: '5 豆子快过期了', points: '5' })
  expect(messageValues(message, 'zh', 'Asia/Shanghai', 0).title).toBe('5 积分快过期了')
})

test.each([{ ...beans, zh: '' }, { ...beans, zh: '很长很长的名字' }, { ...beans, zh: '“豆”' }, { ...beans, one: '<b>' }, { ...beans, many: '豆' }, { zh: '豆' }])('%j is no word for points', (words) => {
  expect(PointsWords.safeParse(words).success).toBe(false)
})

test("they are the owner's: terms of a draft or of an earlier version take those in force", () => {
  const { pointsWords: _words, version: _version, ...terms } = programme
  expect(withOwned({ ...terms, pointsWords: beans }, { noticeVersion: '9' })).toEqual({ ...terms, noticeVersion: '9' })
  expect(withOwned(terms, { noticeVersion: '9', pointsWords: beans })).toEqual({ ...terms, noticeVersion: '9', pointsWords: beans })
})
