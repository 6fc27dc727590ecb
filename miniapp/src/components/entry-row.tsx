import { View } from '@tarojs/components'
import { showChange } from '../dates'
import { classes } from './classes'
import { Tag, type TagProps } from './tag'
import './entry-row.scss'

export interface EntryRowProps {
  /** What it was for. */
  readonly title: string
  readonly when: string
  /** 0 where points only changed place. */
  readonly points: number
  /** The rule that paid, the cap that applied, until when the points are good: one sentence each. */
  readonly notes?: readonly string[]
  readonly tag?: TagProps | undefined
  readonly id?: string
}

/** One entry of the ledger, explained. */
export function EntryRow({ title, when, points, notes = [], tag, id }: EntryRowProps) {
  return (
    <View className="entry-row" {...(id !== undefined && { id })}>
      <View className="entry-row__words">
        <View className="entry-row__title">
          {title}
          {tag && (
            <View className="entry-row__tag">
              <Tag {...tag} />
            </View>
          )}
        </View>
        <View className="entry-row__when">{when}</View>
        {notes.map((note) => (
          <View key={note} className="entry-row__note">
            {note}
          </View>
        ))}
      </View>
      {points !== 0 && <View className={classes('entry-row__points', points > 0 && 'entry-row__points--in')}>{showChange(points)}</View>}
    </View>
  )
}
