import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button'
import { sendKept } from '../../outbox'
import { memberSignedIn } from '../../session'
import { useText } from '../../text'
import './send-now.scss'

/** Tries what waits in the outbox without waiting for the phone to notice its network. */
export function SendNow() {
  const { unsent } = useText().text.clerk
  const [isRunning, setIsRunning] = useState(false)
  const send = () => {
    setIsRunning(true)
    void sendKept(memberSignedIn()).finally(() => setIsRunning(false))
  }
  return (
    <View className="send-now">
      <Button look="ink" label={isRunning ? unsent.sending : unsent.sendNow} id="send-now" isRunning={isRunning} onTap={send} />
    </View>
  )
}
