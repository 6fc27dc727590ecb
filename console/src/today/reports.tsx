import { Alert, Input, Select, Segmented } from 'antd'
import { lazy, Suspense } from 'react'
import type { ReplyOf } from '../../../shared/api/endpoint'
import { dimensions } from '../../../shared/insight/figures'
import { FIGURE_DAYS_MAX, figureNames, insightApi } from '../../../shared/insight/insight.api'
import { daysBetween } from '../../../shared/time/day'
import { useAsk } from '../asking'
import { now } from '../clock'
import { addDays, todayAt } from '../format'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Page } from '../parts/page'
import { useIdNames } from './id-names'
import { Meaning } from './meaning'
import { ReportTable } from './report-table'

const Chart = lazy(() => import('./report-chart'))
const ranges = [7, 30, 90] as const
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** One figure over days, of all or by store, rule and so on; the question is in the address. */
export default function Reports() {
  const text = useText()
  const said = useSaid()
  const { get, set } = useAddress()
  const definitions = useAsk(insightApi.figureDefinitions, {}).data?.items ?? []
  const today = todayAt(now())
  const figure = oneOf(figureNames, get('figure')) ?? 'issued'
  const definition = definitions.find((one) => one.figure === figure)
  const wanted = oneOf(dimensions, get('by')) ?? 'all'
  const by = wanted === 'all' || definition?.by.includes(wanted) === true ? wanted : 'all'
  const [from, to] = [get('from') ?? addDays(today, -29), get('to') ?? today].map((day) => (DAY.test(day) ? day : today))
  const isRange = from !== undefined && to !== undefined && from <= to && daysBetween(from, to) < FIGURE_DAYS_MAX
  const asked = useAsk(insightApi.figures, { figure, by, from: from ?? today, to: to ?? today }, { keep: true, enabled: isRange && definition !== undefined })
  const range = ranges.find((days) => to === today && from === addDays(today, 1 - days))
  return (
    <Page title={text.today.reports} about={text.today.reportsAbout}>
      <div className="bar">
        <Select showSearch optionFilterProp="label" aria-label={text.today.figure} value={figure} onChange={(next) => set({ figure: next, by: undefined, sort: undefined })} options={definitions.map(({ figure: value, title }) => ({ value, label: said(title) }))} style={{ width: 210 }} />
        <Select aria-label={text.today.by} value={by} onChange={(next) => set({ by: next === 'all' ? undefined : next, sort: undefined })} options={(['all', ...(definition?.by ?? [])] as const).map((value) => ({ value, label: text.today.dimensions[value] }))} style={{ width: 120 }} />
        <Segmented<number> aria-label={text.today.from} value={range ?? 0} onChange={(days) => set({ from: addDays(today, 1 - days), to: today })} options={ranges.map((days) => ({ value: days, label: text.today.ranges[days] }))} />
        <span className="row no-wrap">
          <Input type="date" aria-label={text.today.from} value={from ?? ''} max={to ?? today} onChange={({ target }) => set({ from: target.value })} style={{ width: 150 }} />
          <Input type="date" aria-label={text.today.to} value={to ?? ''} max={today} onChange={({ target }) => set({ to: target.value })} style={{ width: 150 }} />
        </span>
      </div>
      {isRange ? <Answer of={asked} rows={8}>{(report) => <Report of={report} />}</Answer> : <Alert type="warning" showIcon title={text.today.badRange(FIGURE_DAYS_MAX)} />}
    </Page>
  )
}

function Report({ of }: { readonly of: ReplyOf<typeof insightApi.figures> }) {
  const text = useText()
  const said = useSaid()
  const definition = useAsk(insightApi.figureDefinitions, {}).data?.items.find(({ figure }) => figure === of.figure)
  const names = useIdNames(of.by)
  const title = definition === undefined ? of.figure : said(definition.title)
  const series = of.series.map((one) => ({ ...one, name: one.id === null ? title : names(one.id) }))
  if (series.length === 0) return <div className="panel"><Nothing say={text.today.none} /></div>
  return (
    <>
      <section className="panel" aria-label={title}>
        <div className="panel-head"><h2>{title} <Meaning of={definition} /></h2></div>
        {definition !== undefined && <p className="soft">{said(definition.definition)}</p>}
        <Suspense fallback={<div className="chart" />}><Chart days={of.days} unit={of.unit} isLevel={of.kind === 'level'} series={series} /></Suspense>
      </section>
      <ReportTable days={of.days} unit={of.unit} isLevel={of.kind === 'level'} series={series} file={`${of.figure}-${of.by}-${of.days[0] ?? ''}-${of.days.at(-1) ?? ''}.csv`} />
    </>
  )
}
