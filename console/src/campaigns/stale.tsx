import { useQuery } from '@tanstack/react-query'
import type { CampaignId } from '../../../shared/api/ids'
import type { Campaign, CampaignTerms } from '../../../shared/campaigns/campaign'
import { marketingApi } from '../../../shared/campaigns/marketing.api'
import { promiseOf } from '../../../shared/campaigns/promise'
import { ask } from '../door'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Answer } from '../parts/answer'
import { Differences, type Differing, StaleChoice } from '../parts/stale'
import { useNames } from './names'
import { fieldsThatDiffer, termsOf } from './terms'

interface StaleProps {
  readonly campaignId: CampaignId
  readonly mine: CampaignTerms
  readonly close: () => void
  readonly keepMine: (revision: number) => void
  readonly takeTheirs: (theirs: Campaign) => void
}

/** The choice between two edits of a campaign. */
export function Stale({ campaignId, mine, close, keepMine, takeTheirs }: StaleProps) {
  const text = useText()
  const word = useFieldWords()
  const asked = useQuery({ queryKey: ['stale', campaignId], queryFn: () => ask(marketingApi.campaign, { campaignId }), gcTime: 0, staleTime: 0 })
  const theirs = asked.data?.campaign
  const words = { ...text.campaigns, title: text.campaigns.staleTitle, about: text.campaigns.staleAbout }
  const fields = (there: CampaignTerms): readonly Differing[] => fieldsThatDiffer(mine, there).map((field) => [text.campaigns.fields[field], word(there, field), word(mine, field)])
  return (
    <StaleChoice words={words} isKnown={theirs !== undefined} close={close} take={() => theirs !== undefined && takeTheirs(theirs)} keep={() => theirs !== undefined && keepMine(theirs.revision)}>
      <Answer of={asked} rows={3}>{({ campaign }) => <Differences words={words} fields={fields(termsOf(campaign))} same={text.campaigns.staleSame} />}</Answer>
    </StaleChoice>
  )
}

/** A field of the terms in words. */
function useFieldWords() {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const { names } = useNames()
  return (terms: CampaignTerms, field: keyof CampaignTerms): string => {
    switch (field) {
      case 'name':
      case 'description':
        return `${terms[field].zh} / ${terms[field].en}`
      case 'startsAt':
      case 'endsAt':
        return format.dateTime(terms[field])
      case 'effect':
      case 'audience':
      case 'recurrence':
        return said(promiseOf(terms, names))
      case 'holdOutPercent':
        return `${terms.holdOutPercent}%`
      case 'priority':
        return format.number(terms.priority)
      case 'stacking':
        return `${terms.stacking.group} · ${text.campaigns.modes[terms.stacking.mode]}`
      case 'budget':
      case 'caps':
      case 'variants':
        return JSON.stringify(terms[field] ?? null)
    }
  }
}
