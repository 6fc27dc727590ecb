import { useQuery } from '@tanstack/react-query'
import { type Settings, settingsApi } from '../../../shared/settings/settings.api'
import { ask } from '../door'
import { useText } from '../language'
import { Answer } from '../parts/answer'
import { Differences, type Differing, StaleChoice } from '../parts/stale'
import { type Edited, editedOf } from './edit'

interface StaleProps {
  readonly mine: Edited
  readonly close: () => void
  readonly keepMine: (now: Settings) => void
  readonly takeTheirs: (now: Settings) => void
}

/** The choice between two edits of the settings. */
export function Stale({ mine, close, keepMine, takeTheirs }: StaleProps) {
  const text = useText()
  const asked = useQuery({ queryKey: ['stale settings'], queryFn: () => ask(settingsApi.settings, {}), gcTime: 0, staleTime: 0 })
  const now = asked.data
  const words = { ...text.settings, title: text.settings.stale, about: text.settings.staleAbout, field: text.settings.staleField }
  const fields = (theirs: Edited): readonly Differing[] =>
    ([[text.settings.name, theirs.name, mine.name], [text.settings.words, wordsIn(theirs.pointsWords), wordsIn(mine.pointsWords)], [text.settings.templates, templatesIn(theirs.templates), templatesIn(mine.templates)]] as const).filter(([, there, here]) => there !== here)
  return (
    <StaleChoice words={words} isKnown={now !== undefined} close={close} take={() => now !== undefined && takeTheirs(now)} keep={() => now !== undefined && keepMine(now)}>
      <Answer of={asked} rows={3}>{(settings) => <Differences words={words} fields={fields(editedOf(settings))} same={text.settings.staleSame} />}</Answer>
    </StaleChoice>
  )
}

export const wordsIn = ({ zh, one, many }: Edited['pointsWords']): string => `${zh} / ${one} / ${many}`
const templatesIn = (templates: Edited['templates']): string => (templates ?? []).map(({ id, kinds, fields }) => `${id}: ${kinds.join(', ')} (${Object.entries(fields).map(([field, slot]) => `${field}=${slot}`).join(', ')})`).join(' · ') || '–'
