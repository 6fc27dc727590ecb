import { View } from '@tarojs/components'
import { useState } from 'react'
import { type Home, mallApi } from '../../../../shared/mall/mall.api'
import { messagesApi } from '../../../../shared/messages/messages.api'
import { Card } from '../../components/card'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { useLoad } from '../../load'
import { openPage } from '../../open'
import { chosenLanguage, useText } from '../../text'
import { Entry } from './entry'
import { LanguageSheet } from './language-sheet'
import { MemberCard } from './member-card'
import { leaveAndRestart } from './restart'
import './index.scss'

const nothing = {}
const unreadMax = 99
const isBrowser = process.env.TARO_ENV === 'h5'

export default function MePage() {
  const words = useText().text.mall.me
  const load = useLoad(mallApi.home, {})
  return (
    <Screen title={words.title} isTab>
      <States
        of={load}
        skeleton={
          <>
            <Skeleton shape="hero" count={1} />
            <Skeleton shape="lines" count={4} />
          </>
        }
      >
        {({ profile, account, tier }) => (
          <>
            <MemberCard profile={profile} account={account} tier={tier} />
            <MemberEntries staffRole={profile.staffRole} tier={tier} />
          </>
        )}
      </States>
      <Settings />
    </Screen>
  )
}

function MemberEntries({ staffRole, tier }: { readonly staffRole: Home['profile']['staffRole'] } & Pick<Home, 'tier'>) {
  const { text, language } = useText()
  const words = text.mall.me
  return (
    <>
      {staffRole !== null && (
        <Card isFlush>
          <Entry id="to-clerk" glyph="clerk" title={words.clerk} trailing={words.clerkRoles[staffRole]} onTap={() => openPage('clerk/home')} />
        </Card>
      )}
      <Card isFlush>
        {tier !== null && <Entry id="to-tier" glyph="crown" title={words.tier} detail={words.tierHint} trailing={tier.name[language]} onTap={() => openPage('pages/tier')} />}
        <Entry id="to-tasks" glyph="tasks" title={words.tasks} detail={words.tasksHint} onTap={() => openPage('tasks/home')} />
        <Entry id="to-invite" glyph="friends" title={words.invite} detail={words.inviteHint} onTap={() => openPage('tasks/invite')} />
        <Entry id="to-vouchers" glyph="voucher" title={words.vouchers} detail={words.vouchersHint} onTap={() => openPage('pages/vouchers')} />
        <Entry id="to-member-code" glyph="code" title={words.memberCode} detail={words.memberCodeHint} onTap={() => openPage('pages/member-code')} />
        <Messages />
        <Entry id="to-profile" glyph="person" title={words.profile} detail={words.profileHint} onTap={() => openPage('pages/profile')} />
      </Card>
    </>
  )
}

/** The way to the inbox; how much is unread stays unsaid while it is unknown. */
function Messages() {
  const words = useText().text.mall.me
  const { state } = useLoad(messagesApi.unreadMessages, nothing)
  const unread = state.type === 'data' ? state.data.unread : 0
  const badge = unread > 0 && <View className="me__unread" id="unread">{unread > unreadMax ? `${unreadMax}+` : unread}</View>
  return <Entry id="to-messages" glyph="bell" title={words.messages} detail={words.messagesHint} trailing={badge} onTap={() => openPage('pages/messages')} />
}

/** What works without a session as well. */
function Settings() {
  const { text } = useText()
  const words = text.mall.me
  const [isChoosing, setIsChoosing] = useState(false)
  return (
    <>
      <Card isFlush>
        <Entry id="language" glyph="language" title={words.language} trailing={text.app.language[chosenLanguage() ?? 'system']} onTap={() => setIsChoosing(true)} />
        <Entry id="to-privacy" glyph="shield" title={words.privacy} onTap={() => openPage('pages/privacy')} />
        {isBrowser && <Entry id="be-someone-else" glyph="swap" title={text.app.demo.change} onTap={leaveAndRestart} />}
      </Card>
      <LanguageSheet isOpen={isChoosing} onClose={() => setIsChoosing(false)} />
    </>
  )
}
