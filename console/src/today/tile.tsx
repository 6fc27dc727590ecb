import { Link } from 'react-router'
import { useSaid, useText } from '../language'
import { type Definition, type Today, useValue } from './figures'
import { Meaning } from './meaning'
import { Spark } from './spark'

/** One figure: what it is now, what it was yesterday, and how it went. */
export function Tile({ of, definition }: { readonly of: Today['figures'][number]; readonly definition: Definition | undefined }) {
  const text = useText()
  const said = useSaid()
  const value = useValue()
  const isLevel = definition?.kind === 'level'
  const before = of.recent.at(-2) ?? 0
  const title = definition === undefined ? of.figure : said(definition.title)
  const shown = (one: number) => value(one, of.unit)
  return (
    <div className="tile panel" data-figure={of.figure}>
      <div className="tile-head"><Link to={`/reports?figure=${of.figure}`}>{title}</Link><Meaning of={definition} /></div>
      <div className="big" aria-live="off">{shown(of.value)}</div>
      <Spark values={of.recent} isLevel={isLevel} label={text.today.lately(title, shown(Math.min(...of.recent)), shown(Math.max(...of.recent)))} />
      <div className="faint number">{isLevel ? text.today.yesterdayLevel(shown(before)) : text.today.yesterday(shown(before))}</div>
    </div>
  )
}
