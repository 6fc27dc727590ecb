import { View } from '@tarojs/components'
import { useText } from '../../text'

/** What joining brings. */
export function Promises() {
  const words = useText().text.earn.signIn
  return (
    <>
      <View className="sign-in__lead">{words.lead}</View>
      <View className="sign-in__promises">
        {words.promises.map((promise, index) => (
          <View key={promise.title} className="sign-in__promise">
            <View className="sign-in__number">{String(index + 1)}</View>
            <View>
              <View className="sign-in__promise-title">{promise.title}</View>
              <View className="sign-in__promise-detail">{promise.detail}</View>
            </View>
          </View>
        ))}
      </View>
    </>
  )
}

/** What is still possible without consent. */
export function Declined() {
  const words = useText().text.earn.signIn
  return (
    <View className="sign-in__declined" id="declined">
      <View className="sign-in__promise-title">{words.declinedTitle}</View>
      {words.declined}
    </View>
  )
}
