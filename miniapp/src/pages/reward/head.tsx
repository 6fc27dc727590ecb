import { View } from '@tarojs/components'
import type { RewardDetail } from '../../../../shared/mall/mall.api'
import { Button } from '../../components/button'
import { PointsNumber } from '../../components/points-number'
import { RewardPicture } from '../../components/reward-picture'
import { Tag, type TagProps } from '../../components/tag'
import { fullPriceOf, showNumber } from '../../dates'
import { useText } from '../../exchange-text'
import { useOfferWords } from './offer-words'
import { standingOf } from './standing'

const isBrowser = process.env.TARO_ENV === 'h5'
const fewLeft = 20

/** Picture, name, price, and in a word how the member stands to it. */
export function Head({ reward, onShare }: { readonly reward: RewardDetail; readonly onShare: () => void }) {
  const { text, language } = useText()
  const words = text.exchange.reward
  const offer = useOfferWords()
  const tag = useTag(reward)
  const was = fullPriceOf(reward)
  return (
    <>
      <View className="reward__hero" {...(reward.photo && { ariaLabel: reward.photo.alt[language] })}>
        <RewardPicture name={reward.picture} photo={reward.photo} size="hero" isFaded={reward.availability === 'sold_out' || reward.availability === 'closed'} />
      </View>
      <View className="reward__head">
        <View className="reward__words">
          <View className="reward__title">{reward.title[language]}</View>
          <View className="reward__price">
            <PointsNumber points={reward.pricePoints} size="large" look="gold" id="price" />
            <View className="reward__unit">{text.app.pointsUnit}</View>
            {was !== undefined && (
              <View className="reward__was" id="full-price">
                {was}
              </View>
            )}
            {reward.priceWhy !== 'full' && (
              <View className="reward__tag" id="price-why">
                <Tag look="gold" label={offer.why[reward.priceWhy]} />
              </View>
            )}
            {tag && (
              <View className="reward__tag">
                <Tag {...tag} />
              </View>
            )}
          </View>
          {reward.missingPoints === 0 && reward.availability === 'open' && reward.tiersNeeded.length === 0 && <View className="reward__enough">{words.enough(showNumber(reward.available))}</View>}
        </View>
        {isBrowser ? <Button size="small" look="quiet" label={words.share} onTap={onShare} id="share" /> : <Button size="small" look="quiet" label={words.share} host={{ openType: 'share' }} id="share" />}
      </View>
    </>
  )
}

function useTag(reward: RewardDetail): TagProps | undefined {
  const { text, language } = useText()
  const words = text.exchange.reward
  const { shelf } = text.mall
  const offer = useOfferWords()
  switch (standingOf(reward)) {
    case 'coming':
      return { look: 'gold', label: shelf.coming }
    case 'sold_out':
      return { look: 'quiet', label: words.soldOut }
    case 'closed':
      return { look: 'quiet', label: shelf.closed }
    case 'limit_reached':
      return { look: 'quiet', label: words.limitReached }
    case 'tier_needed':
      return { look: 'gold', label: offer.tierNeeded(reward.tiersNeeded[0]?.name[language] ?? '') }
    case 'short':
    case 'open':
      return reward.stockLeft <= fewLeft ? { look: 'cinnabar', label: shelf.left(showNumber(reward.stockLeft)) } : undefined
  }
}
