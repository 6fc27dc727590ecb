import { Input, Select, Switch } from 'antd'
import type { StoreId } from '../../../shared/api/ids'
import type { PhotoView } from '../../../shared/mall/photo'
import { categories, pictureNames, type RewardTerms } from '../../../shared/mall/reward'
import { useNames } from '../campaigns/names'
import { instantOf, wallClock } from '../format'
import { useSaid, useText } from '../language'
import { BothLanguages, Field, WholeNumber } from '../parts/field'
import { Panel } from '../parts/page'
import type { Beginning } from './editor'
import { PhotoField } from './photo-field'

interface FieldsProps {
  readonly terms: RewardTerms
  readonly change: (part: Partial<RewardTerms>) => void
  readonly problem: (path: string) => string | undefined
  readonly photo: Pick<PhotoView, 'large' | 'small'> | undefined
  readonly showPhoto: (photo: Pick<PhotoView, 'large' | 'small'> | undefined) => void
  /** Only of a new reward. */
  readonly beginning?: Beginning
  readonly begin?: (beginning: Beginning) => void
}

const SHARDS = [1, 3, 10]
const PRICE_MAX = 10_000_000

/** The terms of a reward: what it is, what it costs, when and where. */
export function RewardFields({ terms, change, problem, photo, showPhoto, beginning, begin }: FieldsProps) {
  const text = useText()
  return (
    <>
      <Panel>
        <BothLanguages id="title" label={text.mall.name} value={terms.title} max={{ zh: 30, en: 60 }} change={(title) => change({ title })} problems={{ zh: problem('title.zh'), en: problem('title.en') }} />
        <PhotoField value={terms.photo} shown={photo} problem={problem} change={(next, shown) => (change({ photo: next }), showPhoto(shown))} />
        <div className="grid-2">
          <Field id="category" label={text.mall.category}><Select id="category" value={terms.category} onChange={(category) => change({ category })} options={categories.map((value) => ({ value, label: text.mall.categories[value] }))} /></Field>
          <Field id="picture" label={text.mall.drawing} hint={text.mall.drawingHint}><Select id="picture" value={terms.picture} onChange={(picture) => change({ picture })} options={pictureNames.map((value) => ({ value, label: text.mall.drawings[value] }))} /></Field>
        </div>
        <BothLanguages id="description" label={text.mall.description} value={terms.description} max={{ zh: 500, en: 1_000 }} isLong change={(description) => change({ description })} problems={{ zh: problem('description.zh'), en: problem('description.en') }} />
      </Panel>
      <Panel>
        <div className="grid-2">
          <Field id="price" label={text.mall.price} problem={problem('pricePoints')}><WholeNumber id="price" value={terms.pricePoints} min={1} max={PRICE_MAX} unit={text.common.pointsUnit} change={(pricePoints = 0) => change({ pricePoints })} /></Field>
          <Field id="limit" label={text.mall.limit} hint={text.mall.limitHint} problem={problem('limitPerMember')}><WholeNumber id="limit" value={terms.limitPerMember} min={1} max={1_000} unit={text.mall.units} placeholder={text.common.unlimited} change={(limitPerMember) => change({ limitPerMember })} /></Field>
        </div>
        <div className="grid-2"><Time field="opensAt" terms={terms} change={change} problem={problem} /><Time field="closesAt" terms={terms} change={change} problem={problem} /></div>
        <div className="grid-2">
          <Field id="voucherDays" label={text.mall.voucherDays} hint={text.mall.voucherDaysHint} problem={problem('voucherDays')}><WholeNumber id="voucherDays" value={terms.voucherDays} max={730} unit={text.mall.days} change={(voucherDays = 0) => change({ voucherDays })} /></Field>
          <Field id="refund" label={text.mall.refund} hint={text.mall.refundHint}><Switch id="refund" checked={terms.refundOnExpiry} onChange={(refundOnExpiry) => change({ refundOnExpiry })} /></Field>
        </div>
        <Where terms={terms} change={change} problem={problem} />
        {beginning !== undefined && begin !== undefined && (
          <div className="grid-2">
            <Field id="first-stock" label={text.mall.firstStock} hint={text.mall.firstStockHint}><WholeNumber id="first-stock" value={beginning.stock} max={1_000_000} unit={text.mall.units} change={(stock = 0) => begin({ ...beginning, stock })} /></Field>
            <Field id="shards" label={text.mall.rush} hint={text.mall.rushHint}><Select<number> id="shards" value={beginning.shards} onChange={(shards) => begin({ ...beginning, shards })} options={SHARDS.map((value) => ({ value, label: text.campaigns.rushes(value) }))} /></Field>
          </div>
        )}
      </Panel>
    </>
  )
}

function Time({ field, terms, change, problem }: Pick<FieldsProps, 'terms' | 'change' | 'problem'> & { readonly field: 'opensAt' | 'closesAt' }) {
  const text = useText()
  const at = terms[field]
  return <Field id={field} label={field === 'opensAt' ? text.mall.opens : text.mall.closes} hint={text.mall.emptyTime} problem={problem(field)}><Input id={field} type="datetime-local" value={at === undefined ? '' : wallClock(at)} onChange={({ target }) => change({ [field]: instantOf(target.value) })} /></Field>
}

function Where({ terms, change, problem }: Pick<FieldsProps, 'terms' | 'change' | 'problem'>) {
  const text = useText()
  const said = useSaid()
  const { stores, tiers } = useNames()
  return (
    <div className="grid-2">
      <Field id="stores" label={text.mall.stores} problem={problem('stores')}><Select<StoreId[]> id="stores" mode="multiple" value={terms.stores} placeholder={text.mall.everyStore} onChange={(chosen) => change({ stores: chosen })} options={stores.map(({ id, name }) => ({ value: id, label: name }))} /></Field>
      {tiers.length > 0 && <Field id="tiers" label={text.mall.tiers} problem={problem('tiers')}><Select<string[]> id="tiers" mode="multiple" value={terms.tiers ?? []} placeholder={text.mall.everyTier} onChange={(chosen) => change({ tiers: chosen.length === 0 ? undefined : chosen })} options={tiers.map(({ id, name }) => ({ value: id, label: said(name) }))} /></Field>}
    </div>
  )
}
