import { View } from '@tarojs/components'
import { useState } from 'react'
import type { TierStanding } from '../../../../shared/tiers/tiers.api'
import { Card } from '../../components/card'
import { Chips } from '../../components/chip'
import { Tag } from '../../components/tag'
import { showNumber } from '../../dates'
import { type TierWords, useTierText } from './words'

type Level = TierStanding['levels'][number]

/** What every tier brings, one at a time; the member's own first. */
export function Benefits({ standing: { tier, levels } }: { readonly standing: TierStanding }) {
  const { words, language } = useTierText()
  const [chosen, setChosen] = useState(tier.id)
  const level = levels.find(({ id }) => id === chosen) ?? levels[0]
  if (level === undefined) return null
  return (
    <Card id="tier-benefits">
      <View className="tier-page__heading">{words.benefits}</View>
      <View className="tier-benefits__levels">
        <Chips chosen={level.id} onChoose={setChosen} options={levels.map(({ id, name }) => ({ value: id, label: name[language] }))} />
      </View>
      <View className="tier-benefits__reach">
        {level.min === 0 ? words.start : words.reachedAt(showNumber(level.min))}
        {level.id === tier.id && (
          <View className="tier-benefits__mine">
            <Tag look="gold" label={words.mine} />
          </View>
        )}
      </View>
      {benefitsOf(level, words).map((benefit) => (
        <View key={benefit} className="tier-benefit">
          <View className="tier-benefit__mark" />
          <View className="tier-benefit__words">{benefit}</View>
        </View>
      ))}
    </Card>
  )
}

function benefitsOf({ earnPercent, pricePercent, giftPoints, birthdayPoints, neverDowngrade }: Level, words: TierWords): readonly string[] {
  return [
    earnPercent > 100 ? words.earnTimes(String(earnPercent / 100)) : words.earnPlain,
    ...(pricePercent < 100 ? [words.price(words.discountOf(pricePercent))] : []),
    ...(giftPoints > 0 ? [words.gift(showNumber(giftPoints))] : []),
    ...(birthdayPoints > 0 ? [words.birthday(showNumber(birthdayPoints))] : []),
    ...(neverDowngrade ? [words.never] : []),
  ]
}
