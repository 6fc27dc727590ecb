import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Screen } from '../../components/screen'
import { openTab, replacePage } from '../../open'
import { useText } from '../words'
import { CounterButton, CounterFooter } from '../parts/counter-footer'
import { usePlace } from '../place'
import { useSlow } from '../slow'
import { useCamera, useLook } from './look'
import { useLetIn } from './let-in'
import { useRedeem } from './redeem'
import type { Stage } from './stage'
import { StageView } from './stage-view'

/** From a code on a customer's screen to a reward over the counter. */
export default function ScanPage() {
  const { text } = useText()
  const words = text.clerk.scanning
  const place = usePlace()
  const startsTyping = useRouter().params['by'] === 'typing'
  const [stage, show] = useState<Stage>({ type: 'ready', isTyping: startsTyping })
  const look = useLook(place, show)
  const openCamera = useCamera(look, show, !startsTyping && place !== undefined)
  const redeem = useRedeem(place, stage, show)
  const letIn = useLetIn(stage, show)
  const isSlow = useSlow(redeem.isRunning || letIn.isRunning || stage.type === 'looking')
  const isLost = place === undefined && stage.type === 'ready'
  useEffect(() => {
    if (isLost) replacePage('clerk/home')
  }, [isLost])

  const startTyping = () => show({ type: 'ready', isTyping: true })
  const scanButton = (label: string, id: string) => <CounterButton key={id} label={label} id={id} onTap={openCamera} />
  const typeButton = <CounterButton key="type" label={text.clerk.type} id="type-instead" look="quiet" onTap={startTyping} />

  return (
    <Screen title={words.title} footer={<CounterFooter>{footer()}</CounterFooter>}>
      <StageView stage={stage} isSlow={isSlow} onType={(code) => void look(code)} />
    </Screen>
  )

  function footer() {
    switch (stage.type) {
      case 'looking':
        return null
      case 'ready':
        return stage.isTyping ? <CounterButton label={words.openCamera} id="scan-again" look="quiet" onTap={openCamera} /> : [scanButton(words.openCamera, 'scan-again'), typeButton]
      case 'unanswered':
        return [<CounterButton key="retry" label={text.app.retry} id="look-again" onTap={() => void look(stage.code)} />, scanButton(words.again, 'scan-again')]
      case 'voucher':
        return <CounterButton label={words.confirm} id="confirm-redeem" isRunning={redeem.isRunning} onTap={() => void redeem.confirm(stage.look)} />
      case 'desk':
        return [<CounterButton key="let-in" label={words.desk.confirm} id="let-in" isRunning={letIn.isRunning} onTap={() => void letIn.confirm()} />, scanButton(words.again, 'scan-again')]
      case 'waiting':
      case 'redeemed':
      case 'let_in':
        return scanButton(words.next, 'scan-next')
      case 'refused':
        return stage.mayGoOn ? [scanButton(words.again, 'scan-again'), typeButton] : <CounterButton label={text.app.toHome} id="to-home" onTap={() => openTab('home')} />
    }
  }
}
