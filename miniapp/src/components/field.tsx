import { Input, View } from '@tarojs/components'
import { classes } from './classes'
import './field.scss'

export interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
  readonly kind?: 'text' | 'number' | 'digit' | 'nickname'
  readonly placeholder?: string
  readonly hint?: string | undefined
  readonly problem?: string | undefined
  readonly charsMax?: number
  readonly prefix?: string
  readonly isLarge?: boolean
  readonly onDone?: () => void
  readonly id?: string
}

/** A labelled line to write on; a problem stands where the hint was. */
export function Field({ label, value, onInput, kind = 'text', placeholder = '', hint, problem, charsMax = 140, prefix, isLarge = false, onDone, id }: FieldProps) {
  return (
    <View className={classes('field', problem !== undefined && 'field--problem', isLarge && 'field--large')}>
      <View className="field__label">{label}</View>
      <View className="field__line">
        {prefix !== undefined && <View className="field__prefix">{prefix}</View>}
        <Input
          className="field__input"
          value={value}
          type={kind}
          placeholder={placeholder}
          placeholderClass="field__placeholder"
          maxlength={charsMax}
          confirmType="done"
          {...(id !== undefined && { id })}
          onInput={(event) => onInput(event.detail.value)}
          onConfirm={() => onDone?.()}
        />
      </View>
      {(problem ?? hint) !== undefined && <View className="field__hint">{problem ?? hint}</View>}
    </View>
  )
}
