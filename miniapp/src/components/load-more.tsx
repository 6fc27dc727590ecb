import { View } from '@tarojs/components'
import { Button } from './button'
import './load-more.scss'

export interface LoadMoreProps {
  readonly hasMore: boolean
  readonly isLoading: boolean
  readonly label: string
  readonly endLabel: string
  readonly onTap: () => void
}

/** The end of a list, or the way on. */
export function LoadMore({ hasMore, isLoading, label, endLabel, onTap }: LoadMoreProps) {
  return (
    <View className="load-more">
      {hasMore ? <Button look="plain" label={label} isRunning={isLoading} onTap={onTap} id="load-more" /> : <View className="load-more__end">{endLabel}</View>}
    </View>
  )
}
