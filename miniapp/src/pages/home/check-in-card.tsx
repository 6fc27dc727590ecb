import { View } from '@tarojs/components'
import type { CheckInMonth } from '../../../../shared/earning/earning.api'
import { Card } from '../../components/card'
import { StreakSteps } from '../../components/streak-steps'
import { showShortDay } from '../../dates'
import { openPage } from '../../open'
import { useText } from '../../text'
import { nextLine, streakDots } from '../check-in/streak'
import { CheckInButton } from '../check-in/streak-card'
import type { CheckIn } from '../check-in/use-check-in'

export interface CheckInCardProps {
  readonly of: CheckInMonth
  readonly checkIn: CheckIn
  /** Draws a ring of gold around what was just done. */
  readonly isJustDone: boolean
}

/** Check-in on the first screen: one tap, and what it leads to. */
export function CheckInCard({ of, checkIn, isJustDone }: CheckInCardProps) {
  const { text, language } = useText()
  const words = text.earn.checkIn
  const missed = of.canMakeUp.at(-1)
  return (
    <Card id="check-in-card">
      <View className="check-in-card__head">
        <View className="check-in-card__title" id="streak">{of.streak === 0 ? words.noStreak : words.streak(of.streak)}</View>
        <View className="check-in-card__calendar" id="open-calendar" onClick={() => openPage('pages/check-in')}>
          {text.earn.home.calendar}
          <View className="check-in-card__arrow" />
        </View>
      </View>
      <StreakSteps steps={streakDots(of, text)} />
      <View className="check-in-card__foot">
        <View className="check-in-card__next">{nextLine(of, text)}</View>
        <View className="check-in-card__button">
          {isJustDone && <View className="check-in-card__burst" />}
          <CheckInButton of={of} checkIn={checkIn} />
        </View>
      </View>
      {missed !== undefined && (
        <View className="check-in-card__mend" id="mend" onClick={() => openPage('pages/check-in')}>
          {text.earn.home.mend(showShortDay(missed, language))}
          <View className="check-in-card__arrow" />
        </View>
      )}
    </Card>
  )
}
