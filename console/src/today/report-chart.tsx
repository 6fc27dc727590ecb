import { Bar, BarChart, CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useFormat } from '../format'
import { useText } from '../language'
import { type Definition, useValue } from './figures'

export interface Shown {
  readonly days: readonly string[]
  readonly unit: Definition['unit']
  readonly isLevel: boolean
  readonly series: readonly { readonly id: string | null; readonly name: string; readonly values: readonly number[]; readonly total: number }[]
}

const HEIGHT = 300
const LINES_MAX = 5
const colours = ['var(--gold)', 'var(--jade)', '#7a6bb0', '#3f7fa6', '#b0724a', 'var(--ink-faint)']

/** Days as bars on each other for what happened, as lines for what there was. The largest few have a colour of their own; the table below has all. */
export default function ReportChart({ days, unit, isLevel, series }: Shown) {
  const text = useText()
  const format = useFormat()
  const value = useValue()
  const first = series.slice(0, LINES_MAX)
  const rest = series.slice(LINES_MAX)
  const lines = [...first, ...(rest.length === 0 ? [] : [{ name: text.today.others, values: days.map((_, i) => rest.reduce((sum, one) => sum + (one.values[i] ?? 0), 0)) }])]
  const data = days.map((day, i) => ({ day, ...Object.fromEntries(lines.map(({ values }, place) => [`v${place}`, values[i] ?? 0])) }))
  const common = { data, margin: { top: 8, right: 8, bottom: 0, left: 8 }, accessibilityLayer: false }
  const inside = [
    <CartesianGrid key="grid" vertical={false} stroke="var(--line)" />,
    <XAxis key="x" dataKey="day" tickFormatter={format.shortDay} stroke="var(--ink-faint)" tickLine={false} axisLine={false} fontSize={12} minTickGap={28} />,
    <YAxis key="y" tickFormatter={(one: number) => value(one, unit)} stroke="var(--ink-faint)" tickLine={false} axisLine={false} fontSize={12} width={72} allowDecimals={false} />,
    <Tooltip key="tip" cursor={{ fill: 'var(--gold-wash)', stroke: 'var(--line)', opacity: 0.5 }} content={({ payload, label }) => (payload.length === 0 ? null : <div className="tip"><b>{String(label)}</b>{payload.map((one) => <div key={String(one.dataKey)}>{String(one.name)} {value(Number(one.value), unit)}</div>)}</div>)} />,
    ...(lines.length > 1 ? [<Legend key="legend" iconType="circle" iconSize={8} />] : []),
  ]
  return (
    <figure className="chart" aria-hidden>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        {isLevel ? (
          <LineChart {...common}>{inside}{lines.map(({ name }, i) => <Line key={name} dataKey={`v${i}`} name={name} stroke={colours[i] ?? ''} dot={false} strokeWidth={2} isAnimationActive={false} />)}</LineChart>
        ) : (
          <BarChart {...common}>{inside}{lines.map(({ name }, i) => <Bar key={name} dataKey={`v${i}`} name={name} stackId="all" fill={colours[i] ?? ''} maxBarSize={36} isAnimationActive={false} />)}</BarChart>
        )}
      </ResponsiveContainer>
    </figure>
  )
}
