import { useSaid, useText } from '../language'

interface Sentences {
  readonly zh: string
  readonly en: string
}
interface RuleSentence {
  readonly id: string
  readonly title: Sentences
  readonly sentence: Sentences
}
interface Difference {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly sentence: Sentences
}

/** What a draft changes: rule by rule as members will read it, then place by place. */
export function Differences({ of, before, after }: { readonly of: readonly Difference[]; readonly before: readonly RuleSentence[]; readonly after: readonly RuleSentence[] }) {
  const text = useText()
  const said = useSaid()
  const ids = [...new Set(of.flatMap(({ path }) => (path.startsWith('rules.') ? [path.split('.')[1] ?? ''] : [])))]
  const others = of.filter(({ path }) => !path.startsWith('rules.'))
  return (
    <ul className="list differences">
      {ids.map((id) => {
        const [was, is] = [before.find((one) => one.id === id), after.find((one) => one.id === id)]
        const places = of.filter(({ path }) => path.startsWith(`rules.${id}.`))
        return (
          <li key={id}>
            <h3>{said((is ?? was)?.title ?? { zh: id, en: id })} <span className={`stage ${is === undefined ? 'stage-paused' : was === undefined ? 'stage-running' : 'stage-scheduled'}`}>{text.rules.kinds[is === undefined ? 'removed' : was === undefined ? 'added' : 'changed']}</span></h3>
            {was !== undefined && was.sentence.zh !== is?.sentence.zh && <del>{said(was.sentence)}</del>}
            {is !== undefined && <ins>{said(is.sentence)}</ins>}
            {places.length > 0 && <ul className="faint places">{places.map(({ path, sentence }) => <li key={path}>{said(sentence)}</li>)}</ul>}
          </li>
        )
      })}
      {others.map(({ path, kind, sentence }) => <li key={path}><span className={`stage ${kind === 'removed' ? 'stage-paused' : kind === 'added' ? 'stage-running' : 'stage-scheduled'}`}>{text.rules.kinds[kind]}</span> {said(sentence)}</li>)}
    </ul>
  )
}
