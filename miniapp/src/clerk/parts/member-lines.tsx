import { View } from '@tarojs/components'
import type { Look } from '../../../../shared/vouchers/vouchers.api'
import { useText } from '../words'
import './member-lines.scss'

/** Who stands at the counter, masked: enough to ask `is that you?`. */
export function MemberLines({ member }: { readonly member: Look['member'] }) {
  const { scanning } = useText().text.clerk
  return (
    <View className="member-lines">
      <Line name={scanning.member} value={member.nicknameMasked} />
      {member.phoneMasked !== null && <Line name={scanning.phone} value={member.phoneMasked} />}
      <Line name={scanning.cardNo} value={member.cardNo} />
    </View>
  )
}

export function Line({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <View className="member-lines__line">
      <View className="member-lines__name">{name}</View>
      <View className="member-lines__value">{value}</View>
    </View>
  )
}
