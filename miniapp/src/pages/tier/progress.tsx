import { View } from '@tarojs/components'
import { classes } from '../../components/classes'

export interface ProgressProps {
  readonly part: number
  readonly whole: number
  readonly label: string
  readonly look?: 'paper' | 'night'
}

/** How much of a whole there is, as a bar with its figures. */
export function Progress({ part, whole, label, look = 'paper' }: ProgressProps) {
  const percent = Math.min(100, Math.floor((part * 100) / Math.max(1, whole)))
  return (
    <View className={classes('progress', `progress--${look}`)} ariaLabel={label}>
      <View className="progress__track">
        <View className="progress__bar" style={`width: ${percent}%`} />
      </View>
      <View className="progress__label">{label}</View>
    </View>
  )
}
