import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { lazy, Suspense } from 'react'
import type { ReplyOf } from '../../../shared/api/endpoint'
import type { Campaign } from '../../../shared/campaigns/campaign'
import { costOf } from '../../../shared/campaigns/fitness'
import { insightApi } from '../../../shared/insight/insight.api'
import { dayOf } from '../../../shared/time/day'
import { useAsk } from '../asking'
import { now } from '../clock'
import { addDays, timeZone, todayAt, useFormat } from '../format'
import { useText } from '../language'
import { Answer, Nothing } from '../parts/answer'
import { type Cell, csvLine, saveCsv } from '../parts/csv'
import { Panel } from '../parts/page'
import { useMe } from '../shell/me'
import { Interval, reachOf } from './interval'
import { useNames } from './names'

const DailyCost = lazy(() => import('./daily-cost'))
const REFRESH_MS = 30_000
const DAYS_SHOWN_MAX = 120
type Outcome = ReplyOf<typeof insightApi.campaignResult>
type ArmResult = Outcome['arms'][number]

/** What a campaign has cost and what it brought, arm by arm, with how sure that is. */
export default function Result({ campaign }: { readonly campaign: Campaign }) {
  const text = useText()
  const asked = useAsk(insightApi.campaignResult, { campaignId: campaign.id }, { everyMs: REFRESH_MS })
  const days = useDailyCost(campaign)
  return (
    <Answer of={asked} isEmpty={({ membersReached, costPoints, arms }) => membersReached + costPoints + arms.length === 0} empty={<Panel><Nothing say={text.campaigns.result.nothing} /></Panel>} rows={8}>
      {(outcome) => (
        <>
          <Sums of={outcome} save={() => saveCsv(`${campaign.id}.csv`, fileOf(text, outcome, days).map(csvLine))} />
          <Compared of={outcome} />
          {days.length > 0 && <Panel title={text.campaigns.result.daily}><Suspense fallback={null}><DailyCost days={days} /></Suspense></Panel>}
        </>
      )}
    </Answer>
  )
}

interface DayCost {
  readonly day: string
  readonly points: number
  readonly costFen: number
}

/** Points that the campaign paid day by day, the latest days only. */
function useDailyCost(campaign: Campaign): readonly DayCost[] {
  const me = useMe()
  const { costFenPer100Points = 0 } = useNames()
  const today = todayAt(now())
  const [begins, ends] = [dayOf(Date.parse(campaign.startsAt), timeZone()), dayOf(Date.parse(campaign.endsAt) - 1, timeZone())]
  const to = ends < today ? ends : today
  const earliest = addDays(to, 1 - DAYS_SHOWN_MAX)
  const from = begins < earliest ? earliest : begins
  const { data } = useAsk(insightApi.figures, { figure: 'issued', by: 'campaign', from, to }, { enabled: me.may('figures') && from <= to, everyMs: REFRESH_MS })
  const values = data?.series.find(({ id }) => id === campaign.id)?.values ?? []
  return data === undefined ? [] : data.days.map((day, i) => ({ day, points: values[i] ?? 0, costFen: costOf(values[i] ?? 0, costFenPer100Points) }))
}

function Sums({ of: { costPoints, costFen, membersReached }, save }: { readonly of: Outcome; readonly save: () => void }) {
  const text = useText()
  const format = useFormat()
  const words = text.campaigns.result
  const each = membersReached === 0 ? '–' : format.money(Math.round(costFen / membersReached))
  const sums = [['cost', words.cost, format.number(costPoints)], ['money', words.costMoney, format.money(costFen)], ['reached', words.reached, format.number(membersReached)], ['each', words.perMember, each]] as const
  return (
    <Panel aside={<Button id="export" icon={<DownloadOutlined />} onClick={save}>{words.export}</Button>} title={words.cost}>
      <dl className="figures" style={{ margin: 0 }}>{sums.map(([key, name, value]) => <div key={key}><dt className="faint">{name}</dt><dd className="big" id={`sum-${key}`} style={{ margin: 0 }}>{value}</dd></div>)}</dl>
    </Panel>
  )
}

function Compared({ of: { arms, comparedWith, holdOut } }: { readonly of: Outcome }) {
  const text = useText()
  const words = text.campaigns.result
  if (comparedWith === null) return <Panel title={words.compare}><p className="soft" style={{ margin: 0 }}>{words.noCompare}</p></Panel>
  const reach = reachOf(arms.map(({ fenDifference }) => fenDifference))
  const percent = (share: number) => `${Math.round(share * 100)}%`
  return (
    <Panel title={comparedWith === 'hold_out' ? words.compare : words.compareWithA} id="compared">
      {holdOut !== null && !holdOut.isPlausible && <Alert type="warning" showIcon title={words.unfair(percent(holdOut.share), percent(holdOut.expectedShare))} style={{ marginBottom: 16 }} />}
      <div className="arms">{arms.filter(({ arm }) => arm !== comparedWith).map((arm) => <Arm key={arm.arm} of={arm} reach={reach} />)}</div>
      <details><summary className="soft">{words.asTable}</summary><ArmTable of={arms} /></details>
    </Panel>
  )
}

/** An arm against the one it is compared with: a sentence, and the interval drawn. */
function Arm({ of, reach }: { readonly of: ArmResult; readonly reach: number }) {
  const text = useText()
  const format = useFormat()
  const words = text.campaigns.result
  const signed = (fen: number) => `${fen < 0 ? '−' : '+'}${format.money(Math.abs(Math.round(fen)))}`
  const plain = (fen: number) => format.money(Math.abs(Math.round(fen)))
  const it = of.fenDifference
  const say = () => {
    if (it === null) return words.few
    if (it.low > 0) return `${words.more(plain(it.difference), plain(it.low), plain(it.high))}${words.brings(plain(it.difference * of.members))}`
    if (it.high < 0) return words.less(plain(it.difference), plain(it.high), plain(it.low))
    return words.unclear(signed(it.low), signed(it.high))
  }
  return (
    <div>
      <h3>{words.arms(of.arm)}</h3>
      <p className="sentence" id={`arm-${of.arm}`}>{say()}</p>
      {it !== null && <Interval of={it} reach={reach} label={words.chart(signed(it.low), signed(it.high))} ends={[signed(-reach), signed(reach)]} />}
    </div>
  )
}

function ArmTable({ of }: { readonly of: readonly ArmResult[] }) {
  const text = useText()
  const format = useFormat()
  const words = text.campaigns.result
  return (
    <table className="difference">
      <thead><tr>{[words.arm, words.members, words.purchases, words.money, words.purchasesEach, words.moneyEach].map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      <tbody>{of.map((one) => <tr key={one.arm}><th scope="row">{words.arms(one.arm)}</th><td>{format.number(one.members)}</td><td>{format.number(one.purchases)}</td><td>{format.money(one.purchasesFen)}</td><td>{one.purchasesPerMember.toFixed(2)}</td><td>{format.money(Math.round(one.fenPerMember))}</td></tr>)}</tbody>
    </table>
  )
}

/** Sums, arms and days, one table below the other. Money in yuan. */
function fileOf(text: ReturnType<typeof useText>, { costPoints, costFen, membersReached, arms }: Outcome, days: readonly DayCost[]): readonly (readonly Cell[])[] {
  const words = text.campaigns.result
  const yuan = (fen: number) => Math.round(fen) / 100
  const between = (it: ArmResult['fenDifference']) => (it === null ? ['', '', ''] : [it.difference, it.low, it.high].map(yuan))
  return [
    [words.cost, words.costMoney, words.reached], [costPoints, yuan(costFen), membersReached], [],
    [words.arm, words.members, words.purchases, words.money, words.purchasesEach, words.moneyEach, 'Δ', '95% −', '95% +'],
    ...arms.map((one) => [words.arms(one.arm), one.members, one.purchases, yuan(one.purchasesFen), Number(one.purchasesPerMember.toFixed(4)), yuan(one.fenPerMember), ...between(one.fenDifference)]), [],
    [words.day, words.points, words.costMoney], ...days.map((one) => [one.day, one.points, yuan(one.costFen)]),
  ]
}
