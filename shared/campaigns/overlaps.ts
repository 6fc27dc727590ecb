import type { Audience, Campaign, Effect, Recurrence } from './campaign'

/**
 * `mode_differs`: one group cannot be told apart in two ways. `same_reward`: one reward cannot have two prices of a kind.
 * `gives_way`: of the group only one pays. `adds_up`: both pay.
 */
export const overlapKinds = ['mode_differs', 'same_reward', 'gives_way', 'adds_up'] as const
export type OverlapKind = (typeof overlapKinds)[number]

export interface Overlap {
  readonly campaignId: Campaign['id']
  readonly name: Campaign['name']
  readonly kind: OverlapKind
  /** Forbids the launch. */
  readonly isConflict: boolean
  readonly from: string
  readonly to: string
  readonly sentence: { readonly zh: string; readonly en: string }
}

/** Where a campaign can meet others that people have launched, at some event of some member. What can never meet is not told. */
export function overlapsOf(campaign: Campaign, others: readonly Campaign[], now: number): readonly Overlap[] {
  return others.flatMap((other) => {
    if (other.id === campaign.id || (other.state !== 'launched' && other.state !== 'paused')) return []
    const from = Math.max(now, Date.parse(campaign.startsAt), Date.parse(other.startsAt))
    const to = Math.min(Date.parse(campaign.endsAt), Date.parse(other.endsAt))
    const kind = from >= to ? undefined : kindOf(campaign, other)
    if (kind === undefined) return []
    const isConflict = kind === 'mode_differs' || kind === 'same_reward'
    return [{ campaignId: other.id, name: other.name, kind, isConflict, from: new Date(from).toISOString(), to: new Date(to).toISOString(), sentence: sentenceOf(kind, campaign, other) }]
  })
}

function kindOf(campaign: Campaign, other: Campaign): OverlapKind | undefined {
  if (!mayCoincide(campaign.recurrence, other.recurrence) || areApart(campaign.audience, other.audience)) return undefined
  if (haveSamePrice(campaign.effect, other.effect)) return 'same_reward'
  if (!meet(campaign.effect, other.effect)) return undefined
  if (campaign.stacking.group !== other.stacking.group) return 'adds_up'
  if (campaign.stacking.mode !== other.stacking.mode) return 'mode_differs'
  return campaign.stacking.mode === 'all' ? 'adds_up' : 'gives_way'
}

const haveSamePrice = (a: Effect, b: Effect): boolean => (a.type === 'reward_price' || a.type === 'flash') && a.type === b.type && a.rewardId === b.rewardId

/** Whether one event can be paid by both. */
function meet(a: Effect, b: Effect): boolean {
  if ((a.type !== 'multiplier' && a.type !== 'bonus') || (b.type !== 'multiplier' && b.type !== 'bonus')) return false
  return a.events.some((type) => b.events.includes(type))
}

/** Days of the week that exclude each other never coincide; other recurring times are taken to. */
function mayCoincide(a: Recurrence | undefined, b: Recurrence | undefined): boolean {
  const share = <T>(mine: readonly T[] | undefined, theirs: readonly T[] | undefined) => mine === undefined || theirs === undefined || mine.some((one) => theirs.includes(one))
  const crossesMidnight = [...(a?.hours ?? []), ...(b?.hours ?? [])].some(({ from, to }) => from >= to)
  if (crossesMidnight) return true
  if (!share(a?.weekdays, b?.weekdays)) return false
  const days = [...(a?.monthDays ?? []), ...(b?.monthDays ?? [])]
  if (!days.includes(-1) && !share(a?.monthDays, b?.monthDays)) return false
  return a?.hours === undefined || b?.hours === undefined || a.hours.some((mine) => (b.hours ?? []).some((theirs) => mine.from < theirs.to && theirs.from < mine.to))
}

/** Whether no member can be of both audiences, as far as that can be told from the terms. */
function areApart(a: Audience, b: Audience): boolean {
  if (a.type === 'tier' && b.type === 'tier') return !a.tiers.some((tier) => b.tiers.includes(tier))
  if (a.type === 'store' && b.type === 'store') return !a.stores.some((store) => b.stores.includes(store))
  if ((a.type === 'first_purchase' && b.type === 'sleeping') || (a.type === 'sleeping' && b.type === 'first_purchase')) return true
  if (a.type === 'and') return a.of.some((one) => areApart(one, b))
  if (b.type === 'and') return b.of.some((one) => areApart(a, one))
  if (a.type === 'or') return a.of.every((one) => areApart(one, b))
  if (b.type === 'or') return b.of.every((one) => areApart(a, one))
  if (a.type === 'not') return JSON.stringify(a.of) === JSON.stringify(b)
  return b.type === 'not' && JSON.stringify(b.of) === JSON.stringify(a)
}

function sentenceOf(kind: OverlapKind, { stacking }: Campaign, other: Campaign): { zh: string; en: string } {
  switch (kind) {
    case 'mode_differs':
      return {
        zh: `与「${other.name.zh}」同在“${stacking.group}”组，但取法不同（${stacking.mode} 与 ${other.stacking.mode}）。请改成一样，或换一个组。`,
        en: `It shares the group “${stacking.group}” with “${other.name.en}” but not its mode (${stacking.mode}, ${other.stacking.mode}). Make them equal, or choose another group.`,
      }
    case 'same_reward':
      return {
        zh: `「${other.name.zh}」同时也在改这个礼品的价格。请错开时间，或先结束它。`,
        en: `“${other.name.en}” changes the price of the same reward at the same time. Move one of them, or end the other first.`,
      }
    case 'gives_way':
      return {
        zh: stacking.mode === 'best' ? `与「${other.name.zh}」同时生效时，只按给得多的一个计算。` : `与「${other.name.zh}」同时生效时，只按优先级高的一个计算。`,
        en: stacking.mode === 'best' ? `Where it meets “${other.name.en}”, only the one that gives more pays.` : `Where it meets “${other.name.en}”, only the one of higher priority pays.`,
      }
    case 'adds_up':
      return { zh: `与「${other.name.zh}」同时生效时，两个都给，请确认这是您要的。`, en: `Where it meets “${other.name.en}”, both pay. Make sure that you want it.` }
  }
}
