import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classes } from './classes'
import './list-row.scss'

export interface ListRowProps {
  readonly title: string
  readonly detail?: string | undefined
  readonly leading?: ReactNode
  /** What stands at the end: a value, a tag, a switch. */
  readonly trailing?: ReactNode
  readonly onTap?: (() => void) | undefined
  readonly id?: string
}

/** One line of a list; an arrow shows that it opens something. */
export function ListRow({ title, detail, leading, trailing, onTap, id }: ListRowProps) {
  return (
    <View className={classes('list-row', onTap && 'list-row--pressable')} {...(id !== undefined && { id })} {...(onTap && { onClick: onTap })}>
      {leading !== undefined && <View className="list-row__leading">{leading}</View>}
      <View className="list-row__words">
        <View className="list-row__title">{title}</View>
        {detail !== undefined && <View className="list-row__detail">{detail}</View>}
      </View>
      {trailing !== undefined && <View className="list-row__trailing">{trailing}</View>}
      {onTap && <View className="list-row__arrow" />}
    </View>
  )
}
