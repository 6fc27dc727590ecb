import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { stateAt } from '../../../../shared/vouchers/voucher'
import type { VoucherDetail } from '../../../../shared/vouchers/vouchers.api'
import { Button } from '../../components/button'
import { RemindMe } from '../../components/remind-me'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { now } from '../../clock'
import type { Load } from '../../load'
import { openPage, openTab } from '../../open'
import { useText } from '../../exchange-text'
import { StoreList } from '../reward/store-list'
import { Cancel } from './cancel'
import { Ticket } from './ticket'
import { useVoucher } from './use-voucher'
import { VoucherTerms } from './voucher-terms'
import './index.scss'

export default function VoucherPage() {
  const words = useText().text.exchange
  const { voucherId = '', fresh } = useRouter().params
  const load = useVoucher(voucherId)
  const isUnknown = load.state.type === 'refused' && load.state.code === 'voucher_not_found'
  return (
    <Screen title={words.voucher.title} footer={isUnknown ? <Button isWide label={words.reward.others} onTap={() => openTab('mall')} id="see-others" /> : undefined}>
      <States of={load} skeleton={<Skeleton shape="hero" count={2} />}>
        {(voucher) => <Body voucher={voucher} load={load} isFresh={fresh === '1'} />}
      </States>
    </Screen>
  )
}

interface BodyProps {
  readonly voucher: VoucherDetail
  readonly load: Load<VoucherDetail>
  readonly isFresh: boolean
}

function Body({ voucher, load, isFresh }: BodyProps) {
  const { voucher: words } = useText().text.exchange
  const state = stateAt(voucher, now())
  const isOffline = load.state.type === 'data' && load.state.asOf !== undefined
  return (
    <View className="voucher">
      {isOffline && state === 'issued' && <View className="voucher__offline">{words.noNetwork}</View>}
      {isFresh && !isOffline && state === 'issued' && (
        <View className="voucher__fresh" id="voucher-fresh">
          {words.fresh}
        </View>
      )}
      {isFresh && state === 'issued' && <RemindMe of="voucher_expiring" />}
      <Ticket voucher={voucher} state={state} />
      <VoucherTerms voucher={voucher} />
      <StoreList stores={voucher.stores} />
      {state === 'issued' ? <Cancel voucher={voucher} load={load} /> : <Button isWide look="quiet" label={words.again} onTap={() => openPage('pages/reward', { rewardId: voucher.rewardId })} id="exchange-again" />}
    </View>
  )
}
