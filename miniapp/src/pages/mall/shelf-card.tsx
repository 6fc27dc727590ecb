import type { RewardCard as Reward } from '../../../../shared/mall/mall.api'
import { RewardCard } from '../../components/reward-card'
import type { TagProps } from '../../components/tag'
import { now } from '../../clock'
import { fullPriceOf, showInstant, showNumber } from '../../dates'
import { useFlashWords } from '../../flash-words'
import { openPage } from '../../open'
import { type Language, useText } from '../../text'

const fewLeft = 20
const closesSoonMs = 3 * 86_400_000

type Words = ReturnType<typeof useText>['text']['mall']['shelf']

/** One reward on the shelf: what hinders it, or how near it is. */
export function ShelfCard({ reward, available }: { readonly reward: Reward; readonly available: number }) {
  const { text, language } = useText()
  const flash = useFlashWords()
  const [needed] = reward.tiersNeeded
  const isOpen = reward.availability === 'open' && needed === undefined
  return (
    <RewardCard
      id={`reward-${reward.id}`}
      title={reward.title[language]}
      picture={reward.picture}
      photo={reward.photo}
      pricePoints={reward.pricePoints}
      fullPrice={fullPriceOf(reward)}
      unit={text.app.pointsUnit}
      badge={needed !== undefined ? { look: 'night', label: flash.forTier(needed.name[language]) } : reward.priceWhy === 'flash' && isOpen ? { look: 'cinnabar', label: flash.badge } : badgeOf(reward, text.mall.shelf)}
      hint={hintOf(reward, text.mall.shelf, language)}
      progress={isOpen && reward.missingPoints > 0 ? available / reward.pricePoints : undefined}
      isFaded={reward.availability === 'sold_out' || reward.availability === 'closed'}
      onTap={() => openPage('pages/reward', { rewardId: reward.id })}
    />
  )
}

function badgeOf(reward: Reward, words: Words): TagProps | undefined {
  switch (reward.availability) {
    case 'coming':
      return { look: 'gold', label: words.coming }
    case 'sold_out':
      return { look: 'quiet', label: words.soldOut }
    case 'closed':
      return { look: 'quiet', label: words.closed }
    case 'open':
      return reward.stockLeft <= fewLeft ? { look: 'cinnabar', label: words.left(showNumber(reward.stockLeft)) } : undefined
  }
}

function hintOf(reward: Reward, words: Words, language: Language): string | undefined {
  const { availability, opensAt, closesAt, missingPoints } = reward
  if (availability === 'coming' && opensAt !== null) return words.opens(showInstant(Date.parse(opensAt), language))
  if (availability !== 'open' || reward.tiersNeeded.length > 0) return undefined
  if (missingPoints > 0) return words.missing(showNumber(missingPoints))
  if (closesAt !== null && Date.parse(closesAt) - now() < closesSoonMs) return words.closes(showInstant(Date.parse(closesAt), language))
  return words.canHave
}
