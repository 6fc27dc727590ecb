import Taro from '@tarojs/taro'
import type { Store } from '../../../../shared/stores/stores.api'
import { vouchersApi } from '../../../../shared/vouchers/vouchers.api'
import { showTime } from '../../dates'
import { useDeed } from '../../deed'
import { sendOrKeep } from '../../outbox'
import { memberSignedIn } from '../../session'
import { textNow } from '../words'
import { useLate } from '../late'
import { refusedBy, type Stage, type VoucherLook } from './stage'

/** Redeems what was looked at, once per confirmation; without network it waits in the outbox and is not done. */
export function useRedeem(store: Store | undefined, stage: Stage, show: (stage: Stage) => void) {
  const looked = stage.type === 'voucher' || stage.type === 'waiting' ? stage.look : undefined
  const deed = useDeed(
    'operation',
    async ({ ticket, storeId }: { ticket: string; storeId: Store['id'] }, id) => ({
      id,
      sent: await sendOrKeep('redeem', vouchersApi.redeem, { id, ticket, storeId }, memberSignedIn() ?? ''),
    }),
    (failure) => {
      const refused = refusedBy(failure)
      if (refused) show(refused)
      else if (looked) show({ type: 'voucher', look: looked, isUnsure: true })
    },
  )
  useLate(stage.type === 'waiting' ? stage.operationId : undefined, (late) => {
    if (late.type === 'refused') show({ type: 'refused', sentence: late.sentence, code: 'late', mayGoOn: true })
    else if (looked) show({ type: 'redeemed', look: looked, note: undefined })
  })
  const confirm = async (look: VoucherLook) => {
    if (store === undefined) return
    const answer = await deed.run({ ticket: look.ticket, storeId: store.id })
    if (answer?.sent.type === 'kept') show({ type: 'waiting', look, operationId: answer.id })
    if (answer?.sent.type !== 'answered') return
    const { redeemedAt, storeName, clerkName } = answer.sent.reply
    show({ type: 'redeemed', look, note: textNow().text.clerk.scanning.redeemedAt(showTime(Date.parse(redeemedAt)), storeName, clerkName) })
    if (process.env.TARO_ENV === 'weapp') void Taro.vibrateShort({ type: 'medium' }).catch(() => undefined)
  }
  return { confirm, isRunning: deed.isRunning }
}
