import { View } from '@tarojs/components'
import { classes } from './classes'
import './streak-steps.scss'

export interface StreakStep {
  readonly label: string
  readonly reward: string
  readonly look: 'done' | 'next' | 'ahead'
  /** A step of the streak that pays a bonus. */
  readonly isBonus?: boolean
}

/** Days of a streak as dots on a line, gold as far as one has come. */
export function StreakSteps({ steps }: { readonly steps: readonly StreakStep[] }) {
  return (
    <View className="streak-steps">
      {steps.map((step) => (
        <View key={step.label} className={classes('streak-step', `streak-step--${step.look}`, step.isBonus && 'streak-step--bonus')}>
          <View className="streak-step__dot">{step.reward}</View>
          <View className="streak-step__label">{step.label}</View>
        </View>
      ))}
    </View>
  )
}
