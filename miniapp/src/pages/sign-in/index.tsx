import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ReplyOf } from '../../../../shared/api/endpoint'
import { membersApi } from '../../../../shared/members/members.api'
import { Button } from '../../components/button'
import { classes } from '../../components/classes'
import { Screen } from '../../components/screen'
import { Sheet } from '../../components/sheet'
import { Refused } from '../../components/states'
import { type Load, useLoad } from '../../load'
import { useObservable } from '../../observable'
import { goBack, openPage } from '../../open'
import { useText } from '../../text'
import { consent } from './consent'
import { Declined, Promises } from './promises'
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

  const say = (isYes: boolean) => {
    setIsAsking(false)
    if (!isYes) return consent.set({ type: 'declined' })
    if (version === undefined) return
    consent.set({ type: 'accepted', version })
    joining.join(version)
  }
  const tapJoin = () => (version !== undefined && isAccepted ? joining.join(version) : setIsAsking(true))

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
          <Ending notice={notice} isDeclined={said.type === 'declined'} isAccepted={isAccepted} isRunning={joining.isRunning} onJoin={tapJoin} />
          {process.env.TARO_ENV === 'h5' && (
            <View className="sign-in__other" id="be-someone-else" onClick={joining.beSomeoneElse}>{text.app.demo.change}</View>
          )}
        </View>
      </View>
      <AskSheet isOpen={isAsking} onClose={() => setIsAsking(false)} onAnswer={say} />
    </Screen>
  )
}

interface EndingProps {
  readonly notice: Load<ReplyOf<typeof membersApi.privacyNotice>>
  readonly isDeclined: boolean
  readonly isAccepted: boolean
  readonly isRunning: boolean
  readonly onJoin: () => void
}

/** What can be done now: join, think again, or ask for the notice once more. */
function Ending({ notice: { state, reload }, isDeclined, isAccepted, isRunning, onJoin }: EndingProps) {
  const { text } = useText()
  const words = text.earn.signIn
  const version = state.type === 'data' ? state.data.version : undefined
  if (state.type === 'refused') {
    return (
      <View className="sign-in__refused">
        <Refused sentence={state.sentence} retryLabel={text.app.retry} onRetry={() => void reload()} />
      </View>
    )
  }
  if (isDeclined) return <Button isWide size="large" label={words.reconsider} onTap={() => consent.set({ type: 'open' })} id="reconsider" />
  return (
    <>
      <Button isWide size="large" label={words.join} isRunning={isRunning} isDisabled={version === undefined} onTap={onJoin} id="join" />
      <ConsentLine version={version} isAccepted={isAccepted} />
    </>
  )
}

const readNotice = () => openPage('pages/privacy', { ask: '1' })

/** Never ticked beforehand: consent is given, not taken. */
function ConsentLine({ version, isAccepted }: { readonly version: string | undefined; readonly isAccepted: boolean }) {
  const words = useText().text.earn.signIn
  const turn = () => {
    if (version !== undefined) consent.set(isAccepted ? { type: 'open' } : { type: 'accepted', version })
  }
  return (
    <View className="sign-in__consent">
      <View className="sign-in__tick" id="consent" onClick={turn}>
        <View className={classes('sign-in__box', isAccepted && 'sign-in__box--ticked')} />
        <View className="sign-in__consent-words">{words.consent(version ?? '…')}</View>
      </View>
      <View className="sign-in__read" id="read-notice" onClick={readNotice}>{words.read}</View>
    </View>
  )
}

/** Asks who tapped without a tick. */
function AskSheet({ isOpen, onClose, onAnswer }: { readonly isOpen: boolean; readonly onClose: () => void; readonly onAnswer: (isYes: boolean) => void }) {
  const words = useText().text.earn.signIn
  return (
    <Sheet
      isOpen={isOpen}
      title={words.askTitle}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" label={words.decline} onTap={() => onAnswer(false)} id="decline" />
          <Button label={words.agreeAndJoin} onTap={() => onAnswer(true)} id="agree-and-join" />
        </>
      }
    >
      {words.ask}
      <View className="sign-in__sheet-read">
        <Button look="plain" label={words.read} onTap={readNotice} />
      </View>
    </Sheet>
  )
}
