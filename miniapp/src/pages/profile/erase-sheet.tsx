import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { pointsApi } from '../../../../shared/points/points.api'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { Sheet } from '../../components/sheet'
import { api } from '../../api'
import { showNumber } from '../../dates'
import { useDeed } from '../../deed'
import { useLoad } from '../../load'
import { useText } from '../../profile-text'
import { toast } from '../../toast'
import { leaveAndRestart } from '../me/restart'
import type { QuestionProps } from './sign-out-sheet'

/** Two steps: what is lost, then the word that says it is meant. */
export function EraseSheet({ isOpen, onClose }: QuestionProps) {
  const words = useText().text.profile.profile
  const [isSecond, setIsSecond] = useState(false)
  const [typed, setTyped] = useState('')
  useEffect(() => {
    setIsSecond(false)
    setTyped('')
  }, [isOpen])
  const deed = useDeed('operation', (_: undefined, id) => api.eraseMe({ id, confirm: 'erase' }))
  const erase = async () => {
    if (!(await deed.run(undefined))) return
    toast(words.erased)
    leaveAndRestart()
  }
  const isMeant = typed.trim().toLowerCase() === words.eraseWord
  return (
    <Sheet
      isOpen={isOpen}
      title={isSecond ? words.eraseSecondTitle : words.eraseTitle}
      onClose={deed.isRunning ? undefined : onClose}
      footer={
        <>
          <Button look="quiet" label={words.keep} isDisabled={deed.isRunning} onTap={onClose} id="keep-account" />
          {isSecond ? (
            <Button look="danger" label={words.eraseYes} isDisabled={!isMeant} isRunning={deed.isRunning} onTap={() => void erase()} id="confirm-erase" />
          ) : (
            <Button look="danger" label={words.eraseGoOn} onTap={() => setIsSecond(true)} id="erase-go-on" />
          )}
        </>
      }
    >
      {isSecond ? <Field id="erase-word" label={words.eraseType(words.eraseWord)} value={typed} onInput={setTyped} charsMax={10} /> : isOpen && <Losses />}
    </Sheet>
  )
}

function Losses() {
  const words = useText().text.profile.profile
  const { state } = useLoad(pointsApi.account, {})
  const points = state.type === 'data' ? showNumber(state.data.available) : ''
  return (
    <>
      <View>{words.eraseFirst}</View>
      {words.eraseLosses(points).map((loss) => (
        <View className="erase__loss" key={loss}>
          {loss}
        </View>
      ))}
      <View className="erase__keeps">{words.eraseKeeps}</View>
    </>
  )
}
