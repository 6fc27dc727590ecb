import { View } from '@tarojs/components'
import { useSecondsLeft } from './seconds-left'

const two = (number: number) => String(number).padStart(2, '0')

export interface ClockDownProps {
  readonly until: string
  readonly days: (count: number) => string
  readonly onEnd: () => void
  readonly id?: string
}

/** What is left until an instant, by the server's clock: `1 天 02:13:45`. Tells once when it is there. */
export function ClockDown({ until, days, onEnd, id }: ClockDownProps) {
  const seconds = useSecondsLeft(until, onEnd)
  const wholeDays = Math.floor(seconds / 86_400)
  const clock = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return (
    <View className="clock-down" {...(id !== undefined && { id })}>
      {(wholeDays > 0 ? days(wholeDays) : '') + clock}
    </View>
  )
}
