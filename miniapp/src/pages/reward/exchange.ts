import { useEffect, useRef, useState } from 'react'
import type { RewardDetail } from '../../../../shared/mall/mall.api'
import { vouchersApi } from '../../../../shared/vouchers/vouchers.api'
import { keepAnswer } from '../../answers'
import { api } from '../../api'
import { now } from '../../clock'
import { showNumber } from '../../dates'
import { sentenceFor } from '../../failures'
import { answerKey, type Load } from '../../load'
import { replacePage } from '../../open'
import { textNow } from '../../exchange-text'
import { Unreachable } from '../../transport'
import { answered, exchangeToSend, unansweredOf } from './unanswered'
import { isPlainNo } from '../../refusals'

/** What the sheet says: a question, perhaps with news since the page was read, or why it is off. */
export type Asking =
  | { readonly type: 'closed' }
  | { readonly type: 'question'; readonly news?: string; readonly isRepeat?: boolean }
  | { readonly type: 'off'; readonly sentence: string; readonly way: 'earn' | 'others' }

export interface Exchange {
  readonly asking: Asking
  readonly isRunning: boolean
  /** A voucher that an earlier, unanswered try turned out to have brought. */
  readonly arrivedVoucherId: string | undefined
  open(): void
  close(): void
  confirm(): Promise<void>
}

/** Exchanges a reward once, whatever happens to the answer. */
export function useExchange(rewardId: string, load: Load<RewardDetail>): Exchange {
  const [asking, setAsking] = useState<Asking>({ type: 'closed' })
  const [isRunning, setIsRunning] = useState(false)
  const isBusy = useRef(false)
  const arrivedVoucherId = useArrived(rewardId)

  const confirm = async () => {
    const reward = load.state.type === 'data' ? load.state.data : undefined
    if (!reward || isBusy.current) return
    isBusy.current = true
    setIsRunning(true)
    try {
      await exchange(reward)
    } catch (failure) {
      setAsking(afterFailure(failure, reward, load))
    } finally {
      isBusy.current = false
      setIsRunning(false)
    }
  }
  const open = () => setAsking({ type: 'question' })
  const close = () => setAsking({ type: 'closed' })
  return { asking, isRunning, arrivedVoucherId, open, close, confirm }
}

async function exchange(reward: RewardDetail): Promise<void> {
  const { id, pricePoints } = exchangeToSend(reward.id, reward.pricePoints)
  const { voucher } = await api.exchange({ id, rewardId: reward.id, pricePoints })
  answered(reward.id)
  keepAnswer(answerKey(vouchersApi.voucher, { voucherId: voucher.id }), voucher, now())
  replacePage('pages/voucher', { voucherId: voucher.id, fresh: '1' })
}

function afterFailure(failure: unknown, reward: RewardDetail, load: Load<RewardDetail>): Asking {
  const { confirm } = textNow().text.exchange
  if (failure instanceof Unreachable) return { type: 'question', news: confirm.unanswered, isRepeat: true }
  if (!isPlainNo(failure)) return { type: 'question', news: sentenceFor(failure), isRepeat: true }
  answered(reward.id)
  switch (failure.code) {
    case 'price_changed':
    case 'flash_sold_out':
    case 'flash_over':
    case 'flash_limit_reached': {
      const pricePoints = Number(failure.details['pricePoints'])
      load.replace({ ...reward, pricePoints, missingPoints: Math.max(0, pricePoints - reward.available) })
      if (failure.code === 'price_changed') return { type: 'question', news: confirm.priceChanged(showNumber(pricePoints)) }
      void load.reload()
      return { type: 'question', news: sentenceFor(failure) }
    }
    case 'exchange_lapsed':
      return { type: 'question', news: confirm.lapsed }
    case 'too_many_requests':
      return { type: 'question', news: sentenceFor(failure), isRepeat: true }
    default:
      void load.reload()
      return { type: 'off', sentence: sentenceFor(failure), way: failure.code === 'points_short' ? 'earn' : 'others' }
  }
}

/** Asks what became of an exchange that was never answered, as after a crash. Unknown stays kept: it may still be under way. */
function useArrived(rewardId: string): string | undefined {
  const [voucherId, setVoucherId] = useState<string>()
  useEffect(() => {
    const before = unansweredOf(rewardId)
    if (!before) return
    api
      .voucher({ voucherId: before.id })
      .then((voucher) => {
        answered(rewardId)
        setVoucherId(voucher.id)
      })
      .catch(() => undefined)
  }, [rewardId])
  return voucherId
}
