import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useText } from '../text'
import { showInstant } from '../dates'
import type { Load } from '../load'
import { Button } from './button'
import './states.scss'

export interface EmptyProps {
  readonly title: string
  readonly hint?: string
  /** A button that leads on. */
  readonly action?: ReactNode
}

/** Nothing here yet, and what to do about it. */
export function Empty({ title, hint, action }: EmptyProps) {
  return (
    <View className="notice">
      <View className="notice__mark notice__mark--empty" />
      <View className="notice__title">{title}</View>
      {hint !== undefined && <View className="notice__hint">{hint}</View>}
      {action !== undefined && <View className="notice__action">{action}</View>}
    </View>
  )
}

export interface RefusedProps {
  readonly sentence: string
  readonly retryLabel: string
  readonly onRetry: () => void
}

/** It did not work: one sentence, and another try. */
export function Refused({ sentence, retryLabel, onRetry }: RefusedProps) {
  return (
    <View className="notice">
      <View className="notice__mark notice__mark--refused" />
      <View className="notice__title">{sentence}</View>
      <View className="notice__action">
        <Button look="quiet" label={retryLabel} onTap={onRetry} id="retry" />
      </View>
    </View>
  )
}

export interface StatesProps<Reply> {
  readonly of: Load<Reply>
  readonly skeleton: ReactNode
  readonly isEmpty?: (data: Reply) => boolean
  readonly empty?: ReactNode
  readonly children: (data: Reply) => ReactNode
}

/** The four states of an answer: loading, empty, refused with another try, data. */
export function States<Reply>({ of: load, skeleton, isEmpty, empty, children }: StatesProps<Reply>) {
  const { text, language } = useText()
  const { state } = load
  switch (state.type) {
    case 'loading':
      return <>{skeleton}</>
    case 'refused':
      return <Refused sentence={state.sentence} retryLabel={text.app.retry} onRetry={() => void load.reload()} />
    case 'data':
      return (
        <>
          {state.asOf !== undefined && <View className="as-of">{text.app.asOf(showInstant(state.asOf, language))}</View>}
          {empty !== undefined && isEmpty?.(state.data) ? empty : children(state.data)}
        </>
      )
  }
}
