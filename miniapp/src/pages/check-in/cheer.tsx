import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Button } from '../../components/button'
import { PointsNumber } from '../../components/points-number'
import { Sheet } from '../../components/sheet'
import { showNumber } from '../../dates'
import { useText } from '../../text'
import { bonusIn, type CheckedIn, earnedIn, leftToday } from './use-check-in'
import './cheer.scss'

/** A step of the streak was reached: worth more than a line that passes. */
export function Cheer({ reply, onClose }: { readonly reply: CheckedIn | undefined; readonly onClose: () => void }) {
  const { text } = useText()
  const words = text.earn.checkIn
  const isOpen = reply !== undefined && bonusIn(reply) > 0
  const [shown, setShown] = useState(reply)
  useEffect(() => {
    if (reply) setShown(reply)
  }, [reply])
  const of = reply ?? shown
  return (
    <Sheet isOpen={isOpen} onClose={onClose} footer={<Button isWide size="large" label={words.bonusClose} onTap={onClose} id="cheer-close" />}>
      {of && (
        <View className="cheer" id="cheer">
          <View className="cheer__rings">
            <View className="cheer__ring" />
            <View className="cheer__ring cheer__ring--second" />
            <View className="cheer__coin">{of.streak.streak}</View>
          </View>
          <View className="cheer__title">{words.bonusTitle(of.streak.streak)}</View>
          <View className="cheer__points">
            +<CountUp points={earnedIn(of)} />
          </View>
          <View className="cheer__words">{words.bonus(showNumber(earnedIn(of)), showNumber(bonusIn(of)))}</View>
          <View className="cheer__words">{leftToday(of, text)}</View>
        </View>
      )}
    </Sheet>
  )
}

/** A figure that begins at nothing. */
export function CountUp({ points, id }: { readonly points: number; readonly id?: string }) {
  const [shown, setShown] = useState(0)
  useEffect(() => setShown(points), [points])
  return <PointsNumber points={shown} size="display" look="gold" {...(id !== undefined && { id })} />
}
