import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { classes } from './classes'
import './card.scss'

export interface CardProps {
  readonly look?: 'paper' | 'night' | 'wash'
  readonly isFlush?: boolean
  readonly onTap?: () => void
  readonly id?: string
}

/** A sheet of paper on the page; `night` carries the brand's ripples, `isFlush` lets rows reach its edges. */
export function Card({ look = 'paper', isFlush = false, onTap, id, children }: PropsWithChildren<CardProps>) {
  return (
    <View
      className={classes('card', `card--${look}`, isFlush && 'card--flush', onTap && 'card--pressable')}
      {...(id !== undefined && { id })}
      {...(onTap && { onClick: onTap })}
    >
      {children}
    </View>
  )
}
