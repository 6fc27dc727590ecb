import { armOf } from '../campaigns/arm'
import { type Campaign, type CampaignStage, stageOf } from '../campaigns/campaign'
import { fits, recurs } from '../campaigns/live'
import { type Names, promiseOf } from '../campaigns/promise'
import type { CapApplied, Part } from '../points/entry'
import { tierIdOf, tierOf } from '../tiers/terms'
import { type Award, award, concerns, type Question } from './award'
import { sentenceOf, titleOf } from './rules/list'
import type { Sentences } from './rules/rule'

/** What became of a campaign at an event, and why. */
export const outcomes = ['paid', 'lifts_caps', 'not_running', 'other_event', 'other_time', 'other_audience', 'hold_out', 'budget_empty', 'capped', 'gave_way', 'nothing_to_add'] as const
export type Outcome = (typeof outcomes)[number]

export interface CampaignOutcome {
  readonly id: Campaign['id']
  readonly name: Sentences
  readonly stage: CampaignStage
  readonly arm: string | null
  readonly outcome: Outcome
  readonly points: number
  readonly sentence: Sentences
}

export interface BudgetUse {
  readonly budget: string
  readonly leftBefore: number
  readonly leftAfter: number
}

export interface Simulated {
  readonly award: Award
  readonly parts: readonly (Part & { readonly sentence: Sentences })[]
  readonly cappedBy: readonly (CapApplied & { readonly sentence: Sentences })[]
  readonly campaigns: readonly CampaignOutcome[]
  readonly budgets: readonly BudgetUse[]
}

/**
 * What an event would earn, by the very function that pays, with what budgets have left, and why each campaign pays or does not.
 * Of a budget that `left` does not name there is enough.
 */
export function simulate(question: Question, left: ReadonlyMap<string, number>, names: Names = {}): Simulated {
  const { paid, granted } = withBudgets(question, left)
  const wanted = new Map(paid.wishes.map(({ budget, points }) => [budget, points]))
  return {
    award: paid,
    parts: paid.parts.map((part) => ({ ...part, sentence: wordsOf(part, question, names) })),
    cappedBy: paid.cappedBy.map((cut) => ({ ...cut, sentence: cutWords(cut) })),
    campaigns: question.campaigns.map((campaign) => outcomeOf(campaign, question, paid)),
    budgets: [...left].filter(([budget]) => granted[budget] !== undefined).map(([budget, before]) => ({ budget, leftBefore: before, leftAfter: before - (wanted.get(budget) ?? 0) })),
  }
}

/** Asks budget after budget, as a payment does, but takes nothing. */
function withBudgets(question: Question, left: ReadonlyMap<string, number>): { paid: Award; granted: Readonly<Record<string, number>> } {
  const granted: Record<string, number> = {}
  for (;;) {
    const paid = award({ ...question, granted })
    const wish = paid.wishes.find(({ budget }) => granted[budget] === undefined)
    if (wish === undefined) return { paid, granted }
    const have = left.get(wish.budget) ?? wish.points
    granted[wish.budget] = have >= wish.points ? wish.points : wish.atEnd === 'rest' ? have : 0
  }
}

function wordsOf({ by, id }: Part, { programme, campaigns }: Question, names: Names): Sentences {
  if (by === 'rule') {
    const rule = programme.rules.find((one) => one.id === id)
    return rule === undefined ? { zh: id, en: id } : joined(titleOf(rule.kind, programme.pointsWords), sentenceOf(rule, programme.pointsWords))
  }
  if (by === 'tier') {
    const tier = tierOf(programme.tiers, id)
    return tier === undefined ? { zh: id, en: id } : { zh: `${tier.name.zh}会员，消费得 ${tier.earnPercent / 100} 倍`, en: `${tier.name.en} members earn ${tier.earnPercent / 100} times for purchases` }
  }
  const campaign = campaigns.find((one) => one.id === id)
  return campaign === undefined ? { zh: id, en: id } : joined(campaign.name, promiseOf(campaign, names))
}

const joined = (title: Sentences, sentence: Sentences): Sentences => ({ zh: `${title.zh}：${sentence.zh}`, en: `${title.en}: ${sentence.en}` })

const capNames: Readonly<Record<string, Sentences>> = {
  per_event: { zh: '单次上限', en: 'limit for one time' },
  per_day: { zh: '每日上限', en: 'daily limit' },
  per_week: { zh: '每周上限', en: 'weekly limit' },
  per_month: { zh: '每月上限', en: 'monthly limit' },
  per_member: { zh: '每人上限', en: 'limit for a member' },
  budget: { zh: '预算', en: 'budget' },
}

function cutWords({ cap, by, cutPoints }: CapApplied): Sentences {
  const name = capNames[cap] ?? { zh: cap, en: cap }
  return { zh: `${by} 的${name.zh}少给了 ${cutPoints} 积分`, en: `the ${name.en} of ${by} cut ${cutPoints} points` }
}

function outcomeOf(campaign: Campaign, question: Question, paid: Award): CampaignOutcome {
  const stage = stageOf(campaign, question.when.at)
  const arm = armOf(campaign, question.person.memberId).name
  const points = paid.parts.filter(({ by, id }) => by === 'campaign' && id === campaign.id).reduce((sum, one) => sum + one.points, 0)
  const outcome = points > 0 ? 'paid' : whyNot(campaign, question, paid, stage, arm)
  return { id: campaign.id, name: campaign.name, stage, arm: campaign.variants.length === 0 && campaign.holdOutPercent === 0 ? null : arm, outcome, points, sentence: outcomeWords[outcome] }
}

function whyNot(campaign: Campaign, { programme, event, person, account, when, campaigns }: Question, paid: Award, stage: CampaignStage, arm: string): Outcome {
  const seen = { person, account, tier: tierIdOf(programme.tiers, account), when, storeId: event.type === 'order_paid' ? event.storeId : undefined }
  if (stage !== 'running') return 'not_running'
  if (!concerns(campaign.effect, event.type)) return 'other_event'
  if (!recurs(campaign.recurrence, seen)) return 'other_time'
  if (!fits(campaign.audience, seen)) return 'other_audience'
  if (arm === 'hold_out') return 'hold_out'
  if (campaign.effect.type === 'cap_lifted') return 'lifts_caps'
  const cuts = paid.cappedBy.filter(({ by }) => by === campaign.id)
  if (cuts.length > 0) return cuts.some(({ cap }) => cap === 'budget') ? 'budget_empty' : 'capped'
  const rivals = campaigns.filter(({ id, stacking }) => id !== campaign.id && stacking.group === campaign.stacking.group)
  if (rivals.some(({ id }) => paid.parts.some((part) => part.by === 'campaign' && part.id === id))) return 'gave_way'
  return 'nothing_to_add'
}

const outcomeWords: Readonly<Record<Outcome, Sentences>> = {
  paid: { zh: '生效，已计入', en: 'It pays.' },
  lifts_caps: { zh: '生效，放开了平日的上限', en: 'It lifts the usual limits.' },
  not_running: { zh: '那一刻它不在进行中', en: 'It is not running at that moment.' },
  other_event: { zh: '它不针对这种行为', en: 'It is not about this kind of event.' },
  other_time: { zh: '不在它约定的日子或时段', en: 'The day or hour is not among its own.' },
  other_audience: { zh: '这位会员不在它的人群里', en: 'The member is not of its audience.' },
  hold_out: { zh: '这位会员在对照组，不参加', en: 'The member is kept out for comparison.' },
  budget_empty: { zh: '预算已用完', en: 'Its budget has run out.' },
  capped: { zh: '已到它的上限', en: 'Its limit is reached.' },
  gave_way: { zh: '同组的另一个活动给了', en: 'Another campaign of its group paid instead.' },
  nothing_to_add: { zh: '没有可加的积分，比如没到门槛', en: 'There was nothing to add, as below its minimum.' },
}
