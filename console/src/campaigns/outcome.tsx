import { Tag } from 'antd'
import type { CampaignId } from '../../../shared/api/ids'
import type { Simulation } from '../../../shared/earning/trials.api'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Facts, Panel } from '../parts/page'

/** What was tried, answered: the points, what they are made of, what cut them, and each campaign with its reason. */
export function Outcome({ of, focus }: { readonly of: Simulation; readonly focus?: CampaignId | undefined }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  const campaigns = [...of.campaigns].sort((a, b) => Number(b.id === focus) - Number(a.id === focus))
  return (
    <div aria-live="polite">
      <Panel>
        <div className="row spread">
          <div><div className="faint">{text.trials.earns(format.dateTime(of.at))}</div><div className="big" id="outcome-points">{format.number(of.points)} <small className="soft">{text.common.pointsUnit}</small></div></div>
          <div className="soft">{of.version === null ? text.trials.byDraft : text.trials.byVersion(of.version)}</div>
        </div>
        <ul className="list parts">
          {of.parts.map((part) => <li key={`${part.by} ${part.id}`}><span>{said(part.sentence)} <Tag variant="filled">{text.trials.by[part.by]}</Tag></span><b className="number">+{format.number(part.points)}</b></li>)}
          {of.cappedBy.map((cut) => <li key={`${cut.cap} ${cut.by}`} className="bad"><span>{said(cut.sentence)}</span><b className="number">−{format.number(cut.cutPoints)}</b></li>)}
        </ul>
      </Panel>
      {campaigns.length > 0 && (
        <Panel title={text.trials.campaigns}>
          <ul className="list parts">
            {campaigns.map((one) => (
              <li key={one.id} className={one.id === focus ? 'is-focus' : ''}>
                <span><b>{said(one.name)}</b>{one.arm !== null && one.arm !== 'a' && <Tag variant="filled">{one.arm}</Tag>}<br /><span className="soft">{said(one.sentence)}</span></span>
                <b className={`number ${one.points > 0 ? 'ok' : 'faint'}`}>{one.points > 0 ? `+${format.number(one.points)}` : '0'}</b>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={text.trials.after}>
        <Facts
          of={[
            [text.trials.usable, of.lots.length === 0 ? text.common.none : of.lots.map(({ points, usableFrom, expiresOn }) => text.trials.lot(format.number(points), format.shortDay(usableFrom), /^\d{4}-/.test(expiresOn) ? expiresOn : text.trials.forms[expiresOn === 'active' ? 'active' : 'never'])).join('；')],
            [text.trials.growth, `+${format.number(of.growth)}`],
            [text.trials.available, format.number(of.account.available)],
            [text.trials.pending, format.number(of.account.pending)],
            ...of.budgets.map(({ budget, leftBefore, leftAfter }) => [text.trials.budgetOf(said(of.campaigns.find(({ id }) => budget.includes(id))?.name ?? { zh: budget, en: budget })), `${format.number(leftBefore)} → ${format.number(leftAfter)}`] as const),
          ]}
        />
      </Panel>
    </div>
  )
}
