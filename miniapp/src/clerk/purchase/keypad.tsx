import { View } from '@tarojs/components'
import { useText } from '../words'
import { type Key, keys } from '../amount'
import './keypad.scss'

/** Digits large enough for a busy thumb. */
export function Keypad({ onPress }: { readonly onPress: (key: Key) => void }) {
  const { purchase } = useText().text.clerk
  return (
    <View className="keypad">
      {keys.map((key) => (
        <View key={key} id={`key-${key === '.' ? 'point' : key}`} className="keypad__key" hoverClass="keypad__key--down" hoverStayTime={80} onClick={() => onPress(key)}>
          {key === 'erase' ? <View className="keypad__erase" ariaLabel={purchase.erase} /> : key}
        </View>
      ))}
    </View>
  )
}
