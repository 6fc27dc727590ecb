import { View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import { useMemo, useState } from 'react'
import { vouchersApi } from '../../../../shared/vouchers/vouchers.api'
import { Button } from '../../components/button'
import { Chips } from '../../components/chip'
import { LoadMore } from '../../components/load-more'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { Empty, States } from '../../components/states'
import { openTab } from '../../open'
import { usePages } from '../../pages'
import { useText } from '../../exchange-text'
import { VoucherRow } from './voucher-row'
import './index.scss'

const halves = ['usable', 'ended'] as const
type Half = (typeof halves)[number]

export default function VouchersPage() {
  const { text } = useText()
  const words = text.exchange.vouchers
  const [half, setHalf] = useState<Half>('usable')
  const vouchers = usePages(vouchersApi.listVouchers, useMemo(() => ({ state: half }), [half]))
  useReachBottom(vouchers.loadMore)
  const toMall = <Button label={words.toMall} onTap={() => openTab('mall')} id="to-mall" />
  return (
    <Screen title={words.title}>
      <View className="vouchers__halves">
        <Chips chosen={half} onChoose={setHalf} options={halves.map((value) => ({ value, label: words.tabs[value] }))} />
      </View>
      <States
        of={vouchers}
        skeleton={<Skeleton shape="lines" count={4} />}
        isEmpty={({ items }) => items.length === 0}
        empty={half === 'usable' ? <Empty title={words.none} hint={words.noneHint} action={toMall} /> : <Empty title={words.noneEnded} />}
      >
        {({ items }) => (
          <View id={`vouchers-${half}`}>
            {[...items, ...vouchers.later.flatMap((page) => page.items)].map((voucher) => (
              <VoucherRow key={voucher.id} voucher={voucher} />
            ))}
            <LoadMore hasMore={vouchers.hasMore} isLoading={vouchers.isLoadingMore} label={text.app.loadMore} endLabel={text.app.noMore} onTap={vouchers.loadMore} />
          </View>
        )}
      </States>
    </Screen>
  )
}
