import { now } from '../../clock'
import { businessDayOf, showMoney, showNumber, showShortDay } from '../../dates'
import { useText } from '../words'
import { SendNow } from '../parts/send-now'
import { Verdict } from '../parts/verdict'
import type { Recorded, Recording } from './record'

export interface OutcomeProps {
  readonly recording: Exclude<Recording, { type: 'typing' }>
  readonly name: string
}

/** How the recording ended: what the member earned and from when it is usable. */
export function Outcome({ recording, name }: OutcomeProps) {
  const words = useText().text.clerk.purchase
  switch (recording.type) {
    case 'recorded':
      return recording.reply ? (
        <Earned reply={recording.reply} note={words.forMember(name, showMoney(recording.amountFen))} />
      ) : (
        <Verdict look="done" id="recorded" headline={words.done} sentence={words.forMember(name, showMoney(recording.amountFen))} note={words.sentLater} />
      )
    case 'waiting':
      return (
        <Verdict look="waiting" id="waiting" headline={words.waiting} sentence={words.forMember(name, showMoney(recording.amountFen))} note={words.waitingHint}>
          <SendNow />
        </Verdict>
      )
    case 'refused':
      return <Verdict look="refused" id="refusal" headline={words.refused} sentence={recording.sentence} />
  }
}

function Earned({ reply, note }: { readonly reply: Recorded; readonly note: string }) {
  const { text, language } = useText()
  const words = text.clerk.purchase
  const isUsable = reply.usableFrom === null || reply.usableFrom <= businessDayOf(now())
  const usable = reply.isInReview ? words.inReview : isUsable || reply.usableFrom === null ? words.usableNow : words.usableFrom(showShortDay(reply.usableFrom, language))
  return (
    <Verdict
      look="done"
      id="recorded"
      headline={words.done}
      sentence={reply.earnedPoints > 0 ? words.points(showNumber(reply.earnedPoints)) : words.noPoints}
      note={reply.earnedPoints > 0 ? `${usable} · ${note}` : note}
    />
  )
}
