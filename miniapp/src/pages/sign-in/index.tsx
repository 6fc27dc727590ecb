import { View } from '@tarojs/components'
import { useState } from 'react'
import { membersApi } from '../../../../shared/members/members.api'
import { Button } from '../../components/button'
import { classes } from '../../components/classes'
import { Screen } from '../../components/screen'
import { Sheet } from '../../components/sheet'
import { Refused } from '../../components/states'
import { useLoad } from '../../load'
import { useObservable } from '../../observable'
import { goBack, openPage } from '../../open'
import { useText } from '../../text'
import { consent } from './consent'
import { useJoining } from './use-joining'
import { Welcome } from './welcome'
import './index.scss'

export default function SignIn() {
  const { text } = useText()
  const words = text.earn.signIn
  const notice = useLoad(membersApi.privacyNotice, {})
  const version = notice.state.type === 'data' ? notice.state.data.version : undefined
  const said = useObservable(consent)
  const [isAsking, setIsAsking] = useState(false)
  const joining = useJoining(() => void notice.reload())
  const isAccepted = version !== undefined && said.type === 'accepted' && said.version === version

  const accept = () => version !== undefined && consent.set({ type: 'accepted', version })
  const read = () => openPage('pages/privacy', { ask: '1' })
  const tapJoin = () => {
    if (version !== undefined && isAccepted) joining.join(version)
    else setIsAsking(true)
  }
  const agreeAndJoin = () => {
    setIsAsking(false)
    accept()
    if (version !== undefined) joining.join(version)
  }

  if (joining.arrived) return <Welcome name={joining.arrived.profile.nickname} points={joining.arrived.welcomePoints} onBegin={goBack} />
  return (
    <Screen title={words.title} bar="own" look="night">
      <View className="sign-in" id="sign-in">
        <View className="sign-in__brand">
          <View className="sign-in__mark" />
          {text.app.name}
        </View>
        <View className="sign-in__headline">{words.headline}</View>
        {said.type === 'declined' ? <Declined /> : <Promises />}
        <View className="sign-in__end">
          {notice.state.type === 'refused' ? (
            <View className="sign-in__refused">
              <Refused sentence={notice.state.sentence} retryLabel={text.app.retry} onRetry={() => void notice.reload()} />
            </View>
          ) : said.type === 'declined' ? (
            <Button isWide size="large" label={words.reconsider} onTap={() => consent.set({ type: 'open' })} id="reconsider" />
          ) : (
            <>
              <Button isWide size="large" label={words.join} isRunning={joining.isRunning} isDisabled={version === undefined} onTap={tapJoin} id="join" />
              <View className="sign-in__consent">
                <View className="sign-in__tick" id="consent" onClick={() => (isAccepted ? consent.set({ type: 'open' }) : accept())}>
                  <View className={classes('sign-in__box', isAccepted && 'sign-in__box--ticked')} />
                  <View className="sign-in__consent-words">{words.consent(version ?? '…')}</View>
                </View>
                <View className="sign-in__read" id="read-notice" onClick={read}>{words.read}</View>
              </View>
            </>
          )}
          {process.env.TARO_ENV === 'h5' && (
            <View className="sign-in__other" id="be-someone-else" onClick={joining.beSomeoneElse}>{text.app.demo.change}</View>
          )}
        </View>
      </View>
      <Sheet
        isOpen={isAsking}
        title={words.askTitle}
        onClose={() => setIsAsking(false)}
        footer={
          <>
            <Button look="quiet" label={words.decline} onTap={() => { setIsAsking(false); consent.set({ type: 'declined' }) }} id="decline" />
            <Button label={words.agreeAndJoin} onTap={agreeAndJoin} id="agree-and-join" />
          </>
        }
      >
        {words.ask}
        <View className="sign-in__sheet-read">
          <Button look="plain" label={words.read} onTap={read} />
        </View>
      </Sheet>
    </Screen>
  )
}

function Promises() {
  const words = useText().text.earn.signIn
  return (
    <>
      <View className="sign-in__lead">{words.lead}</View>
      <View className="sign-in__promises">
        {words.promises.map((promise, index) => (
          <View key={promise.title} className="sign-in__promise">
            <View className="sign-in__number">{String(index + 1)}</View>
            <View>
              <View className="sign-in__promise-title">{promise.title}</View>
              <View className="sign-in__promise-detail">{promise.detail}</View>
            </View>
          </View>
        ))}
      </View>
    </>
  )
}

function Declined() {
  const words = useText().text.earn.signIn
  return (
    <View className="sign-in__declined" id="declined">
      <View className="sign-in__promise-title">{words.declinedTitle}</View>
      {words.declined}
    </View>
  )
}
