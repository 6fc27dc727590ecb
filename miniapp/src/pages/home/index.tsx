import { View } from '@tarojs/components'
import { useState } from 'react'
import { type Home, mallApi } from '../../../../shared/mall/mall.api'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { useLoad } from '../../load'
import { useText } from '../../text'
import { Cheer } from '../check-in/cheer'
import { type CheckedIn, useCheckIn } from '../check-in/use-check-in'
import { useSharing } from '../share/use-sharing'
import { homeAfter } from './after'
import { Campaigns } from './campaigns'
import { CheckInCard } from './check-in-card'
import { Hero } from './hero'
import { CanHave, Nearly } from './rewards'
import { ShareCard } from './share-card'
import './index.scss'

export default function HomePage() {
  const { text } = useText()
  const load = useLoad(mallApi.home, {})
  const [cheered, setCheered] = useState<CheckedIn | undefined>(undefined)
  const home: Home | undefined = load.state.type === 'data' ? load.state.data : undefined
  useSharing(text.earn.home.shareMessage)
  const checkIn = useCheckIn(
    home?.checkIn.today,
    (reply) => {
      setCheered(reply)
      if (home) load.replace(homeAfter(home, reply))
    },
    () => void load.reload(),
  )
  return (
    <Screen title={home?.programmeName ?? text.earn.home.title} isTab>
      <States of={load} skeleton={<HomeSkeleton />}>
        {(data) => (
          <>
            <Hero profile={data.profile} account={data.account} tier={data.tier} />
            <CheckInCard of={data.checkIn} checkIn={checkIn} isJustDone={cheered !== undefined} />
            <Campaigns of={data.campaigns} />
            <CanHave cards={data.canHave} />
            <Nearly cards={data.nearly} available={data.account.available} checkIn={data.checkIn} />
            <ShareCard leftToday={data.shareLeftToday} />
          </>
        )}
      </States>
      <Cheer reply={cheered} onClose={() => setCheered(undefined)} />
    </Screen>
  )
}

const HomeSkeleton = () => (
  <View>
    <Skeleton shape="hero" count={2} />
    <Skeleton shape="tiles" count={2} />
  </View>
)
