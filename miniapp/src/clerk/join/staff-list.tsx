import { View } from '@tarojs/components'
import { useState } from 'react'
import { type Staff, storesApi } from '../../../../shared/stores/stores.api'
import { api } from '../../api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ListRow } from '../../components/list-row'
import { Sheet } from '../../components/sheet'
import { Skeleton } from '../../components/skeleton'
import { Empty, States } from '../../components/states'
import { Tag } from '../../components/tag'
import { sentenceFor } from '../../failures'
import { useLoad } from '../../load'
import { useText } from '../words'
import { toast } from '../../toast'

/** Who works here; the owner removes who has left. */
export function StaffList() {
  const { text } = useText()
  const words = text.clerk.join
  const staff = useLoad(storesApi.listStaff, {})
  const [leaving, setLeaving] = useState<Staff | undefined>(undefined)
  const [isRunning, setIsRunning] = useState(false)

  const remove = async () => {
    if (!leaving || isRunning) return
    setIsRunning(true)
    await api
      .removeClerk({ staffId: leaving.id })
      .then(() => toast(words.removed(leaving.name)))
      .catch((failure: unknown) => toast(sentenceFor(failure)))
    await staff.reload()
    setIsRunning(false)
    setLeaving(undefined)
  }
  const row = (one: Staff) => {
    const isOwner = one.role === 'owner'
    const end = isOwner ? <Tag label={words.owner} look="gold" /> : <Button look="danger" size="small" label={words.remove} id={`remove-${one.id}`} onTap={() => setLeaving(one)} />
    return <ListRow key={one.id} title={one.name} detail={isOwner ? words.allStores : one.stores.map((store) => store.name).join(' · ')} trailing={end} />
  }

  return (
    <>
      <View className="join-section">{words.staffTitle}</View>
      <States of={staff} skeleton={<Skeleton shape="lines" count={3} />}>
        {({ items }) => (
          <>
            <Card isFlush id="staff">
              {items.map(row)}
            </Card>
            {items.every((one) => one.role === 'owner') && <Empty title={words.alone} hint={words.aloneHint} />}
          </>
        )}
      </States>
      <RemovalSheet clerk={leaving} isRunning={isRunning} onKeep={() => setLeaving(undefined)} onRemove={() => void remove()} />
    </>
  )
}

interface RemovalSheetProps {
  readonly clerk: Staff | undefined
  readonly isRunning: boolean
  readonly onKeep: () => void
  readonly onRemove: () => void
}

/** Says what removing does before it is done. */
function RemovalSheet({ clerk, isRunning, onKeep, onRemove }: RemovalSheetProps) {
  const { text } = useText()
  const words = text.clerk.join
  const footer = (
    <>
      <Button look="quiet" size="large" label={text.app.cancel} id="keep-clerk" onTap={onKeep} />
      <Button look="danger" size="large" label={words.remove} id="confirm-remove" isRunning={isRunning} onTap={onRemove} />
    </>
  )
  return (
    <Sheet isOpen={clerk !== undefined} title={words.removeQuestion(clerk?.name ?? '')} onClose={onKeep} footer={footer}>
      {words.removeHint}
    </Sheet>
  )
}
