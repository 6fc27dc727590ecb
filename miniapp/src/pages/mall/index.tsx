import { View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import { useMemo, useState } from 'react'
import { mallApi } from '../../../../shared/mall/mall.api'
import { categories } from '../../../../shared/mall/reward'
import { Button } from '../../components/button'
import { Chips } from '../../components/chip'
import { LoadMore } from '../../components/load-more'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { Empty, States } from '../../components/states'
import { usePages } from '../../pages'
import { useText } from '../../text'
import { BalanceStrip } from './balance-strip'
import { FlashStrip } from './flash-strip'
import { ShelfCard } from './shelf-card'
import { ShelfTools, type Sort } from './shelf-tools'
import './index.scss'

const cardsPerPage = 8
type Category = 'all' | (typeof categories)[number]

export default function MallPage() {
  const { text } = useText()
  const words = text.mall
  const [category, setCategory] = useState<Category>('all')
  const [sort, setSort] = useState<Sort>('recommended')
  const [isAffordable, setIsAffordable] = useState(false)
  const shelf = usePages(mallApi.listRewards, useShelfInput(category, sort, isAffordable))
  useReachBottom(shelf.loadMore)

  const showAll = () => {
    setCategory('all')
    setIsAffordable(false)
  }
  const isFiltered = isAffordable || category !== 'all'
  return (
    <Screen title={words.shelf.title} isTab>
      <BalanceStrip available={shelf.state.type === 'data' ? shelf.state.data.available : undefined} />
      <FlashStrip />
      <View className="mall__categories">
        <Chips chosen={category} onChoose={setCategory} options={(['all', ...categories] as const).map((value) => ({ value, label: words.categories[value] }))} />
      </View>
      <ShelfTools sort={sort} onSort={setSort} isAffordable={isAffordable} onAffordable={setIsAffordable} />
      <States
        of={shelf}
        skeleton={<Skeleton shape="tiles" count={6} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Empty
            title={isAffordable ? words.shelf.noneAffordable : words.shelf.none}
            hint={isAffordable ? words.shelf.noneAffordableHint : words.shelf.noneHint}
            action={isFiltered && <Button look="quiet" label={words.shelf.showAll} onTap={showAll} id="show-all" />}
          />
        }
      >
        {({ items, available }) => (
          <>
            <View className="mall__grid" id="shelf">
              {[...items, ...shelf.later.flatMap((page) => page.items)].map((reward) => (
                <ShelfCard key={reward.id} reward={reward} available={available} />
              ))}
            </View>
            <LoadMore hasMore={shelf.hasMore} isLoading={shelf.isLoadingMore} label={text.app.loadMore} endLabel={text.app.noMore} onTap={shelf.loadMore} />
          </>
        )}
      </States>
    </Screen>
  )
}

function useShelfInput(category: Category, sort: Sort, isAffordable: boolean) {
  return useMemo(
    () => ({ limit: cardsPerPage, sort, ...(category !== 'all' && { category }), ...(isAffordable && { affordable: 'true' }) }),
    [category, sort, isAffordable],
  )
}
