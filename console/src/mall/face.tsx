import type { PhotoView } from '../../../shared/mall/photo'
import type { Reward } from '../../../shared/mall/reward'
import { useSaid, useText } from '../language'

interface FaceProps {
  readonly picture: Reward['picture']
  readonly photo: Pick<PhotoView, 'large' | 'small'> | null | undefined
  readonly alt?: PhotoView['alt'] | undefined
  readonly size?: 'row' | 'hero'
}

/** How a reward looks: its photo over the word of its drawing, which is seen where the photo does not come. */
export function Face({ picture, photo, alt, size = 'row' }: FaceProps) {
  const text = useText()
  const said = useSaid()
  const isShown = photo !== null && photo !== undefined
  return (
    <span className={`reward-face reward-face-${size}`}>
      <span aria-hidden={isShown || size === 'row'}>{size === 'row' ? [...text.mall.drawings[picture]][0] : text.mall.drawings[picture]}</span>
      {isShown && <img src={size === 'hero' ? photo.large : photo.small} alt={alt === undefined ? '' : said(alt)} loading="lazy" />}
    </span>
  )
}
