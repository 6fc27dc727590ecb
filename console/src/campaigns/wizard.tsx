import { App, Button, Form, Skeleton, Steps } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { CampaignId } from '../../../shared/api/ids'
import type { Campaign, CampaignTerms } from '../../../shared/campaigns/campaign'
import { sorted } from '../../../shared/campaigns/fitness'
import { marketingApi } from '../../../shared/campaigns/marketing.api'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { freshId, now } from '../clock'
import { useText } from '../language'
import { oneOf, useAddress } from '../parts/address'
import { Answer, Failure } from '../parts/answer'
import { isRefusal } from '../parts/failure'
import { Page, Panel } from '../parts/page'
import { useUnsaved } from '../parts/unsaved'
import { NotThere } from '../shell/not-there'
import { ReadBack } from './read-back'
import { Stale } from './stale'
import { StepBudget } from './step-budget'
import { StepPromise } from './step-promise'
import { StepStacking } from './step-stacking'
import { StepWhen } from './step-when'
import { StepWho } from './step-who'
import { newTerms, problemsIn, steps, stepOf, termsOf } from './terms'

const screens = { promise: StepPromise, when: StepWhen, who: StepWho, budget: StepBudget, stacking: StepStacking }

/** Writes a new campaign, or one that is there. */
export default function Wizard() {
  const raw = useParams()['campaignId']
  const id = CampaignId.safeParse(raw)
  if (raw === undefined) return <Writing first={newTerms(now())} />
  return id.success ? <Existing campaignId={id.data} /> : <NotThere />
}

function Existing({ campaignId }: { readonly campaignId: CampaignId }) {
  const asked = useAsk(marketingApi.campaign, { campaignId })
  if (asked.data === undefined && asked.error === null) return <Skeleton active />
  return <Answer of={asked}>{({ campaign }) => <Writing key={campaignId} first={termsOf(campaign)} campaign={campaign} />}</Answer>
}

function Writing({ first, campaign }: { readonly first: CampaignTerms; readonly campaign?: Campaign }) {
  const text = useText()
  const { get, set } = useAddress()
  const step = oneOf(steps, get('step')) ?? 'promise'
  const [terms, change] = useState(first)
  const [shows, show] = useState(false)
  const saving = useSaving(campaign)
  const problems = problemsIn(terms, now())
  useUnsaved(!saving.isDone && JSON.stringify(sorted(terms)) !== JSON.stringify(sorted(first)))
  const here = [...problems].filter(([path]) => stepOf(path) === step)
  const at = steps.indexOf(step)
  const go = (to: number) => (show(false), set({ step: steps[to] }))
  const next = () => (here.length > 0 ? show(true) : go(at + 1))
  const save = async () => {
    const [path] = [...problems.keys()]
    if (path === undefined) return void (await saving.deed.run(terms))
    show(true)
    set({ step: stepOf(path) })
  }
  const Screen = screens[step]
  const isLast = at === steps.length - 1
  return (
    <Page title={campaign === undefined ? text.campaigns.create : text.campaigns.editTitle} back={campaign === undefined ? { to: '/campaigns', say: text.campaigns.title } : { to: `/campaigns/${campaign.id}`, say: campaign.name.zh }}>
      <Steps className="wizard-steps" current={at} onChange={go} items={steps.map((key) => ({ title: text.campaigns.steps[key], ...(shows && [...problems.keys()].some((path) => stepOf(path) === key) ? { status: 'error' as const } : {}) }))} />
      <div className="grid-side">
        <Form layout="vertical" requiredMark={false} component="form" onSubmitCapture={(event) => event.preventDefault()}>
          <Panel title={text.campaigns.stepTitles[step]}>
            <Screen terms={terms} change={(part) => change((before) => ({ ...before, ...part }))} problem={(path) => (shows && problems.has(path) ? text.campaigns.problems[problems.get(path) ?? 'wrong'] : undefined)} isLaunched={campaign !== undefined && campaign.state !== 'draft'} />
            {shows && here.length > 0 && <p className="bad" role="alert">{text.campaigns.problemsHere(here.length)}</p>}
            {!isRefusal(saving.deed.failure, 'revision_stale') && <Failure of={saving.deed.failure} />}
          </Panel>
          <div className="wizard-foot">
            {at > 0 && <Button onClick={() => go(at - 1)}>{text.campaigns.stepBefore}</Button>}
            <span className="bar-end" />
            <Button id="save" type={isLast ? 'primary' : 'default'} loading={saving.deed.isBusy} onClick={() => void save()}>{campaign === undefined ? text.campaigns.saveDraft : text.common.save}</Button>
            {!isLast && <Button id="next" type="primary" htmlType="submit" onClick={next}>{text.campaigns.stepNext}</Button>}
          </div>
        </Form>
        <ReadBack terms={terms} />
      </div>
      {isRefusal(saving.deed.failure, 'revision_stale') && campaign !== undefined && <Stale campaignId={campaign.id} mine={terms} close={saving.deed.clear} keepMine={(revision) => saving.overwrite(revision, terms)} takeTheirs={(theirs) => (saving.rebase(theirs.revision), change(termsOf(theirs)), saving.deed.clear())} />}
    </Page>
  )
}

/** Saves under one id and the revision that was seen; another one in between is refused and shown. */
function useSaving(campaign: Campaign | undefined) {
  const text = useText()
  const navigate = useNavigate()
  const forget = useForget()
  const { message } = App.useApp()
  const id = useRef(campaign?.id ?? freshId('campaign'))
  const revision = useRef(campaign?.revision ?? 0)
  const [isDone, finish] = useState(false)
  const deed = useDeed(async (terms: CampaignTerms) => {
    if (campaign === undefined) await api.createCampaign({ ...terms, id: id.current })
    else await api.editCampaign({ ...terms, campaignId: campaign.id, revision: revision.current })
    finish(true)
    void message.success(text.common.saved)
    await forget(marketingApi.campaign, marketingApi.listCampaigns, marketingApi.campaignOverlaps)
    void navigate(`/campaigns/${id.current}`)
  })
  const rebase = (to: number) => {
    revision.current = to
  }
  return { deed, rebase, isDone, overwrite: (to: number, terms: CampaignTerms) => (rebase(to), void deed.run(terms)) }
}
