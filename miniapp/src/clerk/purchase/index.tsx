import { useEffect, useState } from 'react'
import { Screen } from '../../components/screen'
import { Empty } from '../../components/states'
import { openTab, replacePage } from '../../open'
import { useText } from '../words'
import { CounterButton, CounterFooter } from '../parts/counter-footer'
import { usePlace } from '../place'
import { scannedMember } from '../scanned-member'
import { Outcome } from './outcome'
import { useRecording } from './record'
import { Typing } from './typing'
import './purchase.scss'

/** A purchase by amount for the member whose code was just scanned: each scan is good for one. */
export default function PurchasePage() {
  const { text } = useText()
  const words = text.clerk.purchase
  const [member] = useState(scannedMember.get)
  useEffect(() => scannedMember.set(undefined), [])
  const { recording, record, isRunning } = useRecording(usePlace(), member)
  const scanNext = (label: string) => <CounterButton label={label} id="scan-next" onTap={() => replacePage('clerk/scan')} />

  if (!member) {
    return (
      <Screen title={words.title} footer={<CounterFooter>{scanNext(text.clerk.scan)}</CounterFooter>}>
        <Empty title={words.noMember} hint={words.noMemberHint} />
      </Screen>
    )
  }
  if (recording.type === 'typing') {
    return <Typing member={member.member} isRunning={isRunning} isUnsure={recording.isUnsure} onRecord={(amountFen) => void record(amountFen)} />
  }
  const isOver = recording.type === 'refused' && !recording.mayGoOn
  const wayOn = isOver ? <CounterButton label={text.app.toHome} id="to-home" onTap={() => openTab('home')} /> : scanNext(text.clerk.scanning.next)
  return (
    <Screen title={words.title} footer={<CounterFooter>{wayOn}</CounterFooter>}>
      <Outcome recording={recording} name={member.member.nicknameMasked} />
    </Screen>
  )
}
