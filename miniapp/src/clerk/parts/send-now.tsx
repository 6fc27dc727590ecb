import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Button } from '../../components/button'
import { sendKept } from '../../outbox'
import { memberSignedIn } from '../../session'
import { useText } from '../words'
import './send-now.scss'

const betweenTriesMs = 8_000

/** Tries what waits in the outbox again and again, and at once when tapped: a phone may not notice that its network is back. */
export function SendNow() {
  const { unsent } = useText().text.clerk
  const [isRunning, setIsRunning] = useState(false)
  useEffect(() => {
    const timer = setInterval(() => void sendKept(memberSignedIn()), betweenTriesMs)
    return () => clearInterval(timer)
  }, [])
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
