import { View } from '@tarojs/components'
import { classes } from './classes'
import './switch.scss'

export interface SwitchProps {
  readonly isOn: boolean
  readonly onTurn: (isOn: boolean) => void
  readonly id?: string
}

export function Switch({ isOn, onTurn, id }: SwitchProps) {
  return (
    <View className={classes('switch', isOn && 'switch--on')} {...(id !== undefined && { id })} onClick={() => onTurn(!isOn)}>
      <View className="switch__track">
        <View className="switch__knob" />
      </View>
    </View>
  )
}
