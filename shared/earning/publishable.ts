import type { Programme, ProgrammeTerms } from './programme'
import type { Sentences } from './rules/rule'

/** Something that forbids to publish terms, and where. */
export interface Problem {
  readonly path: string
  readonly sentence: Sentences
}

const problem = (path: string, zh: string, en: string): Problem => ({ path, sentence: { zh, en } })

/** What in drafted terms contradicts itself, or what has been promised under the same names. */
export function problemsIn(terms: ProgrammeTerms, published: Programme): readonly Problem[] {
  const declared = new Set(terms.customEvents.map(({ name }) => name))
  const kinds = new Map(published.rules.map(({ id, kind }) => [id, kind]))
  const checkIns = terms.rules.filter(({ kind }) => kind === 'check_in')
  return [
    ...(terms.timeZone === published.timeZone ? [] : [problem('timeZone', `时区不能改，积分的日期都按 ${published.timeZone} 记着`, `the time zone stays ${published.timeZone}: the days of points are counted in it`)]),
    ...(declared.size === terms.customEvents.length ? [] : [problem('customEvents', '每种自定义行为的名字只能用一次', 'each kind of event has a name of its own')]),
    ...(checkIns.length < 2 ? [] : [problem(`rules.${checkIns[1]?.id ?? ''}`, '签到规则只能有一条', 'there can be one rule for checking in')]),
    ...terms.rules.flatMap((rule) => {
      const before = kinds.get(rule.id)
      return [
        ...(before === undefined || before === rule.kind ? [] : [problem(`rules.${rule.id}`, `编号 ${rule.id} 已用于别的规则，请换一个`, `the id ${rule.id} belongs to a rule of another kind; choose another`)]),
        ...(rule.kind !== 'custom' || declared.has(rule.terms.event) ? [] : [problem(`rules.${rule.id}.terms.event`, `没有声明过“${rule.terms.event}”这种行为`, `the event ${rule.terms.event} is not declared`)]),
      ]
    }),
  ]
}
