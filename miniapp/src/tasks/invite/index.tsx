import { View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import type { ReplyOf } from '../../../../shared/api/endpoint'
import { earningApi } from '../../../../shared/earning/earning.api'
import { tasksApi } from '../../../../shared/earning/tasks.api'
import { Card } from '../../components/card'
import { LoadMore } from '../../components/load-more'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { Empty, States } from '../../components/states'
import { showNumber } from '../../dates'
import { useLoad } from '../../load'
import { usePages } from '../../pages'
import { useSharing } from '../../pages/share/use-sharing'
import { FriendRow } from './friend-row'
import { Poster } from './poster'
import { useTaskWords } from '../words'
import './index.scss'

type Invitations = ReplyOf<typeof tasksApi.myInvitations>

const firstPage = {}
const noReward = {}

/** The member's invitation with its code, and the friends who came by it. */
export default function InvitePage() {
  const { words: all, app, language } = useTaskWords()
  const words = all.invite
  const poster = useLoad(tasksApi.invitationPoster, {})
  const friends = usePages(tasksApi.myInvitations, firstPage)
  useSharing(words.message)
  useReachBottom(friends.loadMore)
  const sentence = friends.state.type === 'data' ? friends.state.data.sentence[language] : ''
  return (
    <Screen title={words.title}>
      <States of={poster} skeleton={<Skeleton shape="hero" count={2} />}>
        {({ picture }) => <Poster picture={picture} isPaid={sentence !== ''} />}
      </States>
      <How sentence={sentence} />
      <States of={friends} skeleton={<Skeleton shape="lines" count={3} />}>
        {({ items, totals }) => (
          <>
            {totals !== null && totals.friends > 0 && <Totals of={totals} />}
            <Friends items={[...items, ...friends.later.flatMap((page) => page.items)]} />
            {items.length > 0 && <LoadMore hasMore={friends.hasMore} isLoading={friends.isLoadingMore} label={app.loadMore} endLabel={app.noMore} onTap={friends.loadMore} />}
          </>
        )}
      </States>
    </Screen>
  )
}

/** What invitations and opened links pay, and what is left of it today. */
function How({ sentence }: { readonly sentence: string }) {
  const { words, language } = useTaskWords()
  const { state } = useLoad(earningApi.myShare, noReward)
  const share = state.type === 'data' ? state.data : undefined
  const left = share === undefined || share.pointsPerDay === null ? undefined : share.pointsPerDay - share.paidToday
  const lines = [sentence, share?.sentence[language] ?? ''].filter((line) => line !== '')
  if (lines.length === 0) return null
  return (
    <Card id="invite-how">
      {lines.map((line) => (
        <View key={line} className="invite-how__line">{line}</View>
      ))}
      {left !== undefined && <View className="invite-how__left" id="left-today">{left > 0 ? words.leftToday(showNumber(left)) : words.waiting.other}</View>}
    </Card>
  )
}

function Totals({ of: { friends, waitingPoints, paidPoints, isCut } }: { readonly of: NonNullable<Invitations['totals']> }) {
  const words = useTaskWords().words.invite
  const facts = [[words.friends, words.count(showNumber(friends), isCut)], [words.waiting, showNumber(waitingPoints)], [words.paid, showNumber(paidPoints)]] as const
  return (
    <Card id="invite-totals">
      <View className="invite-totals">
        {facts.map(([label, value]) => (
          <View key={label} className="invite-totals__fact">
            <View className="invite-totals__value">{value}</View>
            <View className="invite-totals__label">{label}</View>
          </View>
        ))}
      </View>
    </Card>
  )
}

function Friends({ items }: Pick<Invitations, 'items'>) {
  const words = useTaskWords().words.invite
  if (items.length === 0) return <Empty title={words.none} hint={words.noneHint} />
  return (
    <Card isFlush id="invite-friends">
      {items.map((friend, place) => (
        <FriendRow key={place} friend={friend} />
      ))}
    </Card>
  )
}
