import { View } from '@tarojs/components'
import { useObservable } from '../observable'
import { dismiss, outbox } from '../outbox'
import { useText } from '../text'
import { Button } from './button'
import './outbox-line.scss'

/** What this phone still has to send, and what was refused when it was sent late. */
export function OutboxLine() {
  const kept = useObservable(outbox)
  const { text } = useText()
  const words = text.app.outbox
  const waiting = kept.filter((one) => one.refusal === undefined)
  return (
    <>
      {waiting.length > 0 && (
        <View className="outbox-line" id="outbox-waiting">
          <View className="outbox-line__words">
            <View className="outbox-line__title">{words.waiting(waiting.length)}</View>
            {words.waitingHint}
          </View>
        </View>
      )}
      {kept.map((one) =>
        one.refusal === undefined ? null : (
          <View className="outbox-line outbox-line--refused" key={String(one.input['id'])}>
            <View className="outbox-line__words">{words.refused(words.names[one.call], one.refusal)}</View>
            <Button size="small" look="danger" label={words.dismiss} onTap={() => dismiss(one)} />
          </View>
        ),
      )}
    </>
  )
}
