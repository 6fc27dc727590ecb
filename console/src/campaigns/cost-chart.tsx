import { useFormat } from '../format'
import { useText } from '../language'
import { DayBars } from './day-bars'

interface DayCost {
  readonly day: string
  readonly costFen: number
  readonly points: number
  readonly netPoints: number
  readonly events: number
}

const HEIGHT = 260

/** What a draft would have cost on each day. */
export default function CostChart({ days }: { readonly days: readonly DayCost[] }) {
  const { trials: words } = useText()
  const format = useFormat()
  return (
    <DayBars<DayCost>
      days={days}
      height={HEIGHT}
      words={words}
      columns={[
        { title: words.cost, of: ({ costFen }) => format.money(costFen) },
        { title: words.pointsPaid, of: ({ points }) => format.number(points) },
        { title: words.netPoints, of: ({ netPoints }) => format.number(netPoints), isForTable: true },
        { title: words.events, of: ({ events }) => format.number(events) },
      ]}
    />
  )
}
