import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { useText } from '../words'
import './typed-code.scss'

const typedCodeChars = 16
const charsMax = 100

/** For a broken camera: the sixteen characters a member reads out. A scanner that types whole codes works here too. */
export function TypedCode({ note, onType }: { readonly note: string | undefined; readonly onType: (code: string) => void }) {
  const { scanning } = useText().text.clerk
  const [typed, setTyped] = useState('')
  const chars = typed.replace(/[\s-]/g, '').length
  const isEnough = chars >= typedCodeChars
  const finish = () => {
    if (isEnough) onType(typed.trim())
  }
  return (
    <View className="typed-code">
      {note !== undefined && <View className="typed-code__note">{note}</View>}
      <Field
        id="typed-code"
        label={scanning.typedLabel}
        value={typed}
        isLarge
        charsMax={charsMax}
        placeholder={scanning.typedPlaceholder}
        hint={chars === 0 ? scanning.typedHint : scanning.typedCount(chars)}
        onInput={setTyped}
        onDone={finish}
      />
      <View className="typed-code__go">
        <Button size="large" isWide label={scanning.look} id="look" isDisabled={!isEnough} onTap={finish} />
      </View>
    </View>
  )
}
