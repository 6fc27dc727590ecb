import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { CampaignId } from '../../../../shared/api/ids'
import { type CampaignPage, campaignsApi } from '../../../../shared/campaigns/campaigns.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { RemindOfStart } from '../../components/remind-start'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { Empty, States } from '../../components/states'
import { Tag, type TagProps } from '../../components/tag'
import { showInstant } from '../../dates'
import { type Load, useLoad } from '../../load'
import { openPage, openTab } from '../../open'
import { TimeLeft } from './time-left'
import { useWords } from './words'
import './index.scss'

export default function CampaignScreen() {
  const { words } = useWords()
  const id = CampaignId.safeParse(useRouter().params['id'])
  return id.success ? (
    <Campaign id={id.data} />
  ) : (
    <Screen title={words.title}>
      <Gone />
    </Screen>
  )
}

function Campaign({ id }: { readonly id: CampaignId }) {
  const { words, language } = useWords()
  const load = useLoad(campaignsApi.campaignPage, { campaignId: id })
  const { state } = load
  const campaign = state.type === 'data' ? state.data : undefined
  if (state.type === 'refused' && state.code === 'campaign_not_found') {
    return (
      <Screen title={words.title}>
        <Gone />
      </Screen>
    )
  }
  return (
    <Screen title={words.title} footer={campaign && <Way campaign={campaign} />}>
      <States of={load} skeleton={<Skeleton shape="hero" count={3} />}>
        {(data) => (
          <>
            <Head campaign={data} load={load} />
            {data.description[language] !== '' && (
              <Card id="campaign-about">
                <View className="campaign__heading">{words.aboutTitle}</View>
                <View className="campaign__text">{data.description[language]}</View>
              </Card>
            )}
            <Card id="campaign-rules">
              <View className="campaign__heading">{words.rulesTitle}</View>
              {data.rules.map((rule, i) => (
                <View className="campaign__rule" key={rule.en}>
                  <View className="campaign__number">{i + 1}</View>
                  <View className="campaign__text">{rule[language]}</View>
                </View>
              ))}
            </Card>
          </>
        )}
      </States>
    </Screen>
  )
}

const looks: Record<CampaignPage['stage'], NonNullable<TagProps['look']>> = { running: 'gold', coming: 'night', paused: 'night', ended: 'night', not_for_me: 'night' }

/** What it promises, how it stands, and how long. */
function Head({ campaign, load }: { readonly campaign: CampaignPage; readonly load: Load<CampaignPage> }) {
  const { words, language } = useWords()
  const { stage, startsAt, endsAt } = campaign
  const note = noteOf(campaign, words)
  const reload = () => void load.reload()
  return (
    <Card look="night" id="campaign-head">
      <Tag look={looks[stage]} label={words.stages[stage]} />
      <View className="campaign__name">{campaign.name[language]}</View>
      <View className="campaign__promise" id="campaign-promise">
        {campaign.promise[language]}
      </View>
      {stage === 'running' && <TimeLeft label={words.untilEnd} until={endsAt} onOver={reload} />}
      {stage === 'coming' && <TimeLeft label={words.untilStart} until={startsAt} onOver={reload} />}
      <View className="campaign__when">{stage === 'coming' ? words.from(showInstant(Date.parse(startsAt), language)) : words.to(showInstant(Date.parse(endsAt), language))}</View>
      {note !== undefined && (
        <View className="campaign__note" id="campaign-note">
          {note}
        </View>
      )}
      {stage === 'coming' && (
        <View className="campaign__remind">
          <RemindOfStart look="gold" campaignId={campaign.id} isReminded={campaign.isReminded} onReminded={() => load.replace({ ...campaign, isReminded: true })} onStale={reload} />
        </View>
      )}
    </Card>
  )
}

function noteOf({ stage, isNow, isUsedUp }: CampaignPage, words: ReturnType<typeof useWords>['words']): string | undefined {
  if (stage === 'running') return isUsedUp ? words.usedUp : isNow ? undefined : words.notNow
  return { coming: words.coming, paused: words.paused, ended: words.ended, not_for_me: words.notForMe }[stage]
}

/** The one thing to do next. */
function Way({ campaign: { stage, rewardId } }: { readonly campaign: CampaignPage }) {
  const { words } = useWords()
  const look = stage === 'coming' ? 'quiet' : 'gold'
  if (rewardId !== null && (stage === 'running' || stage === 'coming')) return <Button isWide size="large" look={look} label={words.toReward} onTap={() => openPage('pages/reward', { rewardId })} id="campaign-way" />
  if (stage === 'running') return <Button isWide size="large" label={words.showCode} onTap={() => openPage('pages/member-code')} id="campaign-way" />
  if (stage === 'coming') return <Button isWide size="large" look={look} label={words.toMall} onTap={() => openTab('mall')} id="campaign-way" />
  return <Button isWide size="large" label={words.toHome} onTap={() => openTab('home')} id="campaign-way" />
}

function Gone() {
  const { words } = useWords()
  return <Empty title={words.gone} hint={words.goneHint} action={<Button label={words.toHome} onTap={() => openTab('home')} id="campaign-way" />} />
}
