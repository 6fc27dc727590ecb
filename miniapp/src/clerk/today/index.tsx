import { View } from '@tarojs/components'
import type { Deed } from '../../../../shared/vouchers/vouchers.api'
import { vouchersApi } from '../../../../shared/vouchers/vouchers.api'
import { Card } from '../../components/card'
import { ListRow } from '../../components/list-row'
import { LoadMore } from '../../components/load-more'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { Empty, States } from '../../components/states'
import { Tag } from '../../components/tag'
import { showChange, showMoney, showTime } from '../../dates'
import { usePages } from '../../pages'
import { useText } from '../words'
import { dayList } from '../day-list'
import './today.scss'

/** What this clerk did today, newest first. */
export default function TodayPage() {
  const { text } = useText()
  const words = text.clerk.today
  const pages = usePages(vouchersApi.today, dayList)
  return (
    <Screen title={words.title}>
      <States
        of={pages}
        skeleton={<Skeleton shape="lines" count={5} />}
        isEmpty={(page) => page.items.length === 0}
        empty={<Empty title={words.none} hint={words.noneHint} />}
      >
        {(first) => (
          <>
            <Card isFlush id="deeds">
              {[first, ...pages.later].flatMap((page) => page.items).map((deed) => (
                <DeedRow key={`${deed.type} ${deed.at} ${deed.cardNo}`} deed={deed} />
              ))}
            </Card>
            <LoadMore hasMore={pages.hasMore} isLoading={pages.isLoadingMore} label={text.app.loadMore} endLabel={text.app.noMore} onTap={pages.loadMore} />
          </>
        )}
      </States>
    </Screen>
  )
}

function DeedRow({ deed }: { readonly deed: Deed }) {
  const { text, language } = useText()
  const words = text.clerk.today
  const time = <View className="today__time">{showTime(Date.parse(deed.at))}</View>
  const detail = words.detail(deed.cardNo, deed.storeName)
  switch (deed.type) {
    case 'redemption':
      return <ListRow title={deed.title[language]} detail={detail} leading={time} trailing={<Tag label={words.redeemed} look="jade" />} />
    case 'purchase':
      return <ListRow title={`${words.purchase} ${showMoney(deed.amountFen)}`} detail={detail} leading={time} trailing={<Tag label={words.points(showChange(deed.points))} look="gold" />} />
  }
}
