import { useEffect, useState } from 'react'
import { storesApi } from '../../../../shared/stores/stores.api'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { useLoad } from '../../load'
import { whenBackOnline } from '../../network'
import { openPage, openTab } from '../../open'
import { useText } from '../words'
import { CounterButton, CounterFooter } from '../parts/counter-footer'
import { Verdict } from '../parts/verdict'
import { leaveStore, standIn, usePlace } from '../place'
import { Counter } from './counter'
import { StoreChooser } from './store-chooser'
import './home.scss'

/** Where a clerk begins: which store, then scan. */
export default function ClerkHomePage() {
  const { text } = useText()
  const staff = useLoad(storesApi.myStaff, {})
  const place = usePlace()
  const [isChoosing, setIsChoosing] = useState(false)
  const { state, reload } = staff
  useEffect(() => whenBackOnline(() => void reload()), [reload])
  const isRemoved = state.type === 'refused' && state.code === 'staff_removed'
  const stores = state.type === 'data' ? state.data.stores : undefined
  const isElsewhere = stores !== undefined && place !== undefined && !stores.some((store) => store.id === place.id)
  const only = stores?.length === 1 ? stores[0] : undefined
  useEffect(() => {
    if (isRemoved || isElsewhere) leaveStore()
    else if (only && place?.id !== only.id) standIn(only)
  }, [isRemoved, isElsewhere, only, place])

  if (isRemoved) return <Removed sentence={state.sentence} />
  return (
    <Screen title={text.clerk.title}>
      <States of={staff} skeleton={<Skeleton shape="hero" count={3} />}>
        {(data) =>
          place && !isElsewhere && !isChoosing ? (
            <Counter staff={data} place={place} onChangeStore={data.stores.length > 1 ? () => setIsChoosing(true) : undefined} />
          ) : only ? (
            <Skeleton shape="hero" count={3} />
          ) : (
            <StoreChooser
              stores={data.stores}
              onChoose={(store) => {
                standIn(store)
                setIsChoosing(false)
              }}
            />
          )
        }
      </States>
    </Screen>
  )
}

/** A clerk who has left can do nothing here but go. */
function Removed({ sentence }: { readonly sentence: string }) {
  const { text } = useText()
  const footer = (
    <CounterFooter>
      <CounterButton label={text.app.toHome} id="to-home" onTap={() => openTab('home')} />
      <CounterButton label={text.clerk.toJoin} id="to-join" look="quiet" onTap={() => openPage('clerk/join')} />
    </CounterFooter>
  )
  return (
    <Screen title={text.clerk.title} footer={footer}>
      <Verdict look="refused" id="refusal" headline={sentence} note={text.clerk.removedHint} />
    </Screen>
  )
}
