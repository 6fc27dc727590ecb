import { CheckCircleOutlined } from '@ant-design/icons'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import type { Today } from './figures'

/** When the books were checked last, what was found, and what to do about it; that they never were is said too. */
export function Check({ of, isOverdue }: { readonly of: Today['attention']['check']; readonly isOverdue: boolean }) {
  const text = useText()
  return (
    <div id="check">
      {of !== null && <Outcome of={of} isOverdue={isOverdue} />}
      {of === null && !isOverdue && <p className="faint">{text.today.neverChecked} <span className="command">{text.today.checkCommand}</span></p>}
      {isOverdue && <p className="soft">{text.today.checkOverdueDo} <span className="command">{text.today.checkCommand}</span></p>}
    </div>
  )
}

function Outcome({ of, isOverdue }: { readonly of: NonNullable<Today['attention']['check']>; readonly isOverdue: boolean }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const at = format.shortTime(of.at)
  return (
    <>
      {of.breaches === 0 && <p className="faint"><CheckCircleOutlined className="ok" aria-hidden /> {text.today.balanced(at, format.number(of.members), format.number(of.entries))}{!isOverdue && text.today.checkedAgain}</p>}
      {of.breaches > 0 && <p className="soft">{text.today.breachesWhat(at)}</p>}
      {of.breaches > 0 && <ul className="places">{of.first.map((breach) => <li key={breach.en}>{said(breach)}</li>)}</ul>}
      {of.moving > 0 && <p className="faint">{text.today.moving(format.number(of.moving))}</p>}
    </>
  )
}
