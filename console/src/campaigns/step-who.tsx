import { Alert, Button, Input, Segmented, Select } from 'antd'
import type { StoreId } from '../../../shared/api/ids'
import type { Audience } from '../../../shared/campaigns/campaign'
import { useSaid, useText } from '../language'
import { Field, WholeNumber } from '../parts/field'
import { ManageList } from './manage-list'
import { useNames } from './names'
import type { StepProps } from './step'
import { audienceOf, type Conditions, conditionsOf } from './terms'

const kinds = ['tier', 'newcomer', 'first_purchase', 'sleeping', 'list', 'store'] as const
type Kind = (typeof kinds)[number]
const CONDITIONS_MAX = 10

/** Whom it is for: everyone, or those of whom all or one of the conditions hold. */
export function StepWho({ terms, change, problem, isLaunched }: StepProps) {
  const text = useText()
  const conditions = conditionsOf(terms.audience)
  const set = (next: Conditions) => change({ audience: audienceOf(next) })
  if (conditions === undefined) return <Alert type="info" showIcon title={text.campaigns.deepAudience} action={<Button disabled={isLaunched} onClick={() => change({ audience: { type: 'everyone' } })}>{text.campaigns.startAnew}</Button>} />
  const { joint, of } = conditions
  const put = (at: number, part: Partial<Conditions['of'][number]>) => set({ joint, of: of.map((one, i) => (i === at ? { ...one, ...part } : one)) })
  return (
    <fieldset className="plain" disabled={isLaunched} id="who">
      {of.length === 0 && <p className="soft">{text.campaigns.forEveryone}</p>}
      {of.length > 1 && <Field id="joint" label={text.campaigns.joint}><Segmented value={joint} options={[{ value: 'and', label: text.campaigns.joints.and }, { value: 'or', label: text.campaigns.joints.or }]} onChange={(value) => set({ joint: value === 'or' ? 'or' : 'and', of })} /></Field>}
      {of.map(({ isNot, one }, i) => (
        <div className="condition" key={`${i}-${of.length}-${one.type}`}>
          <Select aria-label={text.campaigns.isOrNot} value={isNot ? 'not' : 'is'} disabled={isLaunched} onChange={(value) => put(i, { isNot: value === 'not' })} options={[{ value: 'is', label: text.campaigns.only }, { value: 'not', label: text.campaigns.except }]} />
          <Select<Kind> aria-label={text.campaigns.condition} disabled={isLaunched} value={kinds.find((kind) => kind === one.type) ?? 'newcomer'} onChange={(kind) => put(i, { one: plain(kind) })} options={kinds.map((value) => ({ value, label: text.campaigns.audiences[value] }))} className="grow" popupMatchSelectWidth={false} />
          <Condition of={one} set={(next) => put(i, { one: next })} place={`who-${i}`} isLaunched={isLaunched} />
          <Button type="text" onClick={() => set({ joint, of: of.filter((_, at) => at !== i) })}>{text.campaigns.remove}</Button>
        </div>
      ))}
      {problem('audience') !== undefined && <p className="bad">{problem('audience')}</p>}
      {of.length < CONDITIONS_MAX && <Button id="add-condition" onClick={() => set({ joint, of: [...of, { isNot: false, one: plain('newcomer') }] })}>{of.length === 0 ? text.campaigns.narrow : text.campaigns.addCondition}</Button>}
    </fieldset>
  )
}

function plain(kind: Kind): Audience {
  switch (kind) {
    case 'tier':
      return { type: kind, tiers: [] }
    case 'newcomer':
      return { type: kind, days: 30 }
    case 'first_purchase':
      return { type: kind }
    case 'sleeping':
      return { type: kind, days: 60 }
    case 'list':
      return { type: kind, list: '' }
    case 'store':
      return { type: kind, stores: [] }
  }
}

function Condition({ of, set, place, isLaunched }: { readonly of: Audience; readonly set: (next: Audience) => void; readonly place: string; readonly isLaunched: boolean }) {
  const text = useText()
  const said = useSaid()
  const { tiers, stores } = useNames()
  switch (of.type) {
    case 'tier':
      return <Select<string[]> className="grow-2" mode="multiple" disabled={isLaunched} aria-label={text.campaigns.audiences.tier} value={of.tiers} onChange={(chosen) => set({ ...of, tiers: chosen })} options={tiers.map(({ id, name }) => ({ value: id, label: said(name) }))} />
    case 'store':
      return <Select<StoreId[]> className="grow-2" mode="multiple" disabled={isLaunched} aria-label={text.campaigns.audiences.store} value={of.stores} onChange={(chosen) => set({ ...of, stores: chosen })} options={stores.map(({ id, name }) => ({ value: id, label: name }))} />
    case 'newcomer':
      return <WholeNumber id={place} label={text.campaigns.daysLabel} value={of.days} min={1} max={366} unit={text.campaigns.days} change={(days = 0) => set({ ...of, days })} />
    case 'sleeping':
      return <WholeNumber id={place} label={text.campaigns.daysLabel} value={of.days} min={1} max={1_000} unit={text.campaigns.days} change={(days = 0) => set({ ...of, days })} />
    case 'list':
      return <span className="row grow-2 no-wrap"><Input aria-label={text.campaigns.audiences.list} value={of.list} maxLength={40} placeholder="vip-2026" onChange={({ target }) => set({ ...of, list: target.value })} /><ManageList list={of.list} /></span>
    case 'everyone':
    case 'first_purchase':
    case 'and':
    case 'or':
    case 'not':
      return <span className="grow-2" />
  }
}
