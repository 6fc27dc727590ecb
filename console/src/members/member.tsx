import { useParams } from 'react-router'
import { MemberId } from '../../../shared/api/ids'
import { riskApi } from '../../../shared/risk/risk.api'
import { type MemberPage, memberPagesApi } from '../../../shared/tiers/member-pages.api'
import { useAsk } from '../asking'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { Answer } from '../parts/answer'
import { Facts, Page, Panel } from '../parts/page'
import { NotThere } from '../shell/not-there'
import { MemberDeeds } from './deeds'
import { Entries } from './entries'

/** One member: what they have, how they stand, every change of their points, and what staff can do. */
export default function MemberScreen() {
  const id = MemberId.safeParse(useParams()['memberId'])
  return id.success ? <Loaded memberId={id.data} /> : <NotThere />
}

function Loaded({ memberId }: { readonly memberId: MemberId }) {
  const asked = useAsk(memberPagesApi.memberPage, { memberId })
  return <Answer of={asked} rows={8}>{(page) => <Shown page={page} memberId={memberId} />}</Answer>
}

function Shown({ page, memberId }: { readonly page: MemberPage; readonly memberId: MemberId }) {
  const text = useText()
  const said = useSaid()
  const risk = useAsk(riskApi.memberRisk, { memberId })
  const { profile, tier } = page
  const state = risk.data?.standing?.state
  const tags = (
    <>
      {tier !== null && <span className="stage stage-scheduled">{said(tier.tier.name)}</span>}
      {(state === 'frozen' || state === 'trusted') && <span className={`stage ${state === 'frozen' ? 'stage-paused' : 'stage-running'}`}>{text.members.states[state]}</span>}
    </>
  )
  return (
    <Page title={profile.nickname === '' ? text.members.nameless : profile.nickname} tag={tags} about={<>{text.members.card} <code>{profile.cardNo}</code></>} back={{ to: '/members', say: text.members.title }} actions={<MemberDeeds page={page} memberId={memberId} state={state} />}>
      <div className="grid-side">
        <div>
          <Balance page={page} />
          <Panel title={text.members.entries} className="panel-table"><Entries memberId={memberId} /></Panel>
        </div>
        <div>
          <Who page={page} />
          <Panel title={text.members.standing}>
            <Answer of={risk} rows={2}>
              {({ standing, wechatRank, refused }) => (
                <>
                  <p style={{ marginTop: 0 }}>{standing === null ? text.members.neverDecided : <><b>{text.members.states[standing.state]}</b> · {standing.reason}</>}</p>
                  <Facts of={[[text.members.rank, wechatRank === null ? text.common.none : `${wechatRank} / 4`]]} />
                  <h3 className="sub">{text.members.refused}</h3>
                  <Refused of={refused} />
                </>
              )}
            </Answer>
          </Panel>
        </div>
      </div>
    </Page>
  )
}

function Refused({ of }: { readonly of: readonly { readonly what: string; readonly at: string; readonly reasons: readonly { readonly zh: string; readonly en: string }[] }[] }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  if (of.length === 0) return <p className="soft" style={{ margin: 0 }}>{text.members.nothingRefused}</p>
  return <ul className="list">{of.map(({ what, at, reasons }) => <li key={`${what} ${at}`}><span className="faint">{format.shortTime(at)}</span><br />{reasons.map(said).join('；')}</li>)}</ul>
}

function Balance({ page: { account } }: { readonly page: MemberPage }) {
  const text = useText()
  const format = useFormat()
  const figures = [['available', account.available], ['pending', account.pending], ['inReview', account.inReview], ['held', account.held], ['debt', account.debt]] as const
  const [soonest] = account.lots
  return (
    <Panel>
      <div className="figures figures-5">{figures.map(([key, points]) => <div key={key}><span className="faint">{text.members.account[key]}</span><div className={`big ${key === 'debt' && points > 0 ? 'bad' : ''}`} id={`account-${key}`}>{format.number(points)}</div></div>)}</div>
      {soonest !== undefined && soonest.expiresOn !== 'never' && <p className="soft" style={{ marginBottom: 0 }}>{text.members.expires(format.number(soonest.points), soonest.expiresOn)}</p>}
    </Panel>
  )
}

function Who({ page: { profile, tier, lists, customer } }: { readonly page: MemberPage }) {
  const text = useText()
  const said = useSaid()
  const format = useFormat()
  return (
    <Panel title={text.members.who}>
      <Facts
        of={[
          [text.members.phone, profile.phoneMasked ?? text.common.none], [text.members.joined, profile.joinedOn],
          [text.members.tier, tier === null ? text.common.none : `${said(tier.tier.name)}${tier.isManual ? ` · ${text.members.byHand}` : ''}${tier.until === 'never' ? '' : ` · ${text.members.until(tier.until)}`}`],
          [text.members.growth, tier === null ? text.common.none : format.number(tier.growth)],
          ...(customer === null ? [] : [[text.members.customer, customer] as const]), ...(lists.length === 0 ? [] : [[text.members.lists, lists.join('、')] as const]),
          ...(profile.staffRole === null ? [] : [[text.members.staff, text.common.roles[profile.staffRole]] as const]),
          [text.members.id, <code key="id" className="faint">{profile.id}</code>],
        ]}
      />
    </Panel>
  )
}
