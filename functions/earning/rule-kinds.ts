import * as z from 'zod'
import type { ReplyOf } from '../../shared/api/endpoint'
import { ProgrammeRule, rules, sentenceOf, titleOf } from '../../shared/earning/rules/list'
import type { programmeApi } from '../../shared/earning/programme.api'

type Kinds = ReplyOf<typeof programmeApi.ruleKinds>
const JsonObject = z.record(z.string(), z.unknown())

let kinds: Kinds | undefined

/** Every kind of rule with all that a form needs; drawn once from the very schemas that check the terms. */
export function kindsOfRules(): Kinds {
  kinds ??= { items: rules.map(kindOf), common: commonTerms() }
  return kinds
}

function kindOf(rule: (typeof rules)[number]): Kinds['items'][number] {
  return {
    kind: rule.name,
    title: titleOf(rule.name),
    on: [...rule.on],
    isExclusive: rule.isExclusive === true,
    terms: JsonObject.parse(z.toJSONSchema(rule.terms, { io: 'input', unrepresentable: 'any' })),
    examples: rule.examples.map(({ terms, event, points }) => ({
      terms: JsonObject.parse(terms),
      event: JsonObject.parse(event),
      points,
      sentence: sentenceOf(ProgrammeRule.parse({ id: 'example', kind: rule.name, terms })),
    })),
  }
}

/** Caps, budget, expiry and return window: the same for all kinds. */
function commonTerms(): Kinds['common'] {
  const [first] = ProgrammeRule.options
  if (first === undefined) return {}
  return JsonObject.parse(z.toJSONSchema(first.omit({ kind: true, terms: true }), { io: 'input', unrepresentable: 'any' }))
}
