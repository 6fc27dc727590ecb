import { Skeleton, Tabs } from 'antd'
import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import { useSaid, useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Failure } from '../parts/answer'
import { Page, Panel } from '../parts/page'
import { useMe } from '../shell/me'
import { Drafted } from './drafted'
import { useWorking, type Working } from './draft'
import { useNarrowing } from './narrowing'

const Trial = lazy(() => import('../campaigns/trial').then(({ Trial: screen }) => ({ default: screen })))
const Rehearse = lazy(() => import('../campaigns/rehearse'))
const tabs = ['terms', 'simulate', 'rehearse'] as const

/** The rules in force beside those that are drafted; the draft can be tried and rehearsed before it is published. */
export default function Rules() {
  const text = useText()
  const { get, set } = useAddress()
  const { working, failure, again } = useWorking()
  const tab = oneOf(tabs, get('tab')) ?? 'terms'
  const wait = <Skeleton active />
  const screens = {
    terms: working === undefined ? (failure === null ? wait : null) : <Terms working={working} />,
    simulate: <Suspense fallback={wait}><Trial programme={working?.draft === undefined ? 'published' : 'draft'} /></Suspense>,
    rehearse: <Suspense fallback={wait}>{working?.draft === undefined ? <Panel><p className="soft">{text.rules.noDraft}</p></Panel> : <Rehearse of={{ type: 'programme' }} />}</Suspense>,
  }
  return (
    <Page title={text.rules.title} about={text.rules.about} actions={<Link to="/rules/history">{text.rules.history}</Link>}>
      <Failure of={failure} again={again} />
      <Tabs activeKey={tab} destroyOnHidden onChange={(key) => set({ tab: key === 'terms' ? undefined : key }, { replace: true })} items={tabs.map((key) => ({ key, label: text.rules.tabs[key], children: screens[key] }))} />
    </Page>
  )
}

function Terms({ working }: { readonly working: Working }) {
  const text = useText()
  const said = useSaid()
  const me = useMe()
  const narrowing = useNarrowing()
  const { published } = working
  return (
    <div className="grid-2">
      <Panel title={text.rules.inForce(published.published)}>
        <ul className="list rule-list">
          {published.sentences.map(({ id, title, sentence }) => <li key={id}><h3>{said(title)} <code className="faint">{id}</code></h3><span>{said(sentence)}</span><div className="faint">{narrowing(published.programme.rules.find((rule) => rule.id === id))}</div></li>)}
        </ul>
      </Panel>
      <Drafted working={working} mayEdit={me.may('draftProgramme')} mayPublish={me.may('publishProgramme')} />
    </div>
  )
}
