import { Link } from 'react-router'
import { useText } from '../language'
import { Panel } from '../parts/page'

const steps = [['rules', '/rules'], ['stores', '/stores'], ['campaigns', '/campaigns/new']] as const

/** Before the first member there is nothing to count, but something to do. */
export function FirstDay() {
  const text = useText()
  return (
    <Panel title={text.today.first} id="first-day">
      <p className="soft">{text.today.firstAbout}</p>
      <ol className="steps">
        {steps.map(([key, to]) => <li key={key}><Link to={to}>{text.today.steps[key][0]}</Link><div className="faint">{text.today.steps[key][1]}</div></li>)}
      </ol>
    </Panel>
  )
}
