import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { membersApi } from '../../../../shared/members/members.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { Tag } from '../../components/tag'
import { useLoad } from '../../load'
import { useObservable } from '../../observable'
import { goBack } from '../../open'
import { signedInAs } from '../../session'
import { useText } from '../../profile-text'
import { type Consent, consent } from '../sign-in/consent'
import './index.scss'

/** The notice in force. With `ask` in its address it is answered here; otherwise it is only read. */
export default function Privacy() {
  const { text, language } = useText()
  const words = text.profile.privacy
  const notice = useLoad(membersApi.privacyNotice, {})
  const version = notice.state.type === 'data' ? notice.state.data.version : undefined
  const acceptedBefore = useObservable(signedInAs)?.noticeVersion
  const isAsked = useRouter().params['ask'] === '1'
  const answer = (said: Consent) => {
    consent.set(said)
    goBack()
  }
  return (
    <Screen
      title={words.title}
      footer={
        isAsked && version !== undefined ? (
          <View className="privacy__answers">
            <Button isWide look="quiet" label={words.decline} onTap={() => answer({ type: 'declined' })} id="notice-decline" />
            <Button isWide label={words.accept} onTap={() => answer({ type: 'accepted', version })} id="notice-accept" />
          </View>
        ) : undefined
      }
    >
      <States of={notice} skeleton={<Skeleton shape="lines" count={6} />}>
        {(data) => (
          <View id="notice">
            <View className="privacy__version">{words.version(data.version)}</View>
            <Collected />
            <FullNotice paragraphs={data[language].split('\n')} />
            {acceptedBefore !== undefined && <View className="privacy__version">{words.accepted(acceptedBefore)}</View>}
          </View>
        )}
      </States>
    </Screen>
  )
}

/** The list names first what the programme cannot do without. */
const requiredCount = 3

/** What is collected and why, at a glance. */
function Collected() {
  const words = useText().text.profile.privacy
  return (
    <Card>
      <View className="privacy__heading">{words.collectTitle}</View>
      {words.collected.map((one, index) => (
        <View key={one.what} className="privacy__item">
          <View className="privacy__item-words">
            <View className="privacy__what">{one.what}</View>
            <View className="privacy__why">{one.why}</View>
          </View>
          <Tag look={index < requiredCount ? 'gold' : 'quiet'} label={one.need} />
        </View>
      ))}
    </Card>
  )
}

function FullNotice({ paragraphs }: { readonly paragraphs: readonly string[] }) {
  const words = useText().text.profile.privacy
  return (
    <Card>
      <View className="privacy__heading">{words.fullTitle}</View>
      {paragraphs.map((paragraph) => (
        <View key={paragraph} className="privacy__paragraph">{paragraph}</View>
      ))}
    </Card>
  )
}
