import { View } from '@tarojs/components'
import type { TierStanding } from '../../../../shared/tiers/tiers.api'
import { Card } from '../../components/card'
import { type TierWords, useTierText } from './words'

/** How growth is counted, as the terms in force say. */
export function How({ terms }: Pick<TierStanding, 'terms'>) {
  const { words } = useTierText()
  return (
    <Card id="tier-how">
      <View className="tier-page__heading">{words.how}</View>
      {sentencesOf(terms, words).map((sentence) => (
        <View key={sentence} className="tier-how__line">{sentence}</View>
      ))}
    </Card>
  )
}

function sentencesOf({ measure, fenPerGrowth, window, windowMonths, upgrade, downgrade, graceDays }: TierStanding['terms'], words: TierWords): readonly string[] {
  return [
    measure === 'money' ? words.measures.money(String((fenPerGrowth ?? 100) / 100)) : words.measures[measure],
    window === 'rolling' ? words.windows.rolling(windowMonths ?? 1) : words.windows[window],
    words.upgrades[upgrade],
    ...(downgrade !== 'none' && graceDays > 0 ? [words.grace(graceDays)] : []),
    words.spending,
  ]
}
