import type { Account } from '../points/account'
import type { Entry } from '../points/entry'
import type { BusinessDay } from '../time/day'

/** What a figure can be told by; `all` is its sum. */
export const dimensions = ['all', 'rule', 'tier', 'campaign', 'reward', 'store', 'clerk'] as const
export type Dimension = (typeof dimensions)[number]

export const units = ['points', 'fen', 'members', 'times'] as const

/** What a figure means. A `flow` is what happened on a day, a `level` what there was when the day ended. */
export interface Definition {
  readonly unit: (typeof units)[number]
  readonly kind: 'flow' | 'level'
  readonly by: readonly Exclude<Dimension, 'all'>[]
  readonly title: { readonly zh: string; readonly en: string }
  readonly definition: { readonly zh: string; readonly en: string }
}

const flow = (unit: Definition['unit'], by: Definition['by'], title: Definition['title'], definition: Definition['definition']): Definition => ({ unit, kind: 'flow', by, title, definition })
const level = (unit: Definition['unit'], by: Definition['by'], title: Definition['title'], definition: Definition['definition']): Definition => ({ unit, kind: 'level', by, title, definition })

/**
 * Every figure, defined once. Each is a sum over entries (and over joinings, erasures and redemptions) by the business day they were
 * booked for. What must always hold: the change of `liability` = issued − exchanged − cash_off − make_up + returned − expired − reversed + adjusted − forfeited.
 * What one member brings another when they are merged is no flow: it leaves and arrives in one step.
 */
export const figures = {
  issued: flow('points', ['rule', 'tier', 'campaign', 'store'], { zh: '发放积分', en: 'Points issued' }, { zh: '当天记账的所有获得，包括待入账、核对中和用于抵欠的；按规则、等级、活动拆分后相加等于总数', en: 'All that was earned and booked on the day, also what is pending, in review or went to pay debt; its parts by rule, tier and campaign add up to it' }),
  exchanged: flow('points', ['reward'], { zh: '兑换用掉的积分', en: 'Points exchanged' }, { zh: '当天兑换礼品花掉的积分', en: 'Points spent on rewards on the day' }),
  cash_off: flow('points', [], { zh: '抵现积分', en: 'Points that paid bills' }, { zh: '当天确认抵现的积分', en: 'Points of holds confirmed on the day' }),
  make_up: flow('points', [], { zh: '补签积分', en: 'Points for make-ups' }, { zh: '当天补签花掉的积分', en: 'Points spent on made-up check-ins on the day' }),
  returned: flow('points', ['reward'], { zh: '退还积分', en: 'Points returned' }, { zh: '当天因取消或过期的兑换券、抵现退款还给会员的积分', en: 'Points given back on the day, for vouchers cancelled or lapsed and bills refunded' }),
  expired: flow('points', [], { zh: '过期积分', en: 'Points expired' }, { zh: '最后有效日是当天的积分；会员之后才记账时，当天的数字会补上', en: 'Points whose last good day it was; what is booked later is added to that day' }),
  reversed: flow('points', [], { zh: '冲正积分', en: 'Points reversed' }, { zh: '当天因退款或核对收回的积分，包括变成欠分的', en: 'Points taken back on the day for refunds and reviews, also what became debt' }),
  adjusted: flow('points', [], { zh: '调整积分', en: 'Points adjusted' }, { zh: '当天人工调整，减少为负', en: 'Changes by hand on the day; less is negative' }),
  forfeited: flow('points', [], { zh: '注销失效积分', en: 'Points of erased accounts' }, { zh: '当天注销的账户里剩下的积分，减去欠分', en: 'What was left, less debt, in accounts erased on the day' }),
  liability: level('points', [], { zh: '未兑积分负债', en: 'Outstanding liability' }, { zh: '当天结束时所有会员的可用 + 待入账 + 占用 − 欠分', en: 'available + pending + held − debt of all members when the day ended' }),
  pending: level('points', [], { zh: '待入账积分', en: 'Points pending' }, { zh: '当天结束时已获得但还不能用的积分，包括核对中的', en: 'Points earned but not yet usable when the day ended, also those in review' }),
  debt: level('points', [], { zh: '欠分', en: 'Debt' }, { zh: '当天结束时会员欠的积分', en: 'Points that members owed when the day ended' }),
  members_new: flow('members', [], { zh: '新会员', en: 'New members' }, { zh: '当天加入的会员', en: 'Members who joined on the day' }),
  members_erased: flow('members', [], { zh: '注销会员', en: 'Erased members' }, { zh: '当天注销的会员', en: 'Members who erased their account on the day' }),
  members_active: flow('members', [], { zh: '活跃会员', en: 'Active members' }, { zh: '当天至少做过一件事的会员，每人只算一次：加入、签到、补签、购物、兑换、抵现或其他自己的行为；赠送和到期不算', en: 'Members who did something on the day, each once: joined, checked in, made up, bought, exchanged, paid with points or did another thing of their own; gifts and expiry do not count' }),
  members: level('members', [], { zh: '会员总数', en: 'Members' }, { zh: '当天结束时没有注销、也没有并入别人的会员', en: 'Members who were neither erased nor merged into another when the day ended' }),
  tier_members: level('members', ['tier'], { zh: '各等级会员', en: 'Members by tier' }, { zh: '当天结束时持有等级的会员', en: 'Members who held a tier when the day ended' }),
  check_ins: flow('times', [], { zh: '签到次数', en: 'Check-ins' }, { zh: '当天的签到，不含补签', en: 'Check-ins of the day, without those made up' }),
  purchases: flow('times', ['store'], { zh: '消费笔数', en: 'Purchases' }, { zh: '当天记账的订单', en: 'Orders booked on the day' }),
  purchases_fen: flow('fen', ['store'], { zh: '消费金额', en: 'Money of purchases' }, { zh: '当天记账的订单实付金额，不减之后的退款', en: 'What was paid for the orders booked on the day; later refunds are not taken off' }),
  refunds_fen: flow('fen', ['store'], { zh: '退款金额', en: 'Money refunded' }, { zh: '当天记账的退款里退给会员的钱，按订单原来的门店；没有赚到积分或成长值的部分退款不记账，也不算在内', en: 'Money given back in the refunds booked on the day, by the store of the order; partial refunds of what earned neither points nor growth are not booked and do not count' }),
  exchanges: flow('times', ['reward'], { zh: '兑换次数', en: 'Exchanges' }, { zh: '当天的兑换，不减之后的取消', en: 'Exchanges of the day; later cancellations are not taken off' }),
  redemptions: flow('times', ['store', 'clerk'], { zh: '核销次数', en: 'Redemptions' }, { zh: '当天核销的兑换券', en: 'Vouchers redeemed on the day' }),
  redeemed_points: flow('points', ['store'], { zh: '核销兑换券的积分', en: 'Points of vouchers redeemed' }, { zh: '当天核销的兑换券当初花掉的积分，按核销的门店：每家店兑出了多少', en: 'What the vouchers redeemed on the day had cost, by the store that redeemed them: how much of the exchanges each store served' }),
  members_reached: flow('members', ['campaign'], { zh: '活动触达会员', en: 'Members reached' }, { zh: '当天第一次遇到活动的会员，每个活动每人只算一次，不含对照组', en: 'Members who met a campaign for the first time on the day, each once per campaign, without the hold-out' }),
} as const satisfies Record<string, Definition>

export type FigureName = keyof typeof figures

/** What is kept of each arm of a campaign, to compare them; squares of fen are kept in two numbers, as one would be too large. */
export const SQUARES_SPLIT = 1_000_000_000
export type ArmFigure = 'arm_members' | 'arm_purchases' | 'arm_purchases_squared' | 'arm_fen' | 'arm_fen_squared_low' | 'arm_fen_squared_high'

/** Which sheet of a day keeps a dimension: what changes together lies together, so that an entry touches few sheets. */
export const sheetNames = ['main', 'store', 'reward', 'campaign'] as const
export type SheetName = (typeof sheetNames)[number]

const sheets = { all: 'main', rule: 'main', tier: 'main', store: 'store', clerk: 'store', reward: 'reward', campaign: 'campaign', arm: 'campaign' } as const satisfies Record<Dimension | 'arm', SheetName>

export const sheetOf = (by: Dimension): SheetName => sheets[by]

/** A change of one sum of one day. */
export interface FigureMove {
  readonly day: BusinessDay
  readonly sheet: SheetName
  /** The sum, as `nameOf` and `armNameOf` give it. */
  readonly name: string
  readonly amount: number
}

/** The name of a sum on its sheet: `issued`, `issued/rule/check-in`. */
export const nameOf = (figure: FigureName, by: Dimension, id = ''): string => (by === 'all' ? figure : `${figure}/${by}/${id}`)

export const armNameOf = (figure: ArmFigure, campaign: string, arm: string): string => `${figure}/arm/${campaign}/${arm}`

export const moved = (day: BusinessDay, figure: FigureName, amount: number, by: Dimension = 'all', id = ''): FigureMove => ({ day, sheet: sheets[by], name: nameOf(figure, by, id), amount })

export const armMoved = (day: BusinessDay, figure: ArmFigure, amount: number, campaign: string, arm: string): FigureMove => ({ day, sheet: sheets.arm, name: armNameOf(figure, campaign, arm), amount })

const isPurchase = ({ type, source }: Pick<Entry, 'type' | 'source'>): boolean => type === 'earn' && source.kind === 'order'

/** Money of a purchase in fen; undefined for what is none. */
export const purchaseFen = (entry: Pick<Entry, 'type' | 'source' | 'facts'>): number | undefined => (isPurchase(entry) ? Number(entry.facts?.['amountFen'] ?? 0) : undefined)

/** The flow of points that an entry of each type is; undefined where points only change their place. */
const pointsFlow = {
  earn: 'issued', exchange: 'exchanged', cash_off: 'cash_off', make_up: 'make_up', refund: 'returned', expire: 'expired', reverse: 'reversed', adjust: 'adjusted',
  settle: undefined, hold: undefined, release: undefined, tier: undefined, approve: undefined, merge_out: undefined, merge_in: undefined,
} as const satisfies Record<Entry['type'], FigureName | undefined>

const takes: ReadonlySet<string> = new Set(['exchanged', 'cash_off', 'make_up', 'expired', 'reversed'])

/** What one entry changes, whatever came before it. */
export function entryMoves(entry: Entry): readonly FigureMove[] {
  const { day, points, parts = [], debt, moves } = entry
  const flows = pointsFlow[entry.type]
  const amount = flows !== undefined && takes.has(flows) ? -points : points
  const [storeId, rewardId] = [textIn(entry, 'storeId'), textIn(entry, 'rewardId')]
  const pending = moves.filter(({ place }) => place === 'pending').reduce((sum, move) => sum + move.points, 0)
  const fen = purchaseFen(entry)
  return [
    ...(flows === undefined ? [] : [moved(day, flows, amount)]),
    ...(flows === 'issued' ? parts.map(({ by, id, points: part }) => moved(day, flows, part, by, id)) : []),
    ...(flows === 'issued' && storeId !== undefined ? [moved(day, flows, amount, 'store', storeId)] : []),
    ...((flows === 'exchanged' || flows === 'returned') && rewardId !== undefined ? [moved(day, flows, amount, 'reward', rewardId)] : []),
    moved(day, 'liability', points),
    moved(day, 'pending', pending),
    moved(day, 'debt', debt),
    ...(entry.type === 'exchange' ? [moved(day, 'exchanges', 1), ...(rewardId === undefined ? [] : [moved(day, 'exchanges', 1, 'reward', rewardId)])] : []),
    ...(entry.type === 'earn' && entry.checkedInOn !== undefined ? [moved(day, 'check_ins', 1)] : []),
    ...(fen === undefined ? [] : purchaseMoves(day, fen, storeId)),
    ...refundMoves(entry, storeId),
  ].filter((move) => move.amount !== 0)
}

const textIn = ({ facts }: Entry, name: string): string | undefined => (facts?.[name] === undefined ? undefined : String(facts[name]))

const purchaseMoves = (day: BusinessDay, fen: number, storeId: string | undefined): readonly FigureMove[] => [
  moved(day, 'purchases', 1),
  moved(day, 'purchases_fen', fen),
  ...(storeId === undefined ? [] : [moved(day, 'purchases', 1, 'store', storeId), moved(day, 'purchases_fen', fen, 'store', storeId)]),
]

const refundMoves = ({ type, source, day, facts }: Entry, storeId: string | undefined): readonly FigureMove[] => {
  const fen = type === 'reverse' && source.kind === 'order' ? Number(facts?.['refundFen'] ?? 0) : 0
  return [moved(day, 'refunds_fen', fen), ...(storeId === undefined ? [] : [moved(day, 'refunds_fen', fen, 'store', storeId)])]
}

/** What a redeemed voucher changes, by where it was redeemed, by whom, and what it had cost. */
export const redemptionMoves = (day: BusinessDay, { storeId, staffId, pricePoints }: { readonly storeId: string; readonly staffId: string; readonly pricePoints: number }): readonly FigureMove[] => [
  moved(day, 'redemptions', 1),
  moved(day, 'redemptions', 1, 'store', storeId),
  moved(day, 'redemptions', 1, 'clerk', staffId),
  moved(day, 'redeemed_points', pricePoints),
  moved(day, 'redeemed_points', pricePoints, 'store', storeId),
]

/** What somebody who joins changes. */
export const joinedMoves = (day: BusinessDay): readonly FigureMove[] => [moved(day, 'members_new', 1), moved(day, 'members', 1)]

/** What an erased account changes, by what it held when it was closed; one that was merged into another holds nothing. */
export function closedMoves(day: BusinessDay, { available, pending, held, debt }: Pick<Account, 'available' | 'pending' | 'held' | 'debt'>, isMerged: boolean): readonly FigureMove[] {
  const left = available + pending + held - debt
  return [
    ...(isMerged ? [] : [moved(day, 'members_erased', 1)]), moved(day, 'members', -1),
    ...[moved(day, 'forfeited', left), moved(day, 'liability', -left), moved(day, 'pending', -pending), moved(day, 'debt', -debt)].filter(({ amount }) => amount !== 0),
  ]
}
