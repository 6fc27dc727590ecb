import { View } from '@tarojs/components'
import { useEffect, useRef } from 'react'
import type { Staff, Store } from '../../../../shared/stores/stores.api'
import { vouchersApi } from '../../../../shared/vouchers/vouchers.api'
import { Card } from '../../components/card'
import { classes } from '../../components/classes'
import { ListRow } from '../../components/list-row'
import { useLoad } from '../../load'
import { useObservable } from '../../observable'
import { openPage } from '../../open'
import { outbox } from '../../outbox'
import { useText } from '../words'
import { dayList } from '../day-list'
import { ActionIcon } from './action-icon'
import { Unsent } from './unsent'

export interface CounterProps {
  readonly staff: Staff
  readonly place: Store
  readonly onChangeStore: (() => void) | undefined
}

/** A clerk in a store: two large actions, and what the day has brought so far. */
export function Counter({ staff, place, onChangeStore }: CounterProps) {
  const { text } = useText()
  const words = text.clerk
  return (
    <>
      <Card look="night">
        <View className="clerk-home__place">
          <View>
            <View className="clerk-home__here">{`${staff.name} · ${words.here}`}</View>
            <View className="clerk-home__store" id="place">
              {place.name}
            </View>
          </View>
          {onChangeStore && (
            <View className="clerk-home__change" id="change-store" onClick={onChangeStore}>
              {words.changeStore}
            </View>
          )}
        </View>
      </Card>
      <BigAction isGold id="scan" icon="scan" title={words.scan} hint={words.scanHint} onTap={() => openPage('clerk/scan')} />
      <BigAction id="type-code" icon="type" title={words.type} hint={words.typeHint} onTap={() => openPage('clerk/scan', { by: 'typing' })} />
      <Unsent />
      <Card isFlush>
        <TodayRow />
        {staff.role === 'owner' && <ListRow id="to-staff" title={words.staffTitle} detail={words.staffHint} onTap={() => openPage('clerk/join')} />}
      </Card>
    </>
  )
}

interface BigActionProps {
  readonly icon: 'scan' | 'type'
  readonly title: string
  readonly hint: string
  readonly id: string
  readonly isGold?: boolean
  readonly onTap: () => void
}

function BigAction({ icon, title, hint, id, isGold = false, onTap }: BigActionProps) {
  return (
    <View className={classes('big-action', isGold && 'big-action--gold')} id={id} onClick={onTap}>
      <ActionIcon name={icon} />
      <View>
        <View className="big-action__title">{title}</View>
        <View className="big-action__hint">{hint}</View>
      </View>
    </View>
  )
}

function TodayRow() {
  const words = useText().text.clerk
  const { state, reload } = useLoad(vouchersApi.today, dayList)
  const unsentCount = useObservable(outbox).length
  const counted = useRef(unsentCount)
  useEffect(() => {
    if (unsentCount < counted.current) void reload()
    counted.current = unsentCount
  }, [unsentCount, reload])
  return <ListRow id="to-today" title={words.todayTitle} detail={detail()} onTap={() => openPage('clerk/today')} />

  function detail(): string | undefined {
    if (state.type !== 'data') return undefined
    const count = state.data.items.length
    return count === 0 ? words.todayNone : words.todayCount(state.data.next === null ? String(count) : `${count}+`)
  }
}
