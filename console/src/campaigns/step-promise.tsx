import { InputNumber, Radio, Select } from 'antd'
import type { RewardId } from '../../../shared/api/ids'
import { type Effect } from '../../../shared/campaigns/campaign'
import { type EventType, eventTypes } from '../../../shared/events/event'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { BothLanguages, Field, Money, WholeNumber } from '../parts/field'
import { useNames } from './names'
import type { StepProps } from './step'
import { effectOf, withEffect } from './terms'
import { Variants } from './variants'

const kinds = ['multiplier', 'bonus', 'cap_lifted', 'reward_price', 'flash'] as const satisfies readonly Effect['type'][]

/** What the campaign is called and what it gives. */
export function StepPromise({ terms, change, problem, isLaunched }: StepProps) {
  const text = useText()
  const { effect } = terms
  const words = text.campaigns.effects
  const { rewards } = useNames()
  const first = rewards.find(({ reward }) => reward.shelf === 'open') ?? rewards[0]
  const set = (next: Effect) => change(withEffect(terms, next))
  return (
    <>
      <BothLanguages id="name" label={text.campaigns.name} value={terms.name} max={{ zh: 30, en: 60 }} change={(name) => change({ name })} problems={{ zh: problem('name.zh'), en: problem('name.en') }} />
      <Field id="effect" label={text.campaigns.gives} hint={isLaunched ? text.campaigns.fixed : undefined}>
        <Radio.Group id="effect" optionType="button" value={effect.type} disabled={isLaunched} onChange={({ target }: { target: { value?: Effect['type'] } }) => target.value !== undefined && set(effectOf(target.value, effect, first?.reward))} options={kinds.map((value) => ({ value, label: words[value].title, disabled: first === undefined && (value === 'reward_price' || value === 'flash') }))} />
      </Field>
      <fieldset className="plain" disabled={isLaunched}>
        <EffectTerms effect={effect} set={set} problem={problem} isLaunched={isLaunched} />
        {effect.type !== 'flash' && <Variants terms={terms} change={change} problem={problem} isLaunched={isLaunched} />}
      </fieldset>
      <BothLanguages id="description" label={text.campaigns.description} value={terms.description} max={{ zh: 500, en: 1_000 }} isLong change={(description) => change({ description })} />
    </>
  )
}

interface EffectProps {
  readonly effect: Effect
  readonly set: (effect: Effect) => void
  readonly problem: StepProps['problem']
  readonly isLaunched: boolean
}

function EffectTerms({ effect, set, problem, isLaunched }: EffectProps) {
  const text = useText()
  const said = useSaid()
  const { rules } = useNames()
  switch (effect.type) {
    case 'multiplier':
      return (
        <>
          <Field id="percent" label={text.campaigns.times} hint={text.campaigns.timesHint} problem={problem('effect.percent')}>
            <InputNumber<number> id="percent" className="number-field" disabled={isLaunched} value={effect.percent / 100} min={1.01} max={20} step={0.5} precision={2} suffix={text.campaigns.timesUnit} onChange={(times) => set({ ...effect, percent: Math.round((times ?? 0) * 100) })} />
          </Field>
          <Events value={effect.events} change={(events) => set({ ...effect, events })} isLaunched={isLaunched} problem={problem} />
        </>
      )
    case 'bonus':
      return (
        <>
          <div className="grid-2">
            <Field id="points" label={text.campaigns.bonusPoints} problem={problem('effect.points')}><WholeNumber id="points" value={effect.points} min={1} max={1_000_000} unit={text.common.pointsUnit} change={(points = 0) => set({ ...effect, points })} /></Field>
            <Field id="minimum" label={text.campaigns.minimum} hint={text.campaigns.minimumHint}><Money id="minimum" value={effect.minimumFen} max={100_000_000} change={(minimumFen = 0) => set({ ...effect, minimumFen })} /></Field>
          </div>
          <Events value={effect.events} change={(events) => set({ ...effect, events })} isLaunched={isLaunched} problem={problem} />
        </>
      )
    case 'cap_lifted':
      return (
        <Field id="rules" label={text.campaigns.liftedRules} problem={problem('effect.ruleIds')}>
          <Select<string[]> id="rules" mode="multiple" disabled={isLaunched} value={effect.ruleIds} onChange={(ruleIds) => set({ ...effect, ruleIds })} options={rules.map(({ id, title, sentence }) => ({ value: id, label: `${said(title)} · ${said(sentence)}` }))} />
        </Field>
      )
    case 'reward_price':
      return <RewardTerms effect={effect} set={set} problem={problem} isLaunched={isLaunched} />
    case 'flash':
      return (
        <>
          <RewardTerms effect={effect} set={set} problem={problem} isLaunched={isLaunched} />
          <div className="grid-2">
            <Field id="flash-stock" label={text.campaigns.flashStock} hint={text.campaigns.flashStockHint} problem={problem('effect.stock')}><WholeNumber id="flash-stock" value={effect.stock} min={1} max={1_000_000} unit={text.mall.units} change={(stock = 0) => set({ ...effect, stock })} /></Field>
            <Field id="flash-limit" label={text.campaigns.flashLimit} problem={problem('effect.limitPerMember')}><WholeNumber id="flash-limit" value={effect.limitPerMember} min={1} max={1_000} unit={text.mall.units} placeholder={text.common.unlimited} change={(limit) => set(limited(effect, limit))} /></Field>
          </div>
        </>
      )
  }
}

const PRICE_MAX = 10_000_000
type OfReward = Extract<Effect, { type: 'reward_price' | 'flash' }>

/** Which reward, and for how much. */
function RewardTerms({ effect, set, problem, isLaunched }: EffectProps & { readonly effect: OfReward }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const { rewards } = useNames()
  const chosen = rewards.find(({ reward }) => reward.id === effect.rewardId)
  const options = [...rewards.map(({ reward }) => ({ value: reward.id, label: said(reward.title) })), ...(chosen === undefined ? [{ value: effect.rewardId, label: effect.rewardId }] : [])]
  return (
    <div className="grid-2">
      <Field id="reward" label={text.campaigns.reward} problem={problem('effect.rewardId')}><Select<RewardId> id="reward" showSearch={{ optionFilterProp: 'label' }} disabled={isLaunched} value={effect.rewardId} placeholder={text.campaigns.pickReward} onChange={(rewardId) => set({ ...effect, rewardId })} options={options} /></Field>
      <Field id="price" label={text.campaigns.price} hint={chosen && text.campaigns.ownPrice(format.number(chosen.reward.pricePoints))} problem={problem('effect.pricePoints')}><WholeNumber id="price" value={effect.pricePoints} min={1} max={PRICE_MAX} unit={text.common.pointsUnit} change={(pricePoints = 0) => set({ ...effect, pricePoints })} /></Field>
    </div>
  )
}

function limited({ limitPerMember: _before, ...effect }: Extract<Effect, { type: 'flash' }>, limitPerMember: number | undefined): Effect {
  return limitPerMember === undefined ? effect : { ...effect, limitPerMember }
}

function Events({ value, change, isLaunched, problem }: { readonly value: readonly EventType[]; readonly change: (events: EventType[]) => void; readonly isLaunched: boolean; readonly problem: StepProps['problem'] }) {
  const text = useText()
  return (
    <Field id="events" label={text.campaigns.events} problem={problem('effect.events')}>
      <Select<EventType[]> id="events" mode="multiple" disabled={isLaunched} value={[...value]} onChange={change} options={eventTypes.map((type) => ({ value: type, label: text.events[type] }))} />
    </Field>
  )
}
