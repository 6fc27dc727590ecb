import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classes } from '../../components/classes'
import './verdict.scss'

export interface VerdictProps {
  readonly look: 'done' | 'refused' | 'waiting'
  /** What happened, in two or three words, for a glance. */
  readonly headline: string
  /** The sentence to read out, or the one fact that matters. */
  readonly sentence?: string | undefined
  readonly note?: string | undefined
  readonly id?: string
  readonly children?: ReactNode
}

/** How a deed at the counter ended, to be seen from an arm's length. */
export function Verdict({ look, headline, sentence, note, id, children }: VerdictProps) {
  return (
    <View className={classes('verdict', `verdict--${look}`)} {...(id !== undefined && { id })}>
      <View className="verdict__mark">
        <View className="verdict__sign" />
      </View>
      <View className="verdict__headline">{headline}</View>
      {sentence !== undefined && <View className="verdict__sentence">{sentence}</View>}
      {note !== undefined && <View className="verdict__note">{note}</View>}
      {children}
    </View>
  )
}
