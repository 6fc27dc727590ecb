import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { QrCode } from '../../components/qr-code'
import { showInstant } from '../../dates'
import { useText } from '../words'
import { toast } from '../../toast'
import { linkFor } from '../invitation'
import type { Invitation } from './invite'

/** An invitation to show to a camera, to copy, or to send. */
export function Invited({ invited, onAnother }: { readonly invited: Invitation; readonly onAnother: () => void }) {
  const { text, language } = useText()
  const words = text.clerk.join
  const link = linkFor(invited.invitation)
  const copy = () => {
    Taro.setClipboardData({ data: link })
      .then(() => toast(words.copied))
      .catch(() => toast(words.copyFailed))
  }
  return (
    <Card>
      <View className="join-head join-head--middle">{words.ready(invited.name)}</View>
      <View className="join-hint join-head--middle">{invited.storeNames.join(' · ')}</View>
      <QrCode content={link} id="invitation-code" />
      <View className="join-hint join-head--middle">{words.until(showInstant(Date.parse(invited.expiresAt), language))}</View>
      <Text className="join-text" selectable id="invitation-text">
        {link}
      </Text>
      <View className="join-ways">
        <Button size="large" isWide look="ink" label={words.copy} id="copy-invitation" onTap={copy} />
        {process.env.TARO_ENV === 'weapp' && <Button size="large" isWide label={words.send} id="send-invitation" host={{ openType: 'share' }} />}
        <Button size="large" isWide look="plain" label={words.another} id="another-invitation" onTap={onAnother} />
      </View>
    </Card>
  )
}
