import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { classes } from '../../components/classes'
import { Screen } from '../../components/screen'
import { Sheet } from '../../components/sheet'
import { showMoney } from '../../dates'
import { useText } from '../words'
import { fenOf, isRecordable, press } from '../amount'
import { CounterButton, CounterFooter } from '../parts/counter-footer'
import { MemberLines } from '../parts/member-lines'
import type { ScannedMember } from '../scanned-member'
import { useSlow } from '../slow'
import { Keypad } from './keypad'

export interface TypingProps {
  readonly member: ScannedMember['member']
  readonly isRunning: boolean
  /** An earlier confirmation may or may not have arrived: the amount stays as it was. */
  readonly isUnsure: boolean
  readonly onRecord: (amountFen: number) => void
}

/** The amount, digit by digit, and one question before it is recorded. */
export function Typing({ member, isRunning, isUnsure, onRecord }: TypingProps) {
  const { text } = useText()
  const words = text.clerk.purchase
  const [typed, setTyped] = useState('')
  const [isAsking, setIsAsking] = useState(false)
  const isSlow = useSlow(isRunning)
  const amountFen = fenOf(typed)
  const amount = showMoney(amountFen)
  const note = isSlow ? text.clerk.scanning.slow : isUnsure ? words.unsure : undefined

  const record = () => {
    setIsAsking(false)
    onRecord(amountFen)
  }
  const label = amountFen > 0 ? words.record(amount) : words.enter
  const button = <CounterButton label={label} id="record-purchase" isDisabled={!isRecordable(amountFen)} isRunning={isRunning} onTap={() => (isUnsure ? record() : setIsAsking(true))} />
  const answers = (
    <>
      <Button look="quiet" size="large" label={text.app.cancel} id="cancel-purchase" onTap={() => setIsAsking(false)} />
      <Button size="large" label={words.confirm} id="confirm-purchase" onTap={record} />
    </>
  )
  return (
    <Screen title={words.title} footer={<CounterFooter>{button}</CounterFooter>}>
      <Card>
        <MemberLines member={member} />
      </Card>
      <View className="purchase__label">{words.amount}</View>
      <View className={classes('purchase__amount', typed === '' && 'purchase__amount--none')} id="amount">
        ¥{typed === '' ? '0.00' : typed}
      </View>
      {note !== undefined && <View className="purchase__note">{note}</View>}
      <Keypad onPress={(key) => !isRunning && !isUnsure && setTyped(press(typed, key))} />
      <Sheet isOpen={isAsking} title={words.question(amount)} onClose={() => setIsAsking(false)} footer={answers}>
        {words.questionHint(member.nicknameMasked)}
      </Sheet>
    </Screen>
  )
}
