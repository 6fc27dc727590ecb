import { View } from '@tarojs/components'
import type { Staff } from '../../../../shared/stores/stores.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ListRow } from '../../components/list-row'
import { replacePage } from '../../open'
import { useText } from '../words'
import { Verdict } from '../parts/verdict'

/** A clerk, and the stores they work in. */
export function Welcome({ staff, title }: { readonly staff: Staff; readonly title: string }) {
  const words = useText().text.clerk.join
  return (
    <>
      <Verdict look="done" id="joined" headline={title} note={words.storesOf} />
      <Card isFlush>
        {staff.stores.map((store) => (
          <ListRow key={store.id} title={store.name} detail={store.address} />
        ))}
      </Card>
      <View className="join-start">
        <Button size="large" isWide label={words.start} id="start-work" onTap={() => replacePage('clerk/home')} />
      </View>
    </>
  )
}
