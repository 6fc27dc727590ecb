import { View } from '@tarojs/components'
import { type CheckInMonth, earningApi } from '../../../../shared/earning/earning.api'
import { ask } from '../../api'
import { Button } from '../../components/button'
import { Sheet } from '../../components/sheet'
import { showNumber, showShortDay } from '../../dates'
import { useDeed } from '../../deed'
import { sentenceFor } from '../../failures'
import { useText } from '../../text'
import { toast } from '../../toast'
import { usePageWords } from './page-words'
import { bonusIn } from './use-check-in'

export interface MakeUpSheetProps {
  /** The missed day, while asked about. */
  readonly day: string | undefined
  readonly of: CheckInMonth
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Buying a missed day back: its price, how many are left, and a confirmation. */
export function MakeUpSheet({ day, of, onClose, onDone }: MakeUpSheetProps) {
  const { language } = useText()
  const words = usePageWords()
  const price = showNumber(of.makeUp?.pricePoints ?? 0)
  const deed = useDeed(
    'operation',
    (missed: string, id) => ask(earningApi.makeUpCheckIn, { id, day: missed }),
    (failure) => {
      toast(sentenceFor(failure))
      onClose()
      onDone()
    },
  )
  const confirm = async () => {
    if (day === undefined) return
    const reply = await deed.run(day)
    if (!reply) return
    const bonus = bonusIn(reply)
    toast(bonus > 0 ? words.repairedWithBonus(reply.streak.streak, showNumber(bonus)) : words.repaired(reply.streak.streak))
    onClose()
    onDone()
  }
  return (
    <Sheet
      isOpen={day !== undefined}
      title={day === undefined ? '' : words.makeUpTitle(showShortDay(day, language))}
      onClose={deed.isRunning ? undefined : onClose}
      footer={
        <>
          <Button look="quiet" label={words.notNow} isDisabled={deed.isRunning} onTap={onClose} id="make-up-not-now" />
          <Button label={of.makeUp?.pricePoints === 0 ? words.makeUpFree : words.makeUpConfirm(price)} isRunning={deed.isRunning} onTap={() => void confirm()} id="make-up-confirm" />
        </>
      }
    >
      <View>{words.makeUpAsk(price, of.makeUp?.leftThisMonth ?? 0)}</View>
    </Sheet>
  )
}
