import { View } from '@tarojs/components'
import { classes } from './classes'
import './skeleton.scss'

export interface SkeletonProps {
  /** What is coming: lines of text, cards side by side, or one large card. */
  readonly shape: 'lines' | 'tiles' | 'hero'
  readonly count?: number
}

/** The outline of what is being loaded. */
export function Skeleton({ shape, count = 3 }: SkeletonProps) {
  return (
    <View className={classes('skeleton', `skeleton--${shape}`)}>
      {Array.from({ length: count }, (_, index) => (
        <View key={index} className="skeleton__piece" />
      ))}
    </View>
  )
}
