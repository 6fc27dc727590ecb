import { View } from '@tarojs/components'
import { classes } from './classes'
import './chip.scss'

export interface ChipsProps<Value extends string> {
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly chosen: Value
  readonly onChoose: (value: Value) => void
}

/** One choice of a few, in a row that can be pushed sideways. */
export function Chips<Value extends string>({ options, chosen, onChoose }: ChipsProps<Value>) {
  return (
    <View className="chips">
      <View className="chips__row">
        {options.map(({ value, label }) => (
          <View key={value} className={classes('chip', value === chosen && 'chip--chosen')} onClick={() => onChoose(value)}>
            <View className="chip__label">{label}</View>
          </View>
        ))}
      </View>
    </View>
  )
}
