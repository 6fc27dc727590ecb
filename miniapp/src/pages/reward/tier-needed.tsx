import { View } from '@tarojs/components'
import type { RewardDetail } from '../../../../shared/mall/mall.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { openPage } from '../../open'
import { useText } from '../../text'
import { useOfferWords } from './offer-words'

/** Which tier may exchange it, and what to do to get there. */
export function TierNeeded({ reward }: { readonly reward: RewardDetail }) {
  const { language } = useText()
  const words = useOfferWords()
  const [needed] = reward.tiersNeeded
  if (needed === undefined) return null
  return (
    <Card look="night" id="tier-needed">
      <View className="offer__title offer__title--night">{words.tierNeeded(needed.name[language])}</View>
      <View className="offer__hint offer__hint--night">{words.tierHint(needed.name[language])}</View>
      <View className="offer__remind">
        <Button isWide label={words.toTier} onTap={() => openPage('pages/tier')} id="to-tier" />
      </View>
    </Card>
  )
}
