import { Link } from 'react-router'
import type { StaffDeed } from '../../../shared/stores/audit.api'
import { useText } from '../language'
import { Facts } from '../parts/page'
import { useDeedWords, useWayTo } from './words'

/** What a deed changed, place by place, and what was asked. */
export function Details({ of: { change, input, requestId, target } }: { readonly of: StaffDeed }) {
  const text = useText()
  const words = useDeedWords()
  const wayToTarget = useWayTo()
  const to = target === null ? undefined : wayToTarget(target)
  const name = <code>{target ?? text.common.none}</code>
  const subject = to === undefined ? name : <Link to={to}>{name}</Link>
  return (
    <div className="deed-details">
      {change !== null && change.places.length > 0 && (
        <table className="difference">
          <caption className="sr">{text.audit.differs}</caption>
          <thead><tr><th scope="col">{text.audit.field}</th><th scope="col">{text.audit.before}</th><th scope="col">{text.audit.after}</th></tr></thead>
          <tbody>
            {change.places.map(({ path, before, after }) => <tr key={path}><th scope="row">{words.field(path)}<div className="faint"><code>{path}</code></div></th><td className="was">{words.value(before)}</td><td className="is">{words.value(after)}</td></tr>)}
          </tbody>
        </table>
      )}
      {change !== null && change.more > 0 && <p className="faint">{text.audit.cutMore(change.more)}</p>}
      <Facts of={[[text.audit.target, subject], [text.audit.request, requestId ?? text.common.none]]} />
      <details><summary>{text.audit.given}</summary><pre className="given">{JSON.stringify(input, null, 2)}</pre></details>
    </div>
  )
}
