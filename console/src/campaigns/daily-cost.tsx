import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useFormat } from '../format'
import { useText } from '../language'

interface DayCost {
  readonly day: string
  readonly points: number
  readonly costFen: number
}

const HEIGHT = 240

/** What a campaign cost on each day as bars, and the same as a table for who cannot see them. */
export default function DailyCost({ days }: { readonly days: readonly DayCost[] }) {
  const text = useText()
  const format = useFormat()
  const words = text.campaigns.result
  return (
    <figure className="chart">
      <div aria-hidden>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <BarChart data={[...days]} margin={{ top: 8, right: 8, bottom: 0, left: 8 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="day" tickFormatter={format.shortDay} stroke="var(--ink-faint)" tickLine={false} axisLine={false} fontSize={12} minTickGap={24} />
            <YAxis tickFormatter={format.money} stroke="var(--ink-faint)" tickLine={false} axisLine={false} fontSize={12} width={64} />
            <Tooltip cursor={{ fill: 'var(--gold-wash)', opacity: 0.5 }} content={({ payload }) => <DayTip of={days.find(({ day }) => day === String(payload[0]?.payload?.day ?? ''))} />} />
            <Bar dataKey="costFen" fill="var(--gold)" radius={[4, 4, 0, 0]} maxBarSize={36} isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <details>
        <summary>{words.asTable}</summary>
        <table className="difference">
          <thead><tr><th scope="col">{words.day}</th><th scope="col">{words.points}</th><th scope="col">{words.costMoney}</th></tr></thead>
          <tbody>{days.map((one) => <tr key={one.day}><th scope="row">{one.day}</th><td>{format.number(one.points)}</td><td>{format.money(one.costFen)}</td></tr>)}</tbody>
        </table>
      </details>
    </figure>
  )
}

function DayTip({ of }: { readonly of: DayCost | undefined }) {
  const text = useText()
  const format = useFormat()
  if (of === undefined) return null
  return <div className="tip"><b>{of.day}</b><div>{text.campaigns.result.costMoney} {format.money(of.costFen)}</div><div>{text.campaigns.result.points} {format.number(of.points)}</div></div>
}
