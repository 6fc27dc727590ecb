import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import type { CampaignId } from '../../../shared/api/ids'
import type { Campaign, CampaignTerms } from '../../../shared/campaigns/campaign'
import { marketingApi } from '../../../shared/campaigns/marketing.api'
import { promiseOf } from '../../../shared/campaigns/promise'
import { ask } from '../door'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Answer } from '../parts/answer'
import { useNames } from './names'
import { fieldsThatDiffer, termsOf } from './terms'

interface StaleProps {
  readonly campaignId: CampaignId
  readonly mine: CampaignTerms
  readonly close: () => void
  readonly keepMine: (revision: number) => void
  readonly takeTheirs: (theirs: Campaign) => void
}

/** Somebody else has saved meanwhile: shows where the two differ and lets the person choose. Nothing is overwritten unseen. */
export function Stale({ campaignId, mine, close, keepMine, takeTheirs }: StaleProps) {
  const text = useText()
  const asked = useQuery({ queryKey: ['stale', campaignId], queryFn: () => ask(marketingApi.campaign, { campaignId }), gcTime: 0, staleTime: 0 })
  const theirs = asked.data?.campaign
  return (
    <Modal
      open
      width={720}
      title={text.campaigns.staleTitle}
      onCancel={close}
      footer={[
        <Button key="theirs" disabled={theirs === undefined} onClick={() => theirs !== undefined && takeTheirs(theirs)}>{text.campaigns.takeTheirs}</Button>,
        <Button key="mine" type="primary" danger disabled={theirs === undefined} onClick={() => theirs !== undefined && keepMine(theirs.revision)}>{text.campaigns.keepMine}</Button>,
      ]}
    >
      <p className="soft">{text.campaigns.staleAbout}</p>
      <Answer of={asked} rows={3}>{({ campaign }) => <Difference mine={mine} theirs={termsOf(campaign)} />}</Answer>
    </Modal>
  )
}

function Difference({ mine, theirs }: { readonly mine: CampaignTerms; readonly theirs: CampaignTerms }) {
  const text = useText()
  const word = useFieldWords()
  const fields = fieldsThatDiffer(mine, theirs)
  if (fields.length === 0) return <p>{text.campaigns.staleSame}</p>
  return (
    <table className="difference" id="difference">
      <thead><tr><th scope="col">{text.campaigns.field}</th><th scope="col">{text.campaigns.theirs}</th><th scope="col">{text.campaigns.mine}</th></tr></thead>
      <tbody>{fields.map((field) => <tr key={field}><th scope="row">{text.campaigns.fields[field]}</th><td>{word(theirs, field)}</td><td className="gold">{word(mine, field)}</td></tr>)}</tbody>
    </table>
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
