import { Button, Progress, Segmented } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { SentInputOf } from '../../../shared/api/endpoint'
import { mergeRehearsals, nothingRehearsed, type Rehearsal, resultOf } from '../../../shared/earning/rehearse'
import type { trialsApi } from '../../../shared/earning/trials.api'
import { costOf } from '../../../shared/campaigns/fitness'
import { api } from '../api'
import { useDeed } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { Failure, Nothing } from '../parts/answer'
import { Facts, Panel } from '../parts/page'

const CostChart = lazy(() => import('./cost-chart'))
const SPANS = [7, 30, 90]

interface Sums {
  readonly whole: Rehearsal
  readonly costFenPer100Points: number
  readonly budgetPoints: number | null
  readonly isDone: boolean
}

/** What it would have paid for the real events of the last days, part by part until all members were looked at. */
export default function Rehearse({ of }: { readonly of: SentInputOf<typeof trialsApi.rehearse>['of'] }) {
  const text = useText()
  const [days, choose] = useState(30)
  const [sums, show] = useState<Sums>()
  const isWanted = useRef(true)
  const deed = useDeed<undefined>(async () => {
    isWanted.current = true
    show(undefined)
    let whole = nothingRehearsed
    let cursor: string | undefined
    do {
      const { part, next, costFenPer100Points, budgetPoints } = await api.rehearse({ days, of, ...(cursor === undefined ? {} : { cursor }) })
      whole = mergeRehearsals(whole, part)
      cursor = next ?? undefined
      show({ whole, costFenPer100Points, budgetPoints, isDone: next === null })
    } while (cursor !== undefined && isWanted.current)
  })
  return (
    <>
      <Panel>
        <div className="row spread">
          <div className="row">
            <Segmented aria-label={text.trials.span} value={days} options={SPANS.map((value) => ({ value, label: text.trials.lastDays(value) }))} onChange={(value) => choose(Number(value))} />
            <Button id="rehearse" type="primary" loading={deed.isBusy} onClick={() => void deed.run(undefined)}>{text.trials.rehearse}</Button>
            {deed.isBusy && <Button onClick={() => { isWanted.current = false }}>{text.trials.stop}</Button>}
          </div>
          <span className="faint">{text.trials.rehearseAbout}</span>
        </div>
        <Failure of={deed.failure} />
      </Panel>
      {sums === undefined ? <Panel><Nothing say={text.trials.notRehearsed} /></Panel> : <Result of={sums} isBusy={deed.isBusy} />}
    </>
  )
}

function Result({ of: { whole, costFenPer100Points, budgetPoints }, isBusy }: { readonly of: Sums; readonly isBusy: boolean }) {
  const text = useText()
  const format = useFormat()
  const result = resultOf(whole, costFenPer100Points, budgetPoints ?? undefined)
  const days = whole.days.map(({ day, points, netPoints, events }) => ({ day, costFen: costOf(points, costFenPer100Points), points, netPoints, events }))
  return (
    <div id="rehearsed" aria-live="polite" aria-busy={isBusy}>
      <Panel>
        {isBusy && <Progress percent={100} status="active" showInfo={false} size="small" aria-label={text.trials.rehearse} />}
        <div className="figures">
          <div><span className="faint">{text.trials.cost}</span><div className="big">{format.money(result.costFen)}</div></div>
          <div><span className="faint">{text.trials.pointsPaid}</span><div className="big">{format.number(result.points)}</div></div>
          <div><span className="faint">{text.trials.netPoints}</span><div className="big">{format.number(result.netPoints)}</div></div>
          <div><span className="faint">{text.trials.membersPaid}</span><div className="big">{format.number(whole.paid)} <small className="soft">/ {format.number(whole.looked)}</small></div></div>
        </div>
        <p className={result.budgetEndsOn === null ? 'soft' : 'bad'}>{result.budgetLeft === null ? text.trials.noBudget : result.budgetEndsOn === null ? text.trials.budgetLasts(format.number(result.budgetLeft)) : text.trials.budgetEnds(format.shortDay(result.budgetEndsOn))}</p>
      </Panel>
      {result.points > 0 && <Panel title={text.trials.perDay}><Suspense fallback={<div className="chart" />}><CostChart days={days} /></Suspense></Panel>}
      <Panel title={text.trials.top}>
        {whole.top.length === 0 ? <p className="soft">{text.trials.nobody}</p> : <ol className="top">{whole.top.slice(0, 10).map(({ memberId, points }) => <li key={memberId}><Link to={`/members/${memberId}`}>{memberId}</Link><b className="number">{format.number(points)}</b></li>)}</ol>}
        <Facts of={[[text.trials.events, format.number(whole.events)], [text.trials.skipped, format.number(whole.skipped)]]} />
      </Panel>
    </div>
  )
}
