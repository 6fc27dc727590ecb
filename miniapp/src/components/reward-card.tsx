import { View } from '@tarojs/components'
import type { PictureName } from './pictures'
import { PointsNumber } from './points-number'
import { RewardPicture, type RewardPictureProps } from './reward-picture'
import { Tag, type TagProps } from './tag'
import './reward-card.scss'

export interface RewardCardProps {
  readonly title: string
  readonly picture: PictureName
  readonly photo?: RewardPictureProps['photo']
  readonly pricePoints: number
  /** The price without tier or campaign; struck through where it is another. */
  readonly fullPrice?: string | undefined
  readonly unit: string
  /** What is still missing, what is left, when it opens. */
  readonly hint?: string | undefined
  readonly badge?: TagProps | undefined
  /** How near the member is to the price, 0 to 1; draws a bar of gold. */
  readonly progress?: number | undefined
  readonly isFaded?: boolean
  readonly onTap: () => void
  readonly id?: string
}

/** A reward in the mall: picture, name, price and how near it is. */
export function RewardCard({ title, picture, photo, pricePoints, fullPrice, unit, hint, badge, progress, isFaded = false, onTap, id }: RewardCardProps) {
  return (
    <View className="reward-card" onClick={onTap} {...(id !== undefined && { id })}>
      <RewardPicture name={picture} photo={photo} isFaded={isFaded} />
      {badge && (
        <View className="reward-card__badge">
          <Tag {...badge} />
        </View>
      )}
      <View className="reward-card__words">
        <View className="reward-card__title">{title}</View>
        <View className="reward-card__price">
          <PointsNumber points={pricePoints} size="body" look="gold" />
          <View className="reward-card__unit">{unit}</View>
          {fullPrice !== undefined && <View className="reward-card__was">{fullPrice}</View>}
        </View>
        {progress !== undefined && (
          <View className="reward-card__bar">
            <View className="reward-card__bar-gold" style={{ width: `${Math.round(Math.min(1, Math.max(0, progress)) * 100)}%` }} />
          </View>
        )}
        {hint !== undefined && <View className="reward-card__hint">{hint}</View>}
      </View>
    </View>
  )
}
