import { Image, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { ListRow } from '../../components/list-row'
import { glyphAddress, type GlyphName } from './glyphs'

export interface EntryProps {
  readonly id: string
  readonly glyph: GlyphName
  readonly title: string
  readonly detail?: string | undefined
  readonly trailing?: ReactNode
  readonly onTap: () => void
}

/** A way from here, with its drawing. */
export function Entry({ glyph, ...row }: EntryProps) {
  return (
    <ListRow
      {...row}
      leading={
        <View className="entry__plate">
          <Image className="entry__glyph" src={glyphAddress(glyph)} mode="aspectFit" />
        </View>
      }
    />
  )
}
