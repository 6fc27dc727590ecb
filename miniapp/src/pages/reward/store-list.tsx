import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Store } from '../../../../shared/stores/stores.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ListRow } from '../../components/list-row'
import { showNumber } from '../../dates'
import { useText } from '../../exchange-text'
import './store-list.scss'

const shownAtFirst = 4

/** Where a reward or a voucher can be redeemed. */
export function StoreList({ stores }: { readonly stores: readonly Store[] }) {
  const words = useText().text.exchange.reward
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? stores : stores.slice(0, shownAtFirst)
  return (
    <Card isFlush id="stores">
      <View className="store-list__title">{words.stores}</View>
      {stores.length === 0 && <ListRow title={words.everywhere} />}
      {shown.map((store) => (
        <ListRow key={store.id} title={store.name} detail={store.address} />
      ))}
      {shown.length < stores.length && <Button look="plain" isWide label={words.allStores(showNumber(stores.length))} onTap={() => setIsWhole(true)} id="all-stores" />}
    </Card>
  )
}
