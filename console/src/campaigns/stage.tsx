import { Progress } from 'antd'
import type { CampaignStage } from '../../../shared/campaigns/campaign'
import type { CampaignView } from '../../../shared/campaigns/marketing.api'
import { useFormat } from '../format'
import { useText } from '../language'

/** How a campaign stands now: a word, with a colour beside it. */
export function Stage({ of }: { readonly of: CampaignStage }) {
  const text = useText()
  return <span className={`stage stage-${of}`}>{text.campaigns.stages[of]}</span>
}

/** How much of a budget is used; nothing where there is none. */
export function BudgetUsed({ of: { budget, campaign } }: { readonly of: CampaignView }) {
  const text = useText()
  const format = useFormat()
  if (budget === null) return <span className="faint">{campaign.budget === undefined ? text.campaigns.noBudget : plannedIn(campaign.budget, format, text)}</span>
  const used = budget.initial - budget.left
  const percent = budget.initial === 0 ? 100 : Math.round((used * 100) / budget.initial)
  return (
    <div className="budget">
      <Progress percent={percent} showInfo={false} size="small" status={percent >= 100 ? 'exception' : 'normal'} aria-label={text.campaigns.budgetUsed} />
      <span className="faint number">{format.number(used)} / {format.number(budget.initial)}</span>
    </div>
  )
}

function plannedIn({ points, fen }: { points?: number | undefined; fen?: number | undefined }, format: ReturnType<typeof useFormat>, text: ReturnType<typeof useText>): string {
  return [points === undefined ? '' : text.common.points(format.number(points)), fen === undefined ? '' : format.money(fen)].filter((part) => part !== '').join(' · ')
}
