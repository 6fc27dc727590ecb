import { View } from '@tarojs/components'
import { useState } from 'react'
import { classes } from '../../components/classes'
import { ListRow } from '../../components/list-row'
import { Sheet } from '../../components/sheet'
import { useText } from '../../text'

export const sorts = ['recommended', 'newest', 'cheapest', 'dearest'] as const
export type Sort = (typeof sorts)[number]

export interface ShelfToolsProps {
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  readonly isAffordable: boolean
  readonly onAffordable: (isAffordable: boolean) => void
}

/** In which order, and only what the member can have. */
export function ShelfTools({ sort, onSort, isAffordable, onAffordable }: ShelfToolsProps) {
  const words = useText().text.mall
  const [isChoosing, setIsChoosing] = useState(false)
  const choose = (wanted: Sort) => {
    onSort(wanted)
    setIsChoosing(false)
  }
  return (
    <View className="shelf-tools">
      <View className="shelf-tools__sort" id="sort" onClick={() => setIsChoosing(true)}>
        {words.sorts[sort]}
        <View className="shelf-tools__down" />
      </View>
      <View className={classes('shelf-tools__affordable', isAffordable && 'shelf-tools__affordable--on')} id="affordable" onClick={() => onAffordable(!isAffordable)}>
        <View className="shelf-tools__box" />
        {words.shelf.affordable}
      </View>
      <Sheet isOpen={isChoosing} title={words.shelf.sort} onClose={() => setIsChoosing(false)}>
        <View className="shelf-tools__choices">
          {sorts.map((one) => (
            <ListRow key={one} id={`sort-${one}`} title={words.sorts[one]} trailing={one === sort ? <View className="shelf-tools__chosen" /> : undefined} onTap={() => choose(one)} />
          ))}
        </View>
      </Sheet>
    </View>
  )
}
