import { Text } from '@tarojs/components'
import { classes } from './classes'
import './tag.scss'

export interface TagProps {
  readonly label: string
  readonly look?: 'gold' | 'jade' | 'cinnabar' | 'quiet' | 'night'
}

/** A word about a state. */
export function Tag({ label, look = 'quiet' }: TagProps) {
  return <Text className={classes('tag', `tag--${look}`)}>{label}</Text>
}
