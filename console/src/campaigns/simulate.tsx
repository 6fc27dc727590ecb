import type { Campaign } from '../../../shared/campaigns/campaign'
import { Trial } from './trial'

/** What the campaign would bring a member at a moment, whatever its state. */
export default function Simulate({ campaign }: { readonly campaign: Campaign }) {
  return <Trial drafts={campaign.state === 'draft' ? [campaign.id] : []} focus={campaign.id} startsAt={campaign.startsAt} />
}
