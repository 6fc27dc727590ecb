import { View } from '@tarojs/components'
import type { CampaignBanner } from '../../../../shared/campaigns/banner'
import { Card } from '../../components/card'
import { Tag } from '../../components/tag'
import { openPage } from '../../open'
import { useText } from '../../text'

/** What is on for the member now or soon, a line each. */
export function Campaigns({ of: banners }: { readonly of: readonly CampaignBanner[] }) {
  const { text, language } = useText()
  const words = text.earn.home
  return (
    <>
      {banners.map(({ id, name, promise, stage }) => (
        <Card key={id} look="wash" id={`campaign-${id}`} onTap={() => openPage('pages/campaign', { id })}>
          <View className="share-card">
            <View className="share-card__words">
              <View className="share-card__title">{name[language]}</View>
              <View className="share-card__hint">{promise[language]}</View>
            </View>
            <Tag look="gold" label={stage === 'running' ? words.campaignRunning : words.campaignComing} />
          </View>
        </Card>
      ))}
    </>
  )
}
