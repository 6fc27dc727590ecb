import type { PhotoView } from '../../../shared/mall/photo'
import type { RewardTerms } from '../../../shared/mall/reward'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Face } from './face'

/** A reward as a phone shows it. */
export function Preview({ terms, photo, left }: { readonly terms: RewardTerms; readonly photo: Pick<PhotoView, 'large' | 'small'> | null | undefined; readonly left?: number | undefined }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const { title, description, picture, pricePoints, opensAt, closesAt } = terms
  const window = [opensAt === undefined ? '' : text.mall.from(format.shortTime(opensAt)), closesAt === undefined ? '' : text.mall.until(format.shortTime(closesAt))].filter((part) => part !== '').join(' ')
  return (
    <div className="phone" role="group" aria-label={text.mall.preview}>
      <Face picture={picture} photo={photo} alt={terms.photo?.alt} size="hero" />
      <div className="phone-words">
        <b className="phone-title">{said(title) === '' ? text.campaigns.unnamed : said(title)}</b>
        <div className="row"><span className="phone-price number">{format.number(pricePoints)}</span><span className="soft">{text.common.pointsUnit}</span>{left !== undefined && <span className="stage">{text.mall.left(format.number(left))}</span>}</div>
        {window !== '' && <p className="faint">{window}</p>}
        <p className="soft phone-about">{said(description)}</p>
        <span className="phone-button" aria-hidden>{text.mall.exchange}</span>
      </div>
    </div>
  )
}
