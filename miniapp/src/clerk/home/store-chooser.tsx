import { View } from '@tarojs/components'
import type { Store } from '../../../../shared/stores/stores.api'
import { Card } from '../../components/card'
import { ListRow } from '../../components/list-row'
import { Empty } from '../../components/states'
import { useText } from '../words'

export interface StoreChooserProps {
  readonly stores: readonly Store[]
  readonly onChoose: (store: Store) => void
}

/** Which of their stores the clerk stands in. */
export function StoreChooser({ stores, onChoose }: StoreChooserProps) {
  const { text } = useText()
  if (stores.length === 0) return <Empty title={text.clerk.noStores} hint={text.clerk.noStoresHint} />
  return (
    <View className="store-chooser">
      <View className="store-chooser__title">{text.clerk.storeQuestion}</View>
      <View className="store-chooser__hint">{text.clerk.storeHint}</View>
      <Card isFlush>
        {stores.map((store) => (
          <ListRow key={store.id} id={`store-${store.id}`} title={store.name} detail={store.address} onTap={() => onChoose(store)} />
        ))}
      </Card>
    </View>
  )
}
