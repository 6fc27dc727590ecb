import { View } from '@tarojs/components'
import type { TierStanding } from '../../../../shared/tiers/tiers.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { PointsNumber } from '../../components/points-number'
import { Tag } from '../../components/tag'
import { showDay, showMonth, showNumber } from '../../dates'
import { openPage } from '../../open'
import { dayAfter } from './days'
import { Progress } from './progress'
import { useTierText } from './words'

/** The tier now, and how far it is to the next. */
export function TierCard({ standing }: { readonly standing: TierStanding }) {
  const { words, language } = useTierText()
  const { tier, since, until, isManual, growth, next, window, today, terms } = standing
  const counted = window.to < today.slice(0, 7) ? window.to : today.slice(0, 7)
  return (
    <Card look="night" id="tier-card">
      <View className="tier-card__top">
        <View className="tier-card__name" id="tier-name">{tier.name[language]}</View>
        {isManual && <Tag look="night" label={words.byHand} />}
      </View>
      {since !== null && (
        <View className="tier-card__facts">
          <View className="tier-card__fact">{words.since(showDay(since, language))}</View>
          <View className="tier-card__fact">{until === 'never' ? words.forever : words.until(showDay(until, language))}</View>
        </View>
      )}
      <View className="tier-card__growth">
        <View className="tier-card__label">{words.growth}</View>
        <PointsNumber points={growth} size="display" look="night" id="growth" />
      </View>
      {next !== null && <Progress look="night" part={growth} whole={next.min} label={words.keepProgress(showNumber(growth), showNumber(next.min))} />}
      <View className="tier-card__next" id="tier-next">{toNext(standing, words, language)}</View>
      <View className="tier-card__fact">{words.counted(showMonth(window.from, language), showMonth(counted, language))}</View>
      {next !== null && (
        <View className="tier-card__action">
          <Button isWide label={words.grow[terms.measure]} onTap={() => openPage(terms.measure === 'money' ? 'pages/member-code' : 'tasks/home')} id="to-grow" />
        </View>
      )}
    </Card>
  )
}

function toNext({ next }: TierStanding, words: ReturnType<typeof useTierText>['words'], language: ReturnType<typeof useTierText>['language']): string {
  if (next === null) return words.top
  const name = next.tier.name[language]
  if (next.missing === 0) return words.reachedSoon(name)
  const missing = showNumber(next.missing)
  return next.by === null ? words.toNext(missing, name) : words.toNextBy(missing, name, showDay(dayAfter(next.by), language))
}
