import { View } from '@tarojs/components'
import type { TierStanding } from '../../../../shared/tiers/tiers.api'
import { Card } from '../../components/card'
import { Tag } from '../../components/tag'
import { daysUntil, showDay, showNumber } from '../../dates'
import { dayAfter } from './days'
import { Progress } from './progress'
import { useTierText } from './words'

const urgentDays = 30

/** What is still missing to keep the tier, by which day, and what comes otherwise. */
export function Keep({ standing: { tier, keep, falls, isManual, today, growth } }: { readonly standing: TierStanding }) {
  const { words, language } = useTierText()
  if (keep === null) return isManual && falls !== null ? <Card><View className="tier-keep__falls">{words.handEnds(showDay(falls.on, language), falls.to.name[language])}</View></Card> : null
  const name = tier.name[language]
  const isNear = falls !== null && daysUntil(falls.on, today) <= urgentDays
  return (
    <Card id="tier-keep">
      <View className="tier-keep__head">
        <View className="tier-page__heading">{words.keep}</View>
        {isNear && <Tag look="cinnabar" label={words.daysLeft(daysUntil(keep.by, today))} />}
      </View>
      <View className="tier-keep__sentence" id="keep-sentence">
        {keep.missing === 0 ? words.keepDone(name) : words.keepMissing(showNumber(keep.missing), showDay(dayAfter(keep.by), language), name)}
      </View>
      <Progress part={keep.growth} whole={keep.min} label={words.keepProgress(showNumber(keep.growth), showNumber(keep.min))} />
      {keep.missing > 0 && keep.growth < growth && <View className="tier-keep__falls" id="keep-counted">{words.keepCounted(showNumber(growth), showNumber(keep.growth))}</View>}
      {falls !== null && <View className="tier-keep__falls">{words.falls(showDay(falls.on, language), falls.to.name[language])}</View>}
    </Card>
  )
}
