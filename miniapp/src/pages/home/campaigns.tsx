import type { CampaignBanner } from '../../../../shared/campaigns/banner'
import { Card } from '../../components/card'
import { ListRow } from '../../components/list-row'
import { Tag } from '../../components/tag'
import { openPage } from '../../open'
import { useText } from '../../text'

/** What is on for the member now or soon, a line each. */
export function Campaigns({ of: banners }: { readonly of: readonly CampaignBanner[] }) {
  const { text, language } = useText()
  const words = text.earn.home
  if (banners.length === 0) return null
  return (
    <Card look="wash" isFlush>
      {banners.map(({ id, name, promise, stage }) => (
        <ListRow
          key={id}
          id={`campaign-${id}`}
          title={name[language]}
          detail={promise[language]}
          trailing={stage === 'running' ? <Tag look="jade" label={words.campaignRunning} /> : <Tag label={words.campaignComing} />}
          onTap={() => openPage('pages/campaign', { id })}
        />
      ))}
    </Card>
  )
}
