import { MoreOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Tabs } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { RewardId } from '../../../shared/api/ids'
import { shelfApi, type ShelfReward } from '../../../shared/mall/shelf.api'
import { useNames } from '../campaigns/names'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer } from '../parts/answer'
import { Confirm } from '../parts/confirm'
import { Facts, Page, Panel } from '../parts/page'
import { useMe } from '../shell/me'
import { NotThere } from '../shell/not-there'
import { Window } from './list'
import { Preview } from './preview'
import { ShelfTag, StockBar } from './state'
import { StockTab } from './stock'

const tabs = ['overview', 'stock'] as const
const REFRESH_MS = 10_000

/** One reward: what members see of it, its terms, its stock, and what can be done with it. */
export default function RewardScreen() {
  const id = RewardId.safeParse(useParams()['rewardId'])
  return id.success ? <Loaded rewardId={id.data} /> : <NotThere />
}

function Loaded({ rewardId }: { readonly rewardId: RewardId }) {
  const asked = useAsk(shelfApi.shelfReward, { rewardId }, { everyMs: REFRESH_MS })
  return <Answer of={asked} rows={8}>{(one) => <Shown one={one} />}</Answer>
}

function Shown({ one }: { readonly one: ShelfReward }) {
  const text = useText()
  const said = useSaid()
  const { get, set } = useAddress()
  const tab = oneOf(tabs, get('tab')) ?? 'overview'
  const screens = { overview: <Overview one={one} />, stock: <StockTab one={one} /> }
  return (
    <Page title={said(one.reward.title)} tag={<ShelfTag of={one} />} back={{ to: '/mall', say: text.mall.title }} actions={<Turns of={one} />}>
      <Tabs activeKey={tab} onChange={(key) => set({ tab: key === 'overview' ? undefined : key, cursor: undefined }, { replace: true })} destroyOnHidden items={tabs.map((key) => ({ key, label: text.mall.tabs[key], children: screens[key] }))} />
    </Page>
  )
}

function Overview({ one }: { readonly one: ShelfReward }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const me = useMe()
  const { stores, tiers } = useNames()
  const { reward, stock, photo } = one
  const storeNames = reward.stores.map((id) => stores.find((store) => store.id === id)?.name ?? id).join('、')
  const tierNames = (reward.tiers ?? []).map((id) => { const tier = tiers.find((level) => level.id === id); return tier === undefined ? id : said(tier.name) }).join('、')
  return (
    <div className="grid-side">
      <div>
        <Panel title={text.mall.stock}>
          <div className="big">{format.number(stock.available)} <small className="soft">{text.mall.units}</small></div>
          <StockBar of={stock} />
          {me.may('findVouchers') && <p style={{ marginBottom: 0 }}><Link to={`/vouchers?reward=${reward.id}`}>{text.mall.inVouchers}</Link></p>}
        </Panel>
        <Panel title={text.campaigns.about2}>
          <Facts
            of={[
              [text.mall.price, text.common.points(format.number(reward.pricePoints))], [text.mall.category, text.mall.categories[reward.category]], [text.mall.window, <Window key="window" of={reward} />],
              [text.mall.limit, reward.limitPerMember === undefined ? text.common.unlimited : `${format.number(reward.limitPerMember)} ${text.mall.units}`], [text.mall.voucherDays, `${reward.voucherDays} ${text.mall.days}`], [text.mall.refund, reward.refundOnExpiry ? text.mall.yes : text.mall.no],
              [text.mall.stores, storeNames === '' ? text.mall.everyStore : storeNames], [text.mall.tiers, tierNames === '' ? text.mall.everyTier : tierNames], [text.campaigns.revision, String(reward.revision)],
            ]}
          />
        </Panel>
      </div>
      <Preview terms={reward} photo={photo} left={stock.available} />
    </div>
  )
}

const turns = { open: api.openReward, close: api.closeReward, withdraw: api.withdrawReward }
type Turn = keyof typeof turns
const open: Readonly<Record<ShelfReward['reward']['shelf'], readonly Turn[]>> = { draft: ['open', 'withdraw'], open: ['close', 'withdraw'], closed: ['open', 'withdraw'], withdrawn: ['open'] }

/** What can be done with a reward now; each says first what it will do. */
function Turns({ of: { reward } }: { readonly of: ShelfReward }) {
  const text = useText()
  const me = useMe()
  const navigate = useNavigate()
  const forget = useForget()
  const { message } = App.useApp()
  const [chosen, choose] = useState<Turn>()
  const deed = useDeed<string>(async () => {
    if (chosen === undefined) return
    await turns[chosen]({ rewardId: reward.id, revision: reward.revision })
    void message.success(text.mall.done[chosen])
    await forget(shelfApi.shelf, shelfApi.shelfReward)
  })
  if (!me.may('editReward')) return null
  const [first, ...rest] = open[reward.shelf]
  return (
    <>
      <Button id="edit" onClick={() => void navigate(`/mall/${reward.id}/edit`)}>{text.mall.edit}</Button>
      {rest.length > 0 && <Dropdown trigger={['click']} menu={{ items: rest.map((key) => ({ key, danger: key === 'withdraw', label: text.mall.turn[key], onClick: () => choose(key) })) }}><Button id="more" icon={<MoreOutlined />} aria-label={text.campaigns.more} /></Dropdown>}
      {first !== undefined && <Button id={`turn-${first}`} type={first === 'open' ? 'primary' : 'default'} onClick={() => choose(first)}>{text.mall.turn[first]}</Button>}
      {chosen !== undefined && <Confirm title={text.mall.sure[chosen]} what={text.mall.will[chosen]} yes={text.mall.turn[chosen]} isDanger={chosen !== 'open'} deed={deed} close={() => choose(undefined)} />}
    </>
  )
}
