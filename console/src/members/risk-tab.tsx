import type { MemberId } from '../../../shared/api/ids'
import { riskApi } from '../../../shared/risk/risk.api'
import { useAsk } from '../asking'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Answer } from '../parts/answer'
import { Facts, Panel } from '../parts/page'

/** How a member stands, what WeChat thinks, and what was refused. */
export function RiskTab({ memberId }: { readonly memberId: MemberId }) {
  const text = useText()
  const format = useFormat()
  const risk = useAsk(riskApi.memberRisk, { memberId })
  return (
    <Answer of={risk} rows={3}>
      {({ standing, wechatRank, refused }) => (
        <div className="grid-2">
          <Panel title={text.members.standing}>
            <p style={{ marginTop: 0 }}>{standing === null ? text.members.neverDecided : <><b>{text.members.states[standing.state]}</b> · {standing.reason}<br /><span className="faint">{format.dateTime(standing.at)}</span></>}</p>
            <Facts of={[[text.members.rank, wechatRank === null ? text.common.none : `${wechatRank} / 4`]]} />
          </Panel>
          <Panel title={text.members.refused}><Refused of={refused} /></Panel>
        </div>
      )}
    </Answer>
  )
}

function Refused({ of }: { readonly of: readonly { readonly what: string; readonly at: string; readonly reasons: readonly { readonly zh: string; readonly en: string }[] }[] }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  if (of.length === 0) return <p className="soft" style={{ margin: 0 }}>{text.members.nothingRefused}</p>
  return <ul className="list">{of.map(({ what, at, reasons }) => <li key={`${what} ${at}`}><span className="faint">{format.shortTime(at)}</span><br />{reasons.map(said).join('；')}</li>)}</ul>
}
