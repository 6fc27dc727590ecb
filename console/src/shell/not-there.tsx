import { Link } from 'react-router'
import { useText } from '../language'
import { Nothing } from '../parts/answer'

/** An address that is none, or none for this person. */
export function NotThere() {
  const text = useText()
  return <Nothing say={text.common.notThere}><Link to="/">{text.common.home}</Link></Nothing>
}
