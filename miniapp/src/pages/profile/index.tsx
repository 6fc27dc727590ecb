import { membersApi } from '../../../../shared/members/members.api'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { useLoad } from '../../load'
import { useText } from '../../profile-text'
import { About } from './about'
import { Privacy } from './privacy'
import './index.scss'

export default function ProfilePage() {
  const words = useText().text.profile.profile
  const load = useLoad(membersApi.me, {})
  return (
    <Screen title={words.title}>
      <States of={load} skeleton={<Skeleton shape="lines" count={5} />}>
        {(profile) => (
          <>
            <About profile={profile} onChanged={load.replace} />
            <Privacy profile={profile} />
          </>
        )}
      </States>
    </Screen>
  )
}
