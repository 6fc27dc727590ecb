import { useQuery } from '@tanstack/react-query'
import type { RewardId } from '../../../shared/api/ids'
import type { RewardTerms } from '../../../shared/mall/reward'
import { shelfApi, type ShelfReward } from '../../../shared/mall/shelf.api'
import { ask } from '../door'
import { useNames } from '../campaigns/names'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Answer } from '../parts/answer'
import { Differences, type Differing, StaleChoice } from '../parts/stale'
import { type Field, fieldsThatDiffer, termsOf } from './terms'

interface StaleProps {
  readonly rewardId: RewardId
  readonly mine: RewardTerms
  readonly close: () => void
  readonly keepMine: (revision: number) => void
  readonly takeTheirs: (theirs: ShelfReward) => void
}

/** The choice between two edits of a reward. */
export function Stale({ rewardId, mine, close, keepMine, takeTheirs }: StaleProps) {
  const text = useText()
  const word = useFieldWords()
  const asked = useQuery({ queryKey: ['stale', rewardId], queryFn: () => ask(shelfApi.shelfReward, { rewardId }), gcTime: 0, staleTime: 0 })
  const theirs = asked.data
  const words = { ...text.mall, title: text.mall.stale, about: text.mall.staleAbout }
  const fields = (there: RewardTerms): readonly Differing[] => fieldsThatDiffer(mine, there).map((field) => [text.mall.fields[field], word(there, field), word(mine, field)])
  return (
    <StaleChoice words={words} isKnown={theirs !== undefined} close={close} take={() => theirs !== undefined && takeTheirs(theirs)} keep={() => theirs !== undefined && keepMine(theirs.reward.revision)}>
      <Answer of={asked} rows={3}>{({ reward }) => <Differences words={words} fields={fields(termsOf(reward))} same={text.mall.staleSame} />}</Answer>
    </StaleChoice>
  )
}

/** A field of the terms in words. */
function useFieldWords() {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const { stores, tiers } = useNames()
  return (terms: RewardTerms, field: Field): string => {
    switch (field) {
      case 'title':
      case 'description':
        return `${terms[field].zh} / ${terms[field].en}`
      case 'picture':
        return text.mall.drawings[terms.picture]
      case 'photo':
        return terms.photo === undefined ? text.common.none : `${said(terms.photo.alt)} #${terms.photo.large.slice(0, 6)}`
      case 'category':
        return text.mall.categories[terms.category]
      case 'pricePoints':
        return format.number(terms.pricePoints)
      case 'limitPerMember':
        return terms.limitPerMember === undefined ? text.common.unlimited : format.number(terms.limitPerMember)
      case 'opensAt':
      case 'closesAt':
        return terms[field] === undefined ? text.common.unlimited : format.dateTime(terms[field])
      case 'voucherDays':
        return `${terms.voucherDays} ${text.mall.days}`
      case 'refundOnExpiry':
        return terms.refundOnExpiry ? text.mall.yes : text.mall.no
      case 'stores':
        return terms.stores.length === 0 ? text.mall.everyStore : terms.stores.map((id) => stores.find((store) => store.id === id)?.name ?? id).join('、')
      case 'tiers':
        return (terms.tiers ?? []).map((id) => tiers.find((tier) => tier.id === id)).map((tier) => (tier === undefined ? '' : said(tier.name))).join('、') || text.mall.everyTier
    }
  }
}
