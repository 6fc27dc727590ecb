import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import type { RewardId } from '../../../shared/api/ids'
import type { RewardTerms } from '../../../shared/mall/reward'
import { shelfApi, type ShelfReward } from '../../../shared/mall/shelf.api'
import { ask } from '../door'
import { useNames } from '../campaigns/names'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Answer } from '../parts/answer'
import { type Field, fieldsThatDiffer, termsOf } from './terms'

interface StaleProps {
  readonly rewardId: RewardId
  readonly mine: RewardTerms
  readonly close: () => void
  readonly keepMine: (revision: number) => void
  readonly takeTheirs: (theirs: ShelfReward) => void
}

/** Somebody else has saved meanwhile: shows where the two differ and lets the person choose. */
export function Stale({ rewardId, mine, close, keepMine, takeTheirs }: StaleProps) {
  const text = useText()
  const asked = useQuery({ queryKey: ['stale', rewardId], queryFn: () => ask(shelfApi.shelfReward, { rewardId }), gcTime: 0, staleTime: 0 })
  const theirs = asked.data
  return (
    <Modal
      open
      width={720}
      title={text.mall.stale}
      onCancel={close}
      footer={[
        <Button key="theirs" disabled={theirs === undefined} onClick={() => theirs !== undefined && takeTheirs(theirs)}>{text.mall.takeTheirs}</Button>,
        <Button key="mine" type="primary" danger disabled={theirs === undefined} onClick={() => theirs !== undefined && keepMine(theirs.reward.revision)}>{text.mall.keepMine}</Button>,
      ]}
    >
      <p className="soft">{text.mall.staleAbout}</p>
      <Answer of={asked} rows={3}>{({ reward }) => <Difference mine={mine} theirs={termsOf(reward)} />}</Answer>
    </Modal>
  )
}

function Difference({ mine, theirs }: { readonly mine: RewardTerms; readonly theirs: RewardTerms }) {
  const text = useText()
  const word = useFieldWords()
  const differ = fieldsThatDiffer(mine, theirs)
  if (differ.length === 0) return <p>{text.mall.staleSame}</p>
  return (
    <table className="difference" id="difference">
      <thead><tr><th scope="col">{text.mall.field}</th><th scope="col">{text.mall.theirs}</th><th scope="col">{text.mall.mine}</th></tr></thead>
      <tbody>{differ.map((field) => <tr key={field}><th scope="row">{text.mall.fields[field]}</th><td>{word(theirs, field)}</td><td className="gold">{word(mine, field)}</td></tr>)}</tbody>
    </table>
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
