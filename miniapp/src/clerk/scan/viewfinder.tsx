import { View } from '@tarojs/components'
import './viewfinder.scss'

/** What to ask the customer for, while the camera is not open. */
export function Viewfinder({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <View className="viewfinder">
      <View className="viewfinder__frame">
        <View className="viewfinder__dot" />
      </View>
      <View className="viewfinder__title">{title}</View>
      <View className="viewfinder__hint">{hint}</View>
    </View>
  )
}
