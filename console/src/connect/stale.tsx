import { useText } from '../language'
import { Differences, type Differing, StaleChoice } from '../parts/stale'

/** The choice between two edits of a key or a webhook. */
export function Stale({ fields, close, take, keep }: { readonly fields: readonly Differing[]; readonly close: () => void; readonly take: () => void; readonly keep: () => void }) {
  const { connect: text } = useText()
  const words = { ...text, title: text.staleTitle, about: text.staleAbout }
  return <StaleChoice words={words} width={640} close={close} take={take} keep={keep}><Differences words={words} fields={fields} /></StaleChoice>
}
