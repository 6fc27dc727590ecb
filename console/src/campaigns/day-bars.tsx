import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useFormat } from '../format'

/** Something told of each day. */
interface Column<Day> {
  readonly title: string
  readonly of: (day: Day) => string
  /** Only the table has room for it. */
  readonly isForTable?: boolean
}

interface Words {
  readonly day: string
  readonly asTable: string
}

/** Cost of each day as bars, and all that is told of it as a table for who cannot see them. */
export function DayBars<Day extends { readonly day: string; readonly costFen: number }>({ days, height, words, columns }: { readonly days: readonly Day[]; readonly height: number; readonly words: Words; readonly columns: readonly Column<Day>[] }) {
  const format = useFormat()
  const tip = (one: Day | undefined) => one && <div className="tip"><b>{one.day}</b>{columns.filter(({ isForTable }) => isForTable !== true).map(({ title, of }) => <div key={title}>{title} {of(one)}</div>)}</div>
  return (
    <figure className="chart">
      <div aria-hidden>
        <ResponsiveContainer width="100%" height={height}>
          <BarChart data={[...days]} margin={{ top: 8, right: 8, bottom: 0, left: 8 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="day" tickFormatter={format.shortDay} stroke="var(--ink-faint)" tickLine={false} axisLine={false} fontSize={12} minTickGap={24} />
            <YAxis tickFormatter={format.money} stroke="var(--ink-faint)" tickLine={false} axisLine={false} fontSize={12} width={64} />
            <Tooltip cursor={{ fill: 'var(--gold-wash)', opacity: 0.5 }} content={({ payload }) => tip(days.find(({ day }) => day === String(payload[0]?.payload?.day ?? '')))} />
            <Bar dataKey="costFen" fill="var(--gold)" radius={[4, 4, 0, 0]} maxBarSize={36} isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <details>
        <summary>{words.asTable}</summary>
        <table className="difference">
          <thead><tr>{[words.day, ...columns.map(({ title }) => title)].map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
          <tbody>{days.map((one) => <tr key={one.day}><th scope="row">{one.day}</th>{columns.map(({ title, of }) => <td key={title}>{of(one)}</td>)}</tr>)}</tbody>
        </table>
      </details>
    </figure>
  )
}
