import { View } from '@tarojs/components'
import { useState } from 'react'
import type { VoucherDetail } from '../../../../shared/vouchers/vouchers.api'
import { Button } from '../../components/button'
import { Sheet } from '../../components/sheet'
import { api } from '../../api'
import { showNumber } from '../../dates'
import { useDeed } from '../../deed'
import { sentenceFor } from '../../failures'
import type { Load } from '../../load'
import { useText } from '../../exchange-text'
import { toast } from '../../toast'

/** Gives the voucher back for its points, after a question. */
export function Cancel({ voucher, load }: { readonly voucher: VoucherDetail; readonly load: Load<VoucherDetail> }) {
  const words = useText().text.exchange.voucher
  const [isAsking, setIsAsking] = useState(false)
  const points = showNumber(voucher.pricePoints)
  const deed = useDeed(
    'operation',
    (voucherId: string, id) => api.cancelVoucher({ voucherId, id }),
    (failure) => {
      toast(sentenceFor(failure))
      void load.reload()
    },
  )
  const cancel = async () => {
    const reply = await deed.run(voucher.id)
    if (!reply) return
    setIsAsking(false)
    load.replace(reply.voucher)
    toast(words.cancelled(points))
  }
  return (
    <View className="voucher__cancel">
      <Button look="plain" isWide label={words.cancel} onTap={() => setIsAsking(true)} id="cancel" />
      <Sheet
        isOpen={isAsking}
        title={words.cancelTitle}
        onClose={deed.isRunning ? undefined : () => setIsAsking(false)}
        footer={
          <>
            <Button look="quiet" label={words.cancelNo} isDisabled={deed.isRunning} onTap={() => setIsAsking(false)} id="keep-voucher" />
            <Button look="danger" label={words.cancelYes} isRunning={deed.isRunning} onTap={() => void cancel()} id="confirm-cancel" />
          </>
        }
      >
        {words.cancelHint(points)}
      </Sheet>
    </View>
  )
}
