import { Image, View } from '@tarojs/components'
import { classes } from './classes'
import { type Palette, paletteOf, pictureAddress, type PictureName } from './pictures'
import './reward-picture.scss'

export interface RewardPictureProps {
  readonly name: PictureName
  readonly palette?: Palette
  /** `fill` takes the width it is given, `small` is for rows. */
  readonly size?: 'fill' | 'hero' | 'small'
  readonly isFaded?: boolean
  /** Laid over the drawing, which is seen until it has come, or where it does not. */
  readonly photo?: { readonly large: string; readonly small: string } | null | undefined
}

export function RewardPicture({ name, palette = paletteOf(name), size = 'fill', isFaded = false, photo }: RewardPictureProps) {
  return (
    <View className={classes('reward-picture', `reward-picture--${palette}`, `reward-picture--${size}`, isFaded && 'reward-picture--faded')}>
      <Image className="reward-picture__drawing" src={pictureAddress(name, palette)} mode="aspectFit" />
      {photo && <Image className="reward-picture__photo" src={size === 'hero' ? photo.large : photo.small} mode="aspectFill" lazyLoad />}
    </View>
  )
}
