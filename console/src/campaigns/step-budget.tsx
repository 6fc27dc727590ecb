import { Alert, Radio, Select, Switch } from 'antd'
import type { CampaignTerms } from '../../../shared/campaigns/campaign'
import { useText } from '../language'
import { Field, Money, WholeNumber } from '../parts/field'
import type { StepProps } from './step'

const caps = ['perEvent', 'perDay', 'perWeek', 'perMonth', 'perMember'] as const
type Budget = NonNullable<CampaignTerms['budget']>
const FIRST: Budget = { points: 10_000, atEnd: 'rest', shards: 1 }

/** What it may give in all, and to one member at most. */
export function StepBudget({ terms, change, problem, isLaunched }: StepProps) {
  const text = useText()
  const { budget } = terms
  const paysPoints = terms.effect.type === 'multiplier' || terms.effect.type === 'bonus'
  if (!paysPoints) return <Alert type="info" showIcon title={text.campaigns.noBudgetHere} />
  return (
    <fieldset className="plain" disabled={isLaunched}>
      <Field id="hasBudget" label={text.campaigns.hasBudget} hint={text.campaigns.budgetHint} problem={problem('budget')}>
        <Switch id="hasBudget" checked={budget !== undefined} onChange={(isOn) => change({ budget: isOn ? FIRST : undefined })} />
      </Field>
      {budget !== undefined && <BudgetTerms budget={budget} set={(next) => change({ budget: next })} problem={problem} isLaunched={isLaunched} />}
      <h3 className="sub">{text.campaigns.capsTitle}</h3>
      <div className="grid-3">
        {caps.map((cap) => (
          <Field key={cap} id={cap} label={text.campaigns.caps[cap]} problem={problem(`caps.${cap}`)}>
            <WholeNumber id={cap} value={terms.caps?.[cap]} min={1} max={100_000_000} unit={text.common.pointsUnit} placeholder={text.common.unlimited} change={(most) => change({ caps: without({ ...terms.caps, [cap]: most }) })} />
          </Field>
        ))}
      </div>
    </fieldset>
  )
}

/** Caps without those that were emptied; undefined where none is left. */
function without(all: NonNullable<CampaignTerms['caps']>): CampaignTerms['caps'] {
  const left = Object.fromEntries(Object.entries(all).filter(([, most]) => most !== undefined))
  return Object.keys(left).length === 0 ? undefined : left
}

const SHARDS = [1, 3, 5, 10]

function BudgetTerms({ budget, set, problem, isLaunched }: { readonly budget: Budget; readonly set: (budget: Budget) => void; readonly problem: StepProps['problem']; readonly isLaunched: boolean }) {
  const text = useText()
  return (
    <>
      <div className="grid-2">
        <Field id="budget-points" label={text.campaigns.budgetPoints} problem={problem('budget.points')}><WholeNumber id="budget-points" value={budget.points} min={1} unit={text.common.pointsUnit} placeholder={text.common.unlimited} change={(points) => set({ ...budget, points })} /></Field>
        <Field id="budget-fen" label={text.campaigns.budgetMoney} problem={problem('budget.fen')}><Money id="budget-fen" value={budget.fen} min={1} placeholder={text.common.unlimited} change={(fen) => set({ ...budget, fen })} /></Field>
      </div>
      <div className="grid-2">
        <Field id="atEnd" label={text.campaigns.atEnd}>
          <Radio.Group id="atEnd" disabled={isLaunched} value={budget.atEnd} onChange={({ target }: { target: { value?: Budget['atEnd'] } }) => target.value !== undefined && set({ ...budget, atEnd: target.value })} options={[{ value: 'rest', label: text.campaigns.atEnds.rest }, { value: 'nothing', label: text.campaigns.atEnds.nothing }]} />
        </Field>
        <Field id="shards" label={text.campaigns.rush} hint={text.campaigns.rushHint}>
          <Select<number> id="shards" disabled={isLaunched} value={budget.shards} onChange={(shards) => set({ ...budget, shards })} options={SHARDS.map((value) => ({ value, label: text.campaigns.rushes(value) }))} />
        </Field>
      </div>
    </>
  )
}
