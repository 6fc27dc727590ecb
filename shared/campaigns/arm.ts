import type { Campaign, Effect } from './campaign'

const PLACES = 10_000

/** A member's place in a campaign: the hold-out, or a variant with its effect. */
export type Arm = { readonly name: 'hold_out' } | { readonly name: string; readonly effect: Effect }

/** The arm of a member, the same at every time and place: by a hash of member and campaign. */
export function armOf(campaign: Pick<Campaign, 'id' | 'effect' | 'variants' | 'holdOutPercent'>, memberId: string): Arm {
  if (!compares(campaign)) return { name: 'a', effect: campaign.effect }
  const place = hash(`${campaign.id} ${memberId}`) % PLACES
  if (place < (campaign.holdOutPercent * PLACES) / 100) return { name: 'hold_out' }
  const arms = [{ name: 'a', weight: 100, effect: campaign.effect }, ...campaign.variants]
  let rest = hash(`${memberId} ${campaign.id}`) % arms.reduce((sum, { weight }) => sum + weight, 0)
  for (const { name, weight, effect } of arms) {
    if (rest < weight) return { name, effect }
    rest -= weight
  }
  return { name: 'a', effect: campaign.effect }
}

/** Whether members of a campaign are compared with each other: then the arm of each is written down with what it did. */
export const compares = ({ holdOutPercent, variants }: Pick<Campaign, 'variants' | 'holdOutPercent'>): boolean => holdOutPercent > 0 || variants.length > 0

export const effectOf = (arm: Arm): Effect | undefined => ('effect' in arm ? arm.effect : undefined)

/** FNV-1a with a final mixing (the one of MurmurHash3), so that neighbouring ids fall far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
