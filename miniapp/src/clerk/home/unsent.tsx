import { View } from '@tarojs/components'
import { Card } from '../../components/card'
import { ListRow } from '../../components/list-row'
import { showMoney, showTime } from '../../dates'
import { useObservable } from '../../observable'
import { type Kept, outbox } from '../../outbox'
import { useText } from '../words'
import { SendNow } from '../parts/send-now'

/** Deeds that no server has answered yet. */
export function Unsent() {
  const { text } = useText()
  const words = text.clerk.unsent
  const waiting = useObservable(outbox).filter((kept) => kept.refusal === undefined)
  if (waiting.length === 0) return null
  return (
    <View className="unsent">
      <Card id="unsent">
        <View className="unsent__title">{words.title}</View>
        <View className="unsent__hint">{words.hint}</View>
        {waiting.map((kept) => (
          <ListRow key={String(kept.input['id'])} title={titleOf(kept)} detail={words.made(showTime(kept.madeAt))} />
        ))}
        <SendNow />
      </Card>
    </View>
  )

  function titleOf({ call, input }: Kept): string {
    const amountFen = input['amountFen']
    const name = text.app.outbox.names[call]
    return typeof amountFen === 'number' ? `${name} ${showMoney(amountFen)}` : name
  }
}
