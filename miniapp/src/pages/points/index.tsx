import { pointsApi } from '../../../../shared/points/points.api'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { useLoad } from '../../load'
import { useText } from '../../text'
import { Balance } from './balance'
import { Entries } from './entries'
import { Expiry } from './expiry'
import './index.scss'

export default function PointsPage() {
  const words = useText().text.earn.points
  const account = useLoad(pointsApi.account, {})
  return (
    <Screen title={words.title} isTab>
      <States of={account} skeleton={<Skeleton shape="hero" count={1} />}>
        {(data) => (
          <>
            <Balance account={data} />
            <Expiry account={data} />
          </>
        )}
      </States>
      <Entries />
    </Screen>
  )
}
