import { MoreOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { type CampaignView, marketingApi } from '../../../shared/campaigns/marketing.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { freshId, now } from '../clock'
import { useFormat } from '../format'
import { useText } from '../language'
import { Confirm } from '../parts/confirm'
import { Overlaps } from './overlaps'

const turns = { launch: api.launchCampaign, pause: api.pauseCampaign, resume: api.resumeCampaign, end: api.endCampaign, cancel: api.cancelCampaign }
type Turn = keyof typeof turns

const open: Readonly<Record<CampaignView['stage'], readonly Turn[]>> = {
  draft: ['launch', 'cancel'], scheduled: ['pause', 'cancel'], running: ['pause', 'end'], paused: ['resume', 'end'], ended: [], cancelled: [],
}

/** What can be done with a campaign now; each says first what it will do. */
export function Deeds({ of: view }: { readonly of: CampaignView }) {
  const text = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const forget = useForget()
  const { message } = App.useApp()
  const [chosen, choose] = useState<Turn>()
  const { campaign, stage } = view
  const turn = useDeed<string>(async () => {
    if (chosen === undefined) return
    const turned = await turns[chosen]({ campaignId: campaign.id, revision: campaign.revision })
    const isWaiting = 'approval' in turned && turned.approval !== null
    void message.success(isWaiting ? text.people.waits : text.campaigns.done[chosen])
    await forget(marketingApi.campaign, marketingApi.listCampaigns)
  })
  const copyId = useRef(freshId('campaign'))
  const copy = useDeed<undefined>(async () => {
    const made = await api.copyCampaign({ campaignId: campaign.id, id: copyId.current })
    copyId.current = freshId('campaign')
    void message.success(text.campaigns.copied)
    await forget(marketingApi.listCampaigns)
    void navigate(`/campaigns/${made.campaign.id}/edit`)
  })
  const [first, ...rest] = open[stage]
  const mayEdit = stage !== 'ended' && stage !== 'cancelled'
  const startsLater = Date.parse(campaign.startsAt) > now()
  const what = chosen === 'launch' ? text.campaigns.will.launch(startsLater ? format.dateTime(campaign.startsAt) : undefined) : chosen === undefined ? '' : text.campaigns.will[chosen]
  return (
    <>
      <Button onClick={() => void copy.run(undefined)} loading={copy.isBusy} id="copy">{text.campaigns.turn.copy}</Button>
      {mayEdit && <Button id="edit" onClick={() => void navigate(`/campaigns/${campaign.id}/edit`)}>{text.campaigns.turn.edit}</Button>}
      {rest.length > 0 && <Dropdown trigger={['click']} menu={{ items: rest.map((key) => ({ key, danger: true, label: text.campaigns.turn[key], onClick: () => choose(key) })) }}><Button id="more" icon={<MoreOutlined />} aria-label={text.campaigns.more} /></Dropdown>}
      {first !== undefined && <Button type={first === 'launch' || first === 'resume' ? 'primary' : 'default'} id={`turn-${first}`} onClick={() => choose(first)}>{text.campaigns.turn[first]}</Button>}
      {chosen !== undefined && (
        <Confirm title={text.campaigns.sure[chosen]} what={what} yes={text.campaigns.turn[chosen]} isDanger={chosen === 'end' || chosen === 'cancel'} deed={turn} close={() => choose(undefined)}>
          {(chosen === 'launch' || chosen === 'resume') && <Overlaps campaignId={campaign.id} isBrief />}
        </Confirm>
      )}
    </>
  )
}
