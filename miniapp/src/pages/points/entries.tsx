import { View } from '@tarojs/components'
import { useState } from 'react'
import { pointsApi } from '../../../../shared/points/points.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Chips } from '../../components/chip'
import { EntryRow } from '../../components/entry-row'
import { LoadMore } from '../../components/load-more'
import { Skeleton } from '../../components/skeleton'
import { Empty, States } from '../../components/states'
import { now } from '../../clock'
import { businessDayOf } from '../../dates'
import { openPage, openTab } from '../../open'
import { usePages } from '../../pages'
import { useText } from '../../text'
import { explain } from './explain'

const directions = ['all', 'in', 'out'] as const
type Direction = (typeof directions)[number]

/** Every change of the points, newest first. */
export function Entries() {
  const { text, language } = useText()
  const words = text.earn.points
  const [direction, setDirection] = useState<Direction>('all')
  const pages = usePages(pointsApi.entries, direction === 'all' ? {} : { direction })
  const today = businessDayOf(now())
  return (
    <View id="entries">
      <View className="entries__title">{words.entriesTitle}</View>
      <View className="entries__filter">
        <Chips chosen={direction} onChoose={setDirection} options={directions.map((value) => ({ value, label: words.filters[value] }))} />
      </View>
      <States of={pages} skeleton={<Skeleton shape="lines" count={4} />} isEmpty={({ items, next }) => items.length === 0 && next === null} empty={<NoEntries direction={direction} />}>
        {(first) => (
          <>
            <Card isFlush>
              {[...first.items, ...pages.later.flatMap(({ items }) => items)].map((entry) => (
                <EntryRow key={entry.number} id={`entry-${entry.number}`} {...explain(entry, today, text, language)} />
              ))}
            </Card>
            <LoadMore hasMore={pages.hasMore} isLoading={pages.isLoadingMore} label={text.app.loadMore} endLabel={text.app.noMore} onTap={pages.loadMore} />
          </>
        )}
      </States>
    </View>
  )
}

function NoEntries({ direction }: { readonly direction: Direction }) {
  const words = useText().text.earn.points
  if (direction === 'out') return <Empty title={words.emptyOut} hint={words.emptyOutHint} action={<Button label={words.emptyOutAction} onTap={() => openTab('mall')} />} />
  const title = direction === 'in' ? words.emptyIn : words.emptyTitle
  return <Empty title={title} hint={words.emptyHint} action={<Button label={words.emptyAction} onTap={() => openPage('pages/check-in')} />} />
}
