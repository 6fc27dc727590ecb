import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Panel } from '../parts/page'
import { useMe } from '../shell/me'
import { placesFor } from '../shell/places'
import { Check } from './check'
import type { Today } from './figures'

const LOW_SHOWN = 4

interface Need {
  readonly key: string
  readonly say: ReactNode
  readonly to?: string
  readonly go?: string
  readonly isBad?: boolean
}

/** What waits for a person, each with the way to where it is dealt with. */
export function Needs({ of }: { readonly of: Today['attention'] }) {
  const text = useText()
  const needs = useNeeds(of)
  const open = placesFor(useMe().mayCall)
  const isOpen = (to: string) => open.some(({ path }) => path !== '/' && (to === path || to.startsWith(`${path}/`)))
  return (
    <Panel title={text.today.needs} id="needs">
      {needs.length === 0 && <p className="soft"><CheckCircleOutlined className="ok" aria-hidden /> {text.today.nothingNeeds}</p>}
      <ul className="list needs">
        {needs.map(({ key, say, to, go, isBad = false }) => (
          <li key={key} data-need={key} className="row spread">
            <span className="row grow-1"><ExclamationCircleOutlined className={isBad ? 'bad' : 'gold'} aria-hidden /><span>{say}</span></span>
            {to !== undefined && isOpen(to) && <Link to={to}>{go}</Link>}
          </li>
        ))}
      </ul>
      <Check of={of.check} isOverdue={of.checkIsOverdue} />
    </Panel>
  )
}

function useNeeds({ lowStock, reviews, check, checkIsOverdue, webhooks, approvals }: Today['attention']): readonly Need[] {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const low = lowStock.slice(0, LOW_SHOWN).map(({ rewardId, title, left }): Need => ({
    key: `stock-${rewardId}`, say: left === 0 ? text.today.soldOut(said(title)) : text.today.lowStock(said(title), format.number(left)), to: `/mall/${rewardId}`, go: text.today.lowStockDo, isBad: left === 0,
  }))
  return [
    ...(check !== null && check.breaches > 0 ? [{ key: 'breaches', say: text.today.breaches(format.number(check.breaches)), isBad: true }] : []),
    ...(checkIsOverdue ? [{ key: 'unchecked', say: check === null ? text.today.neverCheckedThough : text.today.checkOverdue(format.shortTime(check.at)), isBad: true }] : []),
    ...(approvals.waiting > 0 ? [{ key: 'approvals', say: text.today.approvals(format.number(approvals.waiting)), to: '/approvals', go: text.today.approvalsDo }] : []),
    ...(reviews.waiting > 0 ? [{ key: 'reviews', say: text.today.reviews(`${format.number(reviews.waiting)}${reviews.hasMore ? '+' : ''}`), to: '/reviews', go: text.today.reviewsDo }] : []),
    ...(webhooks.length > 0 ? [{ key: 'webhooks', say: text.today.webhooks(format.number(webhooks.length)), to: '/webhooks', go: text.today.webhooksDo, isBad: true }] : []),
    ...low,
    ...(lowStock.length > LOW_SHOWN ? [{ key: 'more-stock', say: text.today.moreLow(format.number(lowStock.length - LOW_SHOWN)), to: '/mall', go: text.today.lowStockDo }] : []),
  ]
}
