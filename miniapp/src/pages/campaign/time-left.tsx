import { View } from '@tarojs/components'
import { useSecondsLeft } from '../../components/seconds-left'
import { useWords } from './words'

const daySeconds = 86_400

const two = (number: number) => String(number).padStart(2, '0')

export interface TimeLeftProps {
  readonly label: string
  readonly until: string
  /** Called once when the time is over. */
  readonly onOver: () => void
}

/** Counts down by the server's clock, whatever the phone's says. */
export function TimeLeft({ label, until, onOver }: TimeLeftProps) {
  const { words } = useWords()
  const left = useSecondsLeft(until, onOver)
  const [days, seconds] = [Math.floor(left / daySeconds), left % daySeconds]
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  return (
    <View className="time-left" id="time-left">
      <View className="time-left__label">{label}</View>
      {days > 0 && <View className="time-left__days">{words.days(days)}</View>}
      <View className="time-left__clock">{parts.map(two).join(':')}</View>
    </View>
  )
}
