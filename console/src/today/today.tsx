import { insightApi } from '../../../shared/insight/insight.api'
import { useAsk } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { Answer } from '../parts/answer'
import { Page } from '../parts/page'
import { ByStore } from './by-store'
import { EVERY_MS } from './every'
import { firstFigures, type Today } from './figures'
import { FirstDay } from './first-day'
import { Needs } from './needs'
import { Running } from './running'
import { Tile } from './tile'

/** What happens today, as it happens, and what needs a person. */
export default function TodayScreen() {
  const text = useText()
  const format = useFormat()
  const asked = useAsk(insightApi.insightToday, {}, { everyMs: EVERY_MS })
  const at = asked.data === undefined ? undefined : <span className={asked.error === null ? 'live' : 'live live-late'}>{asked.error === null ? text.today.asOf(format.clock(asked.data.at)) : text.today.paused}</span>
  return (
    <Page title={text.shell.menu.today} about={asked.data && format.day(asked.data.day)} actions={at}>
      <Answer of={asked} rows={10}>{(today) => <Day of={today} />}</Answer>
    </Page>
  )
}

function Day({ of }: { readonly of: Today }) {
  const definitions = useAsk(insightApi.figureDefinitions, {}).data?.items ?? []
  const members = of.figures.find(({ figure }) => figure === 'members')
  const isFirstDay = members !== undefined && Math.max(...members.recent) === 0
  return (
    <>
      {isFirstDay && <FirstDay />}
      <div className="tiles">
        {firstFigures.map((name) => {
          const figure = of.figures.find((one) => one.figure === name)
          return figure && <Tile key={name} of={figure} definition={definitions.find((one) => one.figure === name)} />
        })}
      </div>
      <div className="grid-side">
        <div><Running /><ByStore of={of.redemptionsByStore} /></div>
        <div><Needs of={of.attention} /></div>
      </div>
    </>
  )
}
