import { View } from '@tarojs/components'
import { Skeleton } from '../../components/skeleton'
import { useText } from '../words'
import { SendNow } from '../parts/send-now'
import { Verdict } from '../parts/verdict'
import type { Stage } from './stage'
import { TypedCode } from './typed-code'
import { Viewfinder } from './viewfinder'
import { VoucherSeen } from './voucher-seen'
import './stage-view.scss'

export interface StageViewProps {
  readonly stage: Stage
  readonly isSlow: boolean
  readonly onType: (code: string) => void
}

export function StageView({ stage, isSlow, onType }: StageViewProps) {
  const { text, language } = useText()
  const words = text.clerk.scanning
  switch (stage.type) {
    case 'ready':
      return stage.isTyping ? <TypedCode note={stage.note} onType={onType} /> : <Viewfinder title={words.ready} hint={words.readyHint} />
    case 'looking':
      return (
        <>
          <View className="stage-view__looking">{isSlow ? words.slow : words.looking}</View>
          <Skeleton shape="hero" count={1} />
          <Skeleton shape="lines" count={2} />
        </>
      )
    case 'unanswered':
      return <Verdict look="waiting" id="unanswered" headline={words.unanswered} sentence={stage.sentence} />
    case 'voucher':
      return <VoucherSeen look={stage.look} note={isSlow ? words.slow : stage.isUnsure ? words.unsure : words.confirmHint} isUnsure={stage.isUnsure} />
    case 'waiting':
      return (
        <Verdict look="waiting" id="waiting" headline={words.waiting} sentence={stage.look.title[language]} note={words.waitingHint}>
          <SendNow />
        </Verdict>
      )
    case 'redeemed':
      return <Verdict look="done" id="redeemed" headline={words.redeemed} sentence={stage.look.title[language]} note={stage.note} />
    case 'desk':
      return <Verdict look="waiting" id="desk" headline={words.desk.question} sentence={words.desk.hint} note={stage.isUnsure ? words.desk.unsure : isSlow ? words.slow : undefined} />
    case 'let_in':
      return <Verdict look="done" id="let-in-done" headline={words.desk.done} />
    case 'refused':
      return isForCustomer(stage.code) ? (
        <Verdict look="refused" id="refusal" headline={words.notRedeemed} sentence={stage.sentence}>
          <View className="stage-view__read-out">{words.readOut}</View>
        </Verdict>
      ) : (
        <Verdict look="refused" id="refusal" headline={stage.sentence} />
      )
  }
}

/** A sentence about the customer's voucher, not one about the camera or the clerk. */
const isForCustomer = (code: string): boolean => code.startsWith('voucher_') || code === 'code_outdated' || code === 'late'
