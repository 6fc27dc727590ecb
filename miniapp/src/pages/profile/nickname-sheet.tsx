import { useState } from 'react'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { Sheet } from '../../components/sheet'
import { useText } from '../../profile-text'

const nicknameCharsMax = 20

export interface NicknameSheetProps {
  readonly isOpen: boolean
  readonly nickname: string
  readonly isRunning: boolean
  readonly onSave: (nickname: string) => void
  readonly onClose: () => void
}

export function NicknameSheet({ isOpen, nickname, isRunning, onSave, onClose }: NicknameSheetProps) {
  const { text } = useText()
  const words = text.profile.profile
  const [written, setWritten] = useState(nickname)
  const [hasTried, setHasTried] = useState(false)
  const wanted = written.trim()
  const save = () => {
    setHasTried(true)
    if (wanted === nickname) onClose()
    else if (wanted !== '') onSave(wanted)
  }
  return (
    <Sheet
      isOpen={isOpen}
      title={words.nicknameTitle}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" label={text.app.cancel} onTap={onClose} id="nickname-cancel" />
          <Button label={words.save} isRunning={isRunning} onTap={save} id="save-nickname" />
        </>
      }
    >
      <Field
        id="nickname-field"
        label={words.nickname}
        kind="nickname"
        value={written}
        onInput={setWritten}
        charsMax={nicknameCharsMax}
        hint={words.nicknameHint}
        problem={hasTried && wanted === '' ? words.nicknameEmpty : undefined}
        onDone={save}
      />
    </Sheet>
  )
}
