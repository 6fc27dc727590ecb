import type { RiskTerms } from './terms'

/** Why a payment is doubted. The stored names never change. */
export const riskReasons = ['velocity_member', 'velocity_device', 'velocity_address', 'wechat_rank', 'shared_device', 'circle', 'midnight_burst', 'frozen'] as const
export type RiskReason = (typeof riskReasons)[number]

export type Velocity = RiskTerms['velocity'][number]

/** What is known of an event that earns. Each number counts this event too; what was not looked at is left out. */
export interface Signals {
  readonly counts: readonly (Pick<Velocity, 'by' | 'per'> & { readonly count: number })[]
  /** WeChat's own opinion: 0 harmless to 4 dangerous. */
  readonly wechatRank?: number
  readonly membersOnDevice?: number
  /** Friends of one inviter who came in the hour after midnight. */
  readonly friendsAtMidnight?: number
  /** The invited one has brought the inviter, over any steps. */
  readonly isCircle?: boolean
  /** Staff have frozen the account. */
  readonly isFrozen?: boolean
}

export interface Judgement {
  readonly verdict: 'pay' | 'hold' | 'refuse'
  readonly reasons: readonly RiskReason[]
}

export const noDoubt: Judgement = { verdict: 'pay', reasons: [] }

interface Doubt {
  readonly reason: RiskReason
  readonly answer: 'hold' | 'refuse'
}

/** Pay, hold for a person to look at, or refuse, with every reason for it. The strictest answer counts; a circle is always refused. */
export function judge(terms: RiskTerms, signals: Signals): Judgement {
  const doubts = [...velocity(terms, signals), ...rank(terms, signals), ...limits(terms, signals), ...facts(signals)]
  const strictest = doubts.some(({ answer }) => answer === 'refuse') ? 'refuse' : 'hold'
  const reasons = riskReasons.filter((reason) => doubts.some((doubt) => doubt.reason === reason))
  return doubts.length === 0 ? noDoubt : { verdict: strictest, reasons }
}

function velocity(terms: RiskTerms, { counts }: Signals): readonly Doubt[] {
  return terms.velocity.flatMap(({ by, per, most, answer }) => {
    const seen = counts.find((one) => one.by === by && one.per === per)?.count ?? 0
    return seen > most ? [{ reason: `velocity_${by}` as const, answer }] : []
  })
}

function rank({ wechatRank: { hold, refuse } }: RiskTerms, { wechatRank = 0 }: Signals): readonly Doubt[] {
  if (refuse !== undefined && wechatRank >= refuse) return [{ reason: 'wechat_rank', answer: 'refuse' }]
  return hold !== undefined && wechatRank >= hold ? [{ reason: 'wechat_rank', answer: 'hold' }] : []
}

function limits({ sharedDevice, midnightBurst }: RiskTerms, { membersOnDevice = 0, friendsAtMidnight = 0 }: Signals): readonly Doubt[] {
  return [
    ...(sharedDevice !== undefined && membersOnDevice > sharedDevice.most ? [{ reason: 'shared_device' as const, answer: sharedDevice.answer }] : []),
    ...(midnightBurst !== undefined && friendsAtMidnight > midnightBurst.most ? [{ reason: 'midnight_burst' as const, answer: midnightBurst.answer }] : []),
  ]
}

function facts({ isCircle = false, isFrozen = false }: Signals): readonly Doubt[] {
  return [...(isCircle ? [{ reason: 'circle' as const, answer: 'refuse' as const }] : []), ...(isFrozen ? [{ reason: 'frozen' as const, answer: 'hold' as const }] : [])]
}

/** Whether any term asks for WeChat's rank. */
export const asksRank = ({ wechatRank }: RiskTerms): boolean => wechatRank.hold !== undefined || wechatRank.refuse !== undefined

/** What stands for a client's address: of IPv6 the first half, of which one connection has all of the rest. */
export function networkOf(address: string): string {
  if (!address.includes(':') || /\.\d+$/.test(address)) return address.replace(/^::ffff:/i, '')
  const [head = '', tail] = address.toLowerCase().split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  return [...first, ...gap, ...last].slice(0, 4).map((part) => part.replace(/^0+(?=.)/, '')).join(':')
}
