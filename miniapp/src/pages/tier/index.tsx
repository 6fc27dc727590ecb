import { useReachBottom } from '@tarojs/taro'
import { type TierStanding, tiersApi } from '../../../../shared/tiers/tiers.api'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { useLoad } from '../../load'
import { usePages } from '../../pages'
import { Benefits } from './benefits'
import { TierCard } from './card'
import { History } from './history'
import { How } from './how'
import { Keep } from './keep'
import { useTierText } from './words'
import './index.scss'

const all = {}

/** Which tier it is, what reaches the next, what keeps this one, what each brings, and how it came about. */
export default function TierPage() {
  const { words } = useTierText()
  const load = useLoad(tiersApi.myTier, all)
  return (
    <Screen title={words.title}>
      <States
        of={load}
        skeleton={
          <>
            <Skeleton shape="hero" count={1} />
            <Skeleton shape="lines" count={4} />
          </>
        }
      >
        {(standing) => <Standing of={standing} />}
      </States>
    </Screen>
  )
}

function Standing({ of: standing }: { readonly of: TierStanding }) {
  const history = usePages(tiersApi.tierHistory, all)
  useReachBottom(history.loadMore)
  return (
    <>
      <TierCard standing={standing} />
      <Keep standing={standing} />
      <Benefits standing={standing} />
      <How terms={standing.terms} />
      <History pages={history} />
    </>
  )
}
