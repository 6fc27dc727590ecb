import type { Campaign } from '../campaigns/campaign'
import { type ArmFigure, armNameOf, nameOf, SQUARES_SPLIT } from './figures'
import { compare, type Comparison, isPlausible, mean, type Sample } from './statistics'

/** What an arm of a campaign did, each of its members from the first time they met the campaign. */
export interface ArmResult {
  readonly arm: string
  readonly members: number
  readonly purchases: number
  readonly purchasesFen: number
  readonly purchasesPerMember: number
  readonly fenPerMember: number
  /** Against the hold-out, or against arm `a` where there is none; `null` for that arm itself and where there are too few to say. */
  readonly purchasesDifference: Comparison | null
  readonly fenDifference: Comparison | null
}

export interface CampaignResult {
  readonly costPoints: number
  readonly membersReached: number
  readonly comparedWith: string | null
  readonly arms: readonly ArmResult[]
  /** The share of members in the hold-out, as it should be and as it was. Where it is not plausible, the campaign has drawn members in or kept them away, and means per member do not tell its whole effect. */
  readonly holdOut: { readonly expectedShare: number; readonly share: number; readonly isPlausible: boolean } | null
}

type Sums = Readonly<Record<string, number>>

interface Measured {
  readonly arm: string
  readonly purchases: Sample
  readonly fen: Sample
}

/** What came of a campaign, arm by arm, from the sums of all its days. */
export function campaignResult(campaign: Pick<Campaign, 'id' | 'holdOutPercent'>, sums: Sums): CampaignResult {
  const arms = armsIn(campaign.id, sums).map((arm) => measured(campaign.id, arm, sums))
  const isCompared = arms.length > 1
  const base = isCompared ? (arms.find(({ arm }) => arm === 'hold_out') ?? arms.find(({ arm }) => arm === 'a')) : undefined
  return {
    costPoints: sums[nameOf('issued', 'campaign', campaign.id)] ?? 0,
    membersReached: sums[nameOf('members_reached', 'campaign', campaign.id)] ?? 0,
    comparedWith: base?.arm ?? null,
    arms: arms.map((one) => resultOf(one, base)),
    holdOut: holdOutOf(campaign.holdOutPercent / 100, arms),
  }
}

function armsIn(campaign: string, sums: Sums): readonly string[] {
  const beginning = armNameOf('arm_members', campaign, '')
  return Object.keys(sums).filter((name) => name.startsWith(beginning)).map((name) => name.slice(beginning.length)).sort()
}

function measured(campaign: string, arm: string, sums: Sums): Measured {
  const of = (figure: ArmFigure) => BigInt(sums[armNameOf(figure, campaign, arm)] ?? 0)
  const count = Number(of('arm_members'))
  return {
    arm,
    purchases: { count, sum: of('arm_purchases'), squares: of('arm_purchases_squared') },
    fen: { count, sum: of('arm_fen'), squares: of('arm_fen_squared_high') * BigInt(SQUARES_SPLIT) + of('arm_fen_squared_low') },
  }
}

function resultOf(one: Measured, base: Measured | undefined): ArmResult {
  const isOther = base !== undefined && one.arm !== base.arm
  return {
    arm: one.arm,
    members: one.fen.count,
    purchases: Number(one.purchases.sum),
    purchasesFen: Number(one.fen.sum),
    purchasesPerMember: mean(one.purchases),
    fenPerMember: mean(one.fen),
    purchasesDifference: isOther ? compare(one.purchases, base.purchases) : null,
    fenDifference: isOther ? compare(one.fen, base.fen) : null,
  }
}

function holdOutOf(expectedShare: number, arms: readonly Measured[]): CampaignResult['holdOut'] {
  const members = arms.reduce((sum, { fen }) => sum + fen.count, 0)
  if (expectedShare === 0 || members === 0) return null
  const held = arms.find(({ arm }) => arm === 'hold_out')?.fen.count ?? 0
  return { expectedShare, share: held / members, isPlausible: isPlausible(held, members, expectedShare) }
}
