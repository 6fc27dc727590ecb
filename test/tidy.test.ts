import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { houseRules } from './support/house-rules'
import { importLaw, importsOf } from './support/import-law'
import { sourceFrom, sourcesOf } from './support/source'

const sources = ['shared', 'functions', 'miniapp', 'console', 'scripts', 'test'].flatMap(sourcesOf)
const rules = [...importLaw, ...houseRules]

describe('our own files', () => {
  test('were found, with what they import', () => {
    expect(sources.length).toBeGreaterThan(200)
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(1_000)
  })

  test.each(rules.map((rule) => [rule.sentence, rule] as const))('%s', (sentence, rule) => {
    const places = sources.flatMap(rule.broken)
    if (places.length > 0) throw new Error([`House rule: ${sentence}. Broken in:`, ...places].join('\n  '))
  })

  test('the packaging says nothing of how it came to be, either', () => {
    const yaml = readFileSync(join(__dirname, '../serverless.yml'), 'utf8')
    const asSource = sourceFrom('serverless.ts', yaml.replace(/#/g, '//'))
    const said = houseRules.filter(({ sentence }) => /what is to be done|how it came to be/.test(sentence))
    expect(said).toHaveLength(2)
    expect(said.flatMap((rule) => rule.broken(asSource))).toEqual([])
  })
})

describe('a file that breaks the rule is seen', () => {
  test.each(rules.map((rule) => [rule.sentence, rule] as const))('%s', (_, rule) => {
    expect(rule.broken(sourceFrom(rule.sample.path, rule.sample.text))).not.toEqual([])
  })
})
