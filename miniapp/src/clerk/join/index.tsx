import { useRouter, useShareAppMessage } from '@tarojs/taro'
import { useState } from 'react'
import { type Staff, storesApi } from '../../../../shared/stores/stores.api'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { useLoad } from '../../load'
import { addressOf } from '../../open'
import { useText } from '../words'
import { invitationIn } from '../invitation'
import { Accept } from './accept'
import { Invite, type Invitation } from './invite'
import { StaffList } from './staff-list'
import { Welcome } from './welcome'
import './join.scss'

/** Becoming a clerk; for an owner, who works here and inviting more. */
export default function JoinPage() {
  const { text } = useText()
  const words = text.clerk.join
  const invitation = invitationIn(useRouter().params['invitation'] ?? '')
  const staff = useLoad(storesApi.myStaff, {})
  const [joined, setJoined] = useState<Staff | undefined>(undefined)
  const [invited, setInvited] = useState<Invitation | undefined>(undefined)
  const { state } = staff
  const isOwner = state.type === 'data' && state.data.role === 'owner'
  const isStranger = state.type === 'refused' && state.code === 'staff_removed'

  useShareAppMessage(() =>
    invited
      ? { title: words.shareTitle(invited.storeNames.join('、')), path: addressOf('clerk/join', { invitation: invited.invitation }) }
      : { title: text.app.slogan, path: '/pages/home/index' },
  )

  return (
    <Screen title={isOwner ? words.ownerTitle : words.title}>
      {joined ? (
        <Welcome staff={joined} title={words.welcome(joined.name)} />
      ) : isStranger ? (
        <Accept invitation={invitation} onJoined={setJoined} />
      ) : (
        <States of={staff} skeleton={<Skeleton shape="lines" count={4} />}>
          {(me) =>
            me.role === 'owner' ? (
              <>
                <Invite stores={me.stores} invited={invited} onInvited={setInvited} />
                <StaffList />
              </>
            ) : (
              <Welcome staff={me} title={words.already(me.name)} />
            )
          }
        </States>
      )}
    </Screen>
  )
}
