import { armOf } from '../../shared/campaigns/arm'
import { stageOf } from '../../shared/campaigns/campaign'
import type { Caps } from '../../shared/points/caps'
import type { Entry } from '../../shared/points/entry'
import { replay } from '../../shared/points/ledger'
import { isWho, isWhen } from './campaign-model'
import type { Plot } from './promises'
import type { Known, Member, Paid, ShopLife } from './shop-life'

/** A law that a life has broken. */
export class Broken extends Error {
  constructor(readonly law: LawName, found: unknown) {
    super(`${law}: ${JSON.stringify(found)}`)
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const paidBy = ({ parts = [] }: Entry, id: string): number => sum(parts.filter((part) => part.id === id).map(({ points }) => points))

/** What must be so of every life, each with what is wrong in one; nothing where all is well. */
export const lawsOfLife = {
  'the parts of an entry add up to its points': ({ members }: ShopLife) =>
    members.flatMap(({ entries }) => entries.filter(({ type, parts = [], points }) => type === 'earn' && sum(parts.map((part) => part.points)) !== points)),
  'no cap is passed in its period, and none cuts more than it must': ({ members, paid }: ShopLife, plot: Plot) => members.flatMap((member) => capsPassed(plot, paid.filter((one) => one.member === member))),
  'no budget is passed, and each is spent on what was paid': ({ members, purses }: ShopLife) => [...purses.all].flatMap(([budget, { initial, left }]) => {
    const entries = members.flatMap((member) => member.entries)
    const taken = sum(entries.flatMap(({ budgets }) => budgets?.from ?? []).filter((from) => from.budget === budget).map(({ points }) => points))
    const parts = sum(entries.map((entry) => paidBy(entry, budget.replace(/^rule\./, ''))))
    return left < 0 || taken !== initial - left || parts !== taken ? [{ budget, initial, left, taken, parts }] : []
  }),
  'a campaign pays whom it is for, when it runs, and never its hold-out': ({ paid }: ShopLife, plot: Plot) => paid.flatMap((one) => strangePartsOf(plot, one)),
  'of a group that does not add up one campaign pays': ({ paid }: ShopLife, { campaigns }: Plot) => paid.flatMap(({ entry: { parts = [] } }) => {
    const groups = campaigns.filter(({ id, stacking }) => stacking.mode !== 'all' && parts.some((part) => part.id === id)).map(({ stacking }) => stacking.group)
    return new Set(groups).size === groups.length ? [] : [groups]
  }),
  'an order earns once, and every report is told the same': ({ known, members }: ShopLife) => [...known.values()].filter((order) => new Set(order.answers).size > 1 || entriesOf(members, order).filter(({ type }) => type === 'earn').length > 1).map(({ answers }) => answers),
  'what is refunded takes back its share of every lot and of growth, in whatever parts': ({ known, members }: ShopLife) => [...known.values()].flatMap((order) => unevenIn(members, order)),
  'a refund of everything takes back exactly what was earned, and the growth of its month': ({ known, members }: ShopLife) => [...known.values()].flatMap((order) => leftOver(members, order)),
  'nobody is refunded more than was paid': ({ refunds }: ShopLife) => refunds.filter(({ code, isOver }) => code !== (isOver ? 'refund_exceeds_order' : undefined)),
  'the account is what its entries say, lot by lot': ({ members }: ShopLife) => members.flatMap(differencesOf),
} as const satisfies Record<string, (life: ShopLife, plot: Plot) => readonly unknown[]>
export type LawName = keyof typeof lawsOfLife

/** Throws `Broken` with the first law that does not hold. */
export function checkLife(life: ShopLife, plot: Plot): void {
  for (const law of lawNames) {
    const [found] = lawsOfLife[law](life, plot)
    if (found !== undefined) throw new Broken(law, found)
  }
}

const isLaw = (name: string): name is LawName => name in lawsOfLife
const lawNames = Object.keys(lawsOfLife).filter(isLaw)

const periods: Readonly<Record<keyof Caps, (day: string, entry: number) => string>> = {
  perEvent: (_, entry) => `event ${entry}`,
  perDay: (day) => day,
  // 1970-01-01 was a Thursday.
  perWeek: (day) => `week ${Math.floor((Date.parse(day) / 86_400_000 + 3) / 7)}`,
  perMonth: (day) => day.slice(0, 7),
  perMember: () => 'ever',
}
const isCap = (name: string): name is keyof Caps => name in periods

/** Counts again what a member was paid in every period, one entry after the other. What a cap was lifted for counts, but is not cut. */
function capsPassed({ programme, campaigns }: Plot, paid: readonly Paid[]): readonly unknown[] {
  const counted = new Map<string, number>()
  return [...programme.rules, ...campaigns].flatMap(({ id, caps = {} }) =>
    paid.flatMap(({ entry, question }) =>
      Object.entries(caps).flatMap(([cap, most]) => {
        if (most === undefined || !isCap(cap)) return []
        const points = paidBy(entry, id)
        const period = `${id} ${cap} ${periods[cap](entry.day, entry.number)}`
        const now = (counted.get(period) ?? 0) + points
        counted.set(period, now)
        const isPassed = points > 0 && now > most && !isLifted(campaigns, id, question)
        return isPassed || (now < most && isCutBy(entry, id, cap)) ? [{ period, most, now }] : []
      }),
    ),
  )
}

/** Whether a cap alone cut what a rule or campaign paid; a budget may have cut more. */
function isCutBy({ cappedBy = [] }: Entry, id: string, cap: keyof Caps): boolean {
  const cuts = cappedBy.filter(({ by }) => by === id)
  return cuts.length === 1 && cuts[0]?.cap === cap.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`)
}

function isLifted(campaigns: Plot['campaigns'], ruleId: string, question: Paid['question']): boolean {
  return campaigns.some((campaign) => {
    const arm = armOf(campaign, question.person.memberId)
    return 'effect' in arm && arm.effect.type === 'cap_lifted' && arm.effect.ruleIds.includes(ruleId) && isOn(campaign, question)
  })
}

const isOn = (campaign: Plot['campaigns'][number], question: Paid['question']): boolean => stageOf(campaign, question.when.at) === 'running' && isWhen(campaign.recurrence, question) && isWho(campaign.audience, question)

function strangePartsOf({ campaigns }: Plot, { question, entry: { parts = [] } }: Paid): readonly unknown[] {
  return parts.filter(({ by }) => by === 'campaign').filter(({ id }) => {
    const campaign = campaigns.find((one) => one.id === id)
    return campaign === undefined || !isOn(campaign, question) || armOf(campaign, question.person.memberId).name === 'hold_out'
  })
}

const entriesOf = (members: readonly Member[], { report }: Known): readonly Entry[] => members.flatMap(({ entries }) => entries).filter(({ source }) => source.kind === 'order' && source.id === `${report.source}/${report.orderNo}`)

/** Where an order took back another share than that of the money that went back; what stays of each lot, and of growth, is rounded down. */
function unevenIn(members: readonly Member[], order: Known): readonly unknown[] {
  const whole = BigInt(order.purchase.amountFen)
  return order.history.flatMap(({ record: { paid, reversedPoints }, backFen, entries }) => {
    const left = whole - BigInt(Math.min(order.purchase.amountFen, backFen))
    const stays = (points: number): number => Number((BigInt(points) * left) / whole)
    const mine = entriesOf(members, order).filter(({ number }) => number <= entries)
    const is = { back: reversedPoints, kept: sum(mine.map(({ points }) => points)), growth: sum(mine.flatMap(({ growth = [] }) => growth.map(({ amount }) => amount))) }
    const kept = sum((paid?.earned.lots ?? []).map(({ points }) => stays(points)))
    const shouldBe = { back: (paid?.earned.points ?? 0) - kept, kept, growth: stays(paid?.earned.growth ?? 0) }
    return JSON.stringify(is) === JSON.stringify(shouldBe) ? [] : [{ order: order.report.orderNo, is, shouldBe }]
  })
}

/** What is left of an order of which all was refunded. */
function leftOver(members: readonly Member[], order: Known): readonly unknown[] {
  const { record } = order
  const entries = entriesOf(members, order)
  const growth = new Map<string, number>()
  for (const { month, amount } of entries.flatMap((entry) => entry.growth ?? [])) growth.set(month, (growth.get(month) ?? 0) + amount)
  const left = { points: sum(entries.map(({ points }) => points)), earned: (record?.paid?.earned.points ?? Number.NaN) - (record?.reversedPoints ?? 0), growth: [...growth.values()].filter((amount) => amount !== 0) }
  return left.points !== 0 || left.earned !== 0 || left.growth.length > 0 ? [left] : []
}

/** The account counted again from the moves of its entries, and replayed. */
function differencesOf({ account, entries }: Member): readonly unknown[] {
  const lots: Record<string, number> = {}
  for (const { place, lot, points } of entries.flatMap(({ moves }) => moves)) lots[`${place} ${lot}`] = (lots[`${place} ${lot}`] ?? 0) + points
  const counted = Object.fromEntries(Object.entries(lots).filter(([, points]) => points !== 0).sort())
  const has = Object.fromEntries(Object.entries(account.lots).flatMap(([place, held]) => Object.entries(held).map(([lot, points]) => [`${place} ${lot}`, points] as const)).sort())
  const { available, pending, held, debt } = account
  const sides = [[counted, has], [sum(entries.map(({ points }) => points)), available + pending + held - debt], [Math.min(debt, available), 0], [entries.map(({ number }) => number), entries.map((_, i) => i + 1)], [replay(entries), account]] as const
  return sides.filter(([a, b]) => JSON.stringify(a) !== JSON.stringify(b))
}
