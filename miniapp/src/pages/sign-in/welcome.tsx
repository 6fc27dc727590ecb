import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Button } from '../../components/button'
import { PointsNumber } from '../../components/points-number'
import { Screen } from '../../components/screen'
import { useText } from '../../text'

export interface WelcomeProps {
  readonly name: string
  readonly points: number
  readonly onBegin: () => void
}

/** A newcomer has arrived: their first points, counted up inside the rings of the brand. */
export function Welcome({ name, points, onBegin }: WelcomeProps) {
  const { text } = useText()
  const words = text.earn.signIn
  const [shown, setShown] = useState(0)
  useEffect(() => setShown(points), [points])
  return (
    <Screen title={words.title} bar="own" look="night" footer={<Button isWide size="large" label={words.begin} onTap={onBegin} id="begin" />}>
      <View className="welcome" id="welcome">
        <View className="welcome__rings">
          <View className="welcome__ring" />
          <View className="welcome__ring welcome__ring--second" />
          <View className="welcome__ring welcome__ring--third" />
          <View className="welcome__coin">
            <View className="welcome__points">
              +<PointsNumber points={shown} size="display" look="ink" id="welcome-points" />
            </View>
            <View className="welcome__unit">{text.app.pointsUnit}</View>
          </View>
        </View>
        <View className="welcome__hello">{words.hello(name)}</View>
        <View className="welcome__title">{words.welcome}</View>
        <View className="welcome__hint">{words.welcomeHint}</View>
      </View>
    </Screen>
  )
}
