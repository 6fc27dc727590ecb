import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { classes } from '../../components/classes'
import { Screen } from '../../components/screen'
import { Sheet } from '../../components/sheet'
import { Empty } from '../../components/states'
import { showMoney } from '../../dates'
import { useObservable } from '../../observable'
import { openTab, replacePage } from '../../open'
import { useText } from '../../text'
import { fenOf, isRecordable, press } from '../amount'
import { CounterButton, CounterFooter } from '../parts/counter-footer'
import { MemberLines } from '../parts/member-lines'
import { usePlace } from '../place'
import { scannedMember } from '../scanned-member'
import { useSlow } from '../slow'
import { Keypad } from './keypad'
import { Outcome } from './outcome'
import { useRecording } from './record'
import './purchase.scss'

/** A purchase by amount for the member whose code was just scanned. */
export default function PurchasePage() {
  const { text } = useText()
  const words = text.clerk.purchase
  const member = useObservable(scannedMember)
  const { recording, record, isRunning } = useRecording(usePlace(), member)
  const [typed, setTyped] = useState('')
  const [isAsking, setIsAsking] = useState(false)
  const isSlow = useSlow(isRunning)
  const amountFen = fenOf(typed)
  const amount = showMoney(amountFen)
  const scanNext = () => replacePage('clerk/scan')

  if (!member) {
    return (
      <Screen title={words.title} footer={<CounterFooter><CounterButton label={text.clerk.scan} id="scan-next" onTap={scanNext} /></CounterFooter>}>
        <Empty title={words.noMember} hint={words.noMemberHint} />
      </Screen>
    )
  }
  if (recording.type !== 'typing') {
    const isOver = recording.type === 'refused' && !recording.mayGoOn
    const way = isOver ? <CounterButton label={text.app.toHome} id="to-home" onTap={() => openTab('home')} /> : <CounterButton label={text.clerk.scanning.next} id="scan-next" onTap={scanNext} />
    return (
      <Screen title={words.title} footer={<CounterFooter>{way}</CounterFooter>}>
        <Outcome recording={recording} name={member.member.nicknameMasked} />
      </Screen>
    )
  }

  const confirm = () => {
    setIsAsking(false)
    void record(amountFen)
  }
  const note = isSlow ? text.clerk.scanning.slow : recording.isUnsure ? words.unsure : undefined
  const footer = (
    <CounterFooter>
      <CounterButton
        label={amountFen > 0 ? words.record(amount) : words.enter}
        id="record-purchase"
        isDisabled={!isRecordable(amountFen)}
        isRunning={isRunning}
        onTap={() => (recording.isUnsure ? confirm() : setIsAsking(true))}
      />
    </CounterFooter>
  )
  return (
    <Screen title={words.title} footer={footer}>
      <Card>
        <MemberLines member={member.member} />
      </Card>
      <View className="purchase__label">{words.amount}</View>
      <View className={classes('purchase__amount', typed === '' && 'purchase__amount--none')} id="amount">
        ¥{typed === '' ? '0.00' : typed}
      </View>
      {note !== undefined && <View className="purchase__note">{note}</View>}
      <Keypad onPress={(key) => !isRunning && !recording.isUnsure && setTyped(press(typed, key))} />
      <Sheet
        isOpen={isAsking}
        title={words.question(amount)}
        onClose={() => setIsAsking(false)}
        footer={
          <>
            <Button look="quiet" size="large" label={text.app.cancel} id="cancel-purchase" onTap={() => setIsAsking(false)} />
            <Button size="large" label={words.confirm} id="confirm-purchase" onTap={confirm} />
          </>
        }
      >
        {words.questionHint(member.member.nicknameMasked)}
      </Sheet>
    </Screen>
  )
}
