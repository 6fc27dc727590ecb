import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Staff } from '../../../../shared/stores/stores.api'
import { api } from '../../api'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { sentenceFor } from '../../failures'
import { scan } from '../../scan'
import { useText } from '../words'
import { invitationIn } from '../invitation'

export interface AcceptProps {
  /** From the link that led here. */
  readonly invitation: string | undefined
  readonly onJoined: (staff: Staff) => void
}

/** Accepts an invitation: from the link, scanned from the owner's phone, or pasted. */
export function Accept({ invitation, onJoined }: AcceptProps) {
  const { text } = useText()
  const words = text.clerk.join
  const [pasted, setPasted] = useState('')
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [isRunning, setIsRunning] = useState(false)
  const isInvited = invitation !== undefined && problem === undefined

  const accept = async (written: string) => {
    const found = invitationIn(written)
    if (found === undefined) return setProblem(words.unreadable)
    setIsRunning(true)
    setProblem(undefined)
    await api
      .acceptInvitation({ invitation: found })
      .then(onJoined)
      .catch((failure: unknown) => setProblem(sentenceFor(failure)))
    setIsRunning(false)
  }
  const scanIt = async () => {
    const scanned = await scan()
    if (scanned.type === 'read') await accept(scanned.code)
    if (scanned.type === 'unavailable') setProblem(text.app.scan.noCamera)
  }

  if (isInvited) {
    return (
      <View className="join-accept">
        <View className="join-accept__seal" />
        <View className="join-accept__title">{words.intro}</View>
        <View className="join-accept__hint">{words.introHint}</View>
        <Button size="large" isWide label={words.accept} id="accept-invitation" isRunning={isRunning} onTap={() => void accept(invitation)} />
      </View>
    )
  }
  return (
    <View className="join-accept">
      <View className="join-accept__seal" />
      <View className="join-accept__title">{words.pasteTitle}</View>
      <View className="join-accept__hint">{words.pasteHint}</View>
      <Button size="large" isWide label={words.scan} id="scan-invitation" onTap={() => void scanIt()} />
      <View className="join-accept__paste">
        <Field id="invitation" label={words.pasteLabel} value={pasted} placeholder={words.pastePlaceholder} charsMax={700} problem={problem} onInput={setPasted} onDone={() => void accept(pasted)} />
      </View>
      <Button look="ink" size="large" isWide label={words.accept} id="accept-invitation" isDisabled={pasted.trim() === ''} isRunning={isRunning} onTap={() => void accept(pasted)} />
    </View>
  )
}
