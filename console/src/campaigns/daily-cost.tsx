import { useFormat } from '../format'
import { useText } from '../language'
import { DayBars } from './day-bars'

interface DayCost {
  readonly day: string
  readonly points: number
  readonly costFen: number
}

const HEIGHT = 240

/** What a campaign cost on each day. */
export default function DailyCost({ days }: { readonly days: readonly DayCost[] }) {
  const { result: words } = useText().campaigns
  const format = useFormat()
  return <DayBars<DayCost> days={days} height={HEIGHT} words={words} columns={[{ title: words.points, of: ({ points }) => format.number(points) }, { title: words.costMoney, of: ({ costFen }) => format.money(costFen) }]} />
}
