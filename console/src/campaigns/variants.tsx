import { Button, InputNumber } from 'antd'
import type { CampaignTerms, Effect } from '../../../shared/campaigns/campaign'
import { useText } from '../language'
import { Field, WholeNumber } from '../parts/field'
import type { StepProps } from './step'
import { nextVariantName, VARIANTS_MAX } from './terms'

const OWN_WEIGHT = 100
type Variant = CampaignTerms['variants'][number]

/** Other strengths of the same promise for parts of the members. */
export function Variants({ terms, change, problem, isLaunched }: StepProps) {
  const text = useText()
  const { variants, effect } = terms
  const put = (at: number, part: Partial<Variant>) => change({ variants: variants.map((one, i) => (i === at ? { ...one, ...part } : one)) })
  const all = variants.reduce((sum, { weight }) => sum + weight, OWN_WEIGHT)
  return (
    <div className="schema-group variants">
      <h3 className="sub">{text.campaigns.variants}</h3>
      <p className="faint">{text.campaigns.variantsAbout}</p>
      {variants.map((one, i) => (
        <div className="condition" key={one.name}>
          <b>{text.campaigns.variantName(one.name)}</b>
          <Strength id={`variant-${one.name}`} effect={one.effect} set={(next) => put(i, { effect: next })} isLaunched={isLaunched} />
          <Field id={`weight-${one.name}`} label={text.campaigns.weight} hint={text.campaigns.weightHint(String(Math.round((one.weight * 100) / all)))} problem={problem(`variants.${i}.weight`)}><WholeNumber id={`weight-${one.name}`} value={one.weight} min={1} max={100} change={(weight = 1) => put(i, { weight })} /></Field>
          <Button type="text" disabled={isLaunched} onClick={() => change({ variants: variants.filter(({ name }) => name !== one.name) })}>{text.campaigns.remove}</Button>
        </div>
      ))}
      {problem('variants') !== undefined && <p className="bad">{problem('variants')}</p>}
      {variants.length < VARIANTS_MAX && <Button id="add-variant" disabled={isLaunched} onClick={() => change({ variants: [...variants, { name: nextVariantName(terms), weight: OWN_WEIGHT, effect }] })}>{text.campaigns.addVariant}</Button>}
    </div>
  )
}

/** What may differ between variants: how much. For what and for which reward is the same for all. */
function Strength({ id, effect, set, isLaunched }: { readonly id: string; readonly effect: Effect; readonly set: (effect: Effect) => void; readonly isLaunched: boolean }) {
  const text = useText()
  switch (effect.type) {
    case 'multiplier':
      return <Field id={id} label={text.campaigns.times}><InputNumber<number> id={id} className="number-field" disabled={isLaunched} value={effect.percent / 100} min={1.01} max={20} step={0.5} precision={2} suffix={text.campaigns.timesUnit} onChange={(times) => set({ ...effect, percent: Math.round((times ?? 0) * 100) })} /></Field>
    case 'bonus':
      return <Field id={id} label={text.campaigns.bonusPoints}><WholeNumber id={id} value={effect.points} min={1} max={1_000_000} unit={text.common.pointsUnit} change={(points = 0) => set({ ...effect, points })} /></Field>
    case 'reward_price':
      return <Field id={id} label={text.campaigns.price}><WholeNumber id={id} value={effect.pricePoints} min={1} max={10_000_000} unit={text.common.pointsUnit} change={(pricePoints = 0) => set({ ...effect, pricePoints })} /></Field>
    case 'flash':
    case 'cap_lifted':
      return null
  }
}
