import { View } from '@tarojs/components'
import type { CheckInMonth } from '../../../../shared/earning/earning.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { PointsNumber } from '../../components/points-number'
import { showNumber } from '../../dates'
import { useText } from '../../text'
import { nextLine } from './streak'
import type { CheckIn } from './use-check-in'

/** How long the streak is, what comes next, and the button. */
export function StreakCard({ of, checkIn }: { readonly of: CheckInMonth; readonly checkIn: CheckIn }) {
  const { text } = useText()
  const [before, behind] = around(text.earn.checkIn.streak(of.streak), String(of.streak))
  return (
    <Card look="night" id="streak-card">
      <View className="streak-card">
        <View className="streak-card__count" id="streak">
          {of.streak === 0 ? (
            <View className="streak-card__words streak-card__words--alone">{text.earn.checkIn.noStreak}</View>
          ) : (
            <>
              {before !== '' && <View className="streak-card__words">{before}</View>}
              <PointsNumber points={of.streak} size="display" look="night" />
              <View className="streak-card__words">{behind}</View>
            </>
          )}
        </View>
        <View className="streak-card__next">{nextLine(of, text)}</View>
        <View className="streak-card__action">
          <CheckInButton of={of} checkIn={checkIn} isWide />
        </View>
      </View>
    </Card>
  )
}

export function CheckInButton({ of, checkIn, isWide = false }: { readonly of: CheckInMonth; readonly checkIn: CheckIn; readonly isWide?: boolean }) {
  const words = useText().text.earn.checkIn
  const label = of.isCheckedInToday ? words.done : checkIn.isKept ? words.kept : words.button(showNumber(of.nextPoints))
  return (
    <Button
      id="check-in"
      label={label}
      isWide={isWide}
      size={isWide ? 'large' : 'medium'}
      isDisabled={of.isCheckedInToday || checkIn.isKept}
      isRunning={checkIn.isRunning}
      onTap={() => checkIn.run(of.today)}
    />
  )
}

/** A sentence parted at its figure, which is drawn large. */
function around(sentence: string, figure: string): readonly [string, string] {
  const at = sentence.indexOf(figure)
  return [sentence.slice(0, at).trim(), sentence.slice(at + figure.length).trim()]
}
