import { View } from '@tarojs/components'
import './line.scss'

/** A name and what it is. */
export function Line({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <View className="line">
      <View className="line__name">{name}</View>
      <View className="line__value">{value}</View>
    </View>
  )
}
