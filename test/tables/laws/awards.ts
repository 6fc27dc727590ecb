import type { Award, Question } from '../../../shared/earning/award'
import type { Event } from '../../../shared/events/event'
import { whenOf } from '../../../shared/events/when'
import { emptyAccount } from '../../../shared/points/account'
import { campaignWith, orderOf, partsOf, plain } from '../../support/campaigns'
import type { Shop } from '../../support/mutations'
import { accountWith, at, programmeWith, questionOf, rulesWith, shanghai, storeId } from '../../support/tables'
import type { Law } from './law'

const awards = 'earning/award.ts'
const gains = 'earning/gains.ts'
const today = at('2026-11-24')

/** What an event earns in this shop, with everything else as plain as it can be. */
export function earnedIn({ awards: { award } }: Pick<Shop, 'awards'>, event: Event, change: Partial<Omit<Question, 'event'>> = {}): Award {
  const { account = emptyAccount, programme = plain, moment = today } = change
  return award({ ...questionOf(account, programme, moment), ...change, event })
}

type Rules = Parameters<typeof rulesWith>[0]
const withRules = (change: Rules) => programmeWith({ rules: rulesWith(change) })
const level = { id: 'base', min: 0, name: { zh: '普', en: 'Base' } }
const measuredBy = (measure: NonNullable<Parameters<typeof programmeWith>[0]>['tiers'] extends infer T | undefined ? T extends { measure: infer M } ? M : never : never) => programmeWith({ rules: plain.rules, tiers: { measure, window: { type: 'calendar_year' }, levels: [level] } })
const review = { type: 'review_published' as const, words: 20, pictures: 0 }
const late = { when: whenOf(at('2026-10-31').now, shanghai) }
const about = { source: { kind: 'order' as const, id: 'a' } }

const said = (shop: Shop, event: Event, change: Partial<Omit<Question, 'event'>> = {}) => {
  const asked = { ...questionOf(emptyAccount, change.programme ?? plain, today), ...change }
  return shop.awards.awardDraft(emptyAccount, earnedIn(shop, event, asked), asked, about)
}

export const awardLaws: readonly Law[] = [
  {
    law: 'parts are what paid, and the lots of the same days are one, with all their points',
    check: (shop) => {
      const rules = [{ id: 'gift', kind: 'first_purchase' as const, terms: { points: 50 } }, { id: 'none', kind: 'first_purchase' as const, terms: { points: 9 }, caps: { perDay: 5 } }, ...plain.rules]
      const account = accountWith({}, { tallies: { 'none:per_day': { period: today.today, points: 5, times: 1 } } })
      const award = earnedIn(shop, orderOf(10_000, { isFirst: true }), { programme: programmeWith({ rules }), account })
      expect(award).toMatchObject({ points: 150, parts: [{ id: 'gift', points: 50 }, { id: 'purchase-1', points: 100 }], cappedBy: [{ by: 'none', cutPoints: 9 }], lots: [{ points: 150 }], paidBy: 'first_purchase' })
    },
    without: [
      { file: awards, rule: 'points: lot.points + (byDays.get(key)?.points ?? 0)', broken: 'points: lot.points' },
      { file: awards, rule: 'const paid = gains.filter(({ part }) => part.points > 0)', broken: 'const paid = gains' },
      { file: awards, rule: '=> part.points > 0 || cuts.length > 0 || tallies.length > 0)', broken: '=> part.points > 0)' },
      { file: awards, rule: 'const key = `${lot.usableFrom} ${lot.expiresOn}`', broken: 'const key = `${lot.points}`' },
    ],
  },
  {
    law: 'growth is what the tiers measure, of the month in which it happened',
    check: (shop) => {
      const grown = (measure: Parameters<typeof measuredBy>[0], event: Event) => earnedIn(shop, event, { programme: measuredBy(measure), ...late }).growth
      const money = { type: 'money' as const, fenPerGrowth: 1_000 }
      const events = { type: 'events' as const, events: ['review_published' as const] }
      expect([grown({ type: 'points' }, orderOf(2_990)), grown(money, orderOf(2_990)), grown(money, review), grown(events, review), grown(events, orderOf(2_990))]).toEqual([[{ month: '2026-10', amount: 29 }], [{ month: '2026-10', amount: 2 }], [], [{ month: '2026-10', amount: 1 }], []])
    },
    without: [
      { file: awards, rule: "case 'points':\n      return points", broken: "case 'points':\n      return 0" },
      { file: awards, rule: 'Math.floor(event.amountFen / measure.fenPerGrowth)', broken: 'Math.ceil(event.amountFen / measure.fenPerGrowth)' },
      { file: awards, rule: 'measure.events.includes(event.type) ? 1 : 0', broken: '1' },
      { file: awards, rule: 'growthOf(programme.tiers, event, points, when.day)', broken: 'growthOf(programme.tiers, event, points, question.moment.today)' },
      { file: awards, rule: 'return amount === 0 ? [] : [', broken: 'return [' },
    ],
  },
  {
    law: 'a purchase marks its day and counts as an order, and what keeps a member active is what the terms say',
    check: (shop) => {
      const programme = programmeWith({ rules: plain.rules, inactivity: { months: 2, events: ['review_published'] } })
      const [bought, reviewed] = [earnedIn(shop, orderOf(100), { programme, ...late }), earnedIn(shop, review, { programme, ...late })]
      expect([bought.marks, reviewed.marks]).toEqual([{ purchase: '2026-10-31' }, { active: '2026-10-31', activeUntil: '2026-12-31' }])
      expect([bought.tallies, reviewed.tallies]).toEqual([[{ key: 'orders', period: 'ever', points: 0, times: 1 }], []])
    },
    without: [
      { file: awards, rule: "event.type === 'order_paid' ? { purchase: day } : {}", broken: '{ purchase: day }' },
      { file: awards, rule: 'const isActive = inactivity.events.includes(event.type)', broken: 'const isActive = true' },
      { file: awards, rule: 'addMonths(day, inactivity.months)', broken: 'addMonths(day, 1)' },
      { file: awards, rule: "const orderTally = event.type === 'order_paid' ?", broken: 'const orderTally = true ?' },
      { file: awards, rule: "const orderTally = event.type === 'order_paid' ?", broken: 'const orderTally = false ?' },
      { file: awards, rule: 'marksOf(programme, event, when.day)', broken: 'marksOf(programme, event, question.moment.today)' },
    ],
  },
  {
    law: 'an entry says what paid, by which version, what was cut and why it waits; doubted points wait for a person',
    check: (shop) => {
      const programme = withRules({ purchases: [{ fenPerStep: 100, pointsPerStep: 1, caps: { perDay: 30 } }] })
      const entry = said(shop, orderOf(10_000), { programme, doubts: ['velocity'] })
      expect(entry).toMatchObject({ type: 'earn', paidBy: { rule: 'per_amount', version: 3 }, parts: [{ id: 'purchase-1', points: 30 }], cappedBy: [{ cap: 'per_day', cutPoints: 70 }], review: ['velocity'], moves: [{ place: 'pending', lot: '9999-12-31>2027-11-30', points: 30 }] })
      expect(entry.tallies ?? []).toContainEqual({ key: 'purchase-1:per_day', period: '2026-11-24', points: 30, times: 1 })
      expect(said(shop, orderOf(10), { programme, doubts: ['velocity'] }).review).toBeUndefined()
      expect(said(shop, orderOf(1_000), { programme, account: used('2026-11-24', 30) }).paidBy).toEqual({ rule: 'per_amount', version: 3 })
    },
    without: [
      { file: awards, rule: "...(paidBy === 'none' ? {} : { paidBy: { rule: paidBy, version: programme.version } }),", broken: '' },
      { file: awards, rule: '...(points > 0 ? { parts } : {}),', broken: '' },
      { file: awards, rule: '...(cappedBy.length > 0 ? { cappedBy } : {}),', broken: '' },
      { file: awards, rule: '...(tallies.length > 0 ? { tallies } : {}),', broken: '' },
      { file: awards, rule: '...(doubts.length > 0 && points > 0 ? { review: doubts } : {}),', broken: '' },
      { file: awards, rule: '...(doubts.length > 0 && points > 0 ? { review: doubts } : {}),', broken: '...(doubts.length > 0 ? { review: doubts } : {}),' },
      { file: gains, rule: 'doubts.length > 0 ? REVIEW_DAY : ripe', broken: 'ripe' },
      { file: awards, rule: ' ?? base[0]?.kind', broken: '' },
    ],
  },
  {
    law: 'an entry keeps growth, marks and arms, and says nothing of what there was not',
    check: (shop) => {
      const compared = campaignWith({ effect: { type: 'bonus', points: 5 }, holdOutPercent: 1 })
      expect(said(shop, orderOf(1_000), { programme: measuredBy({ type: 'points' }), campaigns: [compared] })).toMatchObject({ growth: [{ month: '2026-11', amount: 15 }], marks: { purchase: '2026-11-24' }, exposures: [{ campaign: compared.id, arm: 'a' }] })
      expect(Object.keys(said(shop, review)).sort()).toEqual(['at', 'day', 'debt', 'moves', 'source', 'type'])
      expect(Object.keys(said(shop, orderOf(1_000))).sort()).toEqual(['at', 'day', 'debt', 'marks', 'moves', 'paidBy', 'parts', 'source', 'tallies', 'type'])
    },
    without: [
      { file: awards, rule: '...(growth.length > 0 ? { growth } : {}),', broken: '' },
      { file: awards, rule: '...(growth.length > 0 ? { growth } : {}),', broken: 'growth,' },
      { file: awards, rule: '...(Object.keys(marks).length > 0 ? { marks } : {}),', broken: '' },
      { file: awards, rule: '...(Object.keys(marks).length > 0 ? { marks } : {}),', broken: 'marks,' },
      { file: awards, rule: '...(exposures.length > 0 ? { exposures } : {}),', broken: '' },
      { file: awards, rule: '...(exposures.length > 0 ? { exposures } : {}),', broken: 'exposures,' },
      { file: awards, rule: '...(cappedBy.length > 0 ? { cappedBy } : {}),', broken: 'cappedBy,' },
      { file: awards, rule: '...(tallies.length > 0 ? { tallies } : {}),', broken: 'tallies,' },
      { file: awards, rule: '...(points > 0 ? { parts } : {}),', broken: 'parts,' },
      { file: awards, rule: "...(paidBy === 'none' ? {} : {", broken: '...(false ? {} : {' },
    ],
  },
  {
    law: 'nothing came of an event that brought no points and that nothing remembers',
    check: (shop) => {
      const { isNothing } = shop.awards
      const none = earnedIn(shop, review)
      const some = [{ points: 1 }, { tallies: [{ key: 'k', period: 'ever', points: 0, times: 1 }] }, { growth: [{ month: '2026-11', amount: 1 }] }, { marks: { active: '2026-11-24' } }]
      expect([none, ...some.map((one) => ({ ...none, ...one }))].map(isNothing)).toEqual([true, false, false, false, false])
    },
    without: [
      { file: awards, rule: 'boolean => points === 0 && ', broken: 'boolean => ' },
      { file: awards, rule: ' && tallies.length === 0 && growth', broken: ' && growth' },
      { file: awards, rule: ' && growth.length === 0 && Object', broken: ' && Object' },
      { file: awards, rule: ' && Object.keys(marks).length === 0', broken: '' },
    ],
  },
]

const capped = (caps: object, more: object = {}) => programmeWith({ rules: [{ id: 'purchase-1', kind: 'per_amount', terms: { fenPerStep: 100, pointsPerStep: 1 }, caps, ...more }] })
const used = (period: string, points: number) => accountWith({}, { tallies: { 'purchase-1:per_day': { period, points, times: 1 } } })
const lifting = campaignWith({ effect: { type: 'cap_lifted', ruleIds: ['purchase-1'] } })
const twoStores = [{ fenPerStep: 100, pointsPerStep: 1 }, { fenPerStep: 100, pointsPerStep: 3, stores: [storeId(1)], caps: { perDay: 50 } }, { fenPerStep: 100, pointsPerStep: 9, stores: [storeId(1)] }]
const limited = programmeWith({ rules: [{ id: 'purchase-1', kind: 'per_amount', terms: { fenPerStep: 100, pointsPerStep: 1 }, caps: { perEvent: 80 }, budgetPoints: 500 }] })
const budget = 'rule.purchase-1'

export const gainLaws: readonly Law[] = [
  {
    law: 'of several rules for amounts one pays: those that name the store first, also when its cap is used up',
    check: (shop) => {
      const paid = (storeNumber: number, account = emptyAccount) => partsOf(earnedIn(shop, orderOf(1_000, { storeId: storeId(storeNumber) }), { programme: withRules({ purchases: twoStores }), account }))
      const usedUp = accountWith({}, { tallies: { 'purchase-2:per_day': { period: today.today, points: 50, times: 1 } } })
      expect([paid(1), paid(2), paid(1, usedUp)]).toEqual([{ 'purchase-2': 30 }, { 'purchase-1': 10 }, {}])
    },
    without: [
      { file: gains, rule: 'if (isExclusive(rule.kind)) closed.add(rule.kind)', broken: '' },
      { file: gains, rule: '[...rules.filter(namesStores), ...rules.filter((rule) => !namesStores(rule))]', broken: 'rules' },
      { file: gains, rule: 'if (gain === undefined) continue', broken: 'if (gain === undefined || gain.part.points === 0) continue' },
    ],
  },
  {
    law: 'points wait through the return window from the day of the event, and are good from its end, by the rule’s own expiry or the programme’s',
    check: (shop) => {
      const lots = (more: object) => earnedIn(shop, orderOf(1_000), { programme: capped({}, more), ...late }).lots.map(({ usableFrom, expiresOn }) => [usableFrom, expiresOn])
      expect([lots({ pendingDays: 7 }), lots({ pendingDays: 0 })]).toEqual([[['2026-11-07', '2027-11-30']], [['2026-10-31', '2027-10-31']]])
      const own = programmeWith({ rules: [{ id: 'p', kind: 'per_amount', terms: { fenPerStep: 100, pointsPerStep: 1 }, expiry: { type: 'days', days: 3 } }] })
      expect(earnedIn(shop, orderOf(1_000), { programme: own }).lots).toEqual([{ points: 10, usableFrom: '2026-11-24', expiresOn: '2026-11-27' }])
    },
    without: [
      { file: gains, rule: 'pendingDays === 0 ? when.day : addDays(when.day, pendingDays)', broken: 'when.day' },
      { file: gains, rule: 'rule?.expiry ?? programme.expiry, ripe)', broken: 'rule?.expiry ?? programme.expiry, when.day)' },
      { file: gains, rule: 'rule?.expiry ?? programme.expiry', broken: 'programme.expiry' },
    ],
  },
  {
    law: 'caps cut what is booked on a day, however late it is reported',
    check: (shop) => {
      const paid = (account = emptyAccount) => earnedIn(shop, orderOf(10_000), { programme: capped({ perDay: 150 }), account, ...late })
      expect([paid().points, paid(used('2026-11-24', 100)).points, paid(used('2026-10-31', 100)).points]).toEqual([100, 50, 100])
      expect(paid().tallies).toContainEqual({ key: 'purchase-1:per_day', period: '2026-11-24', points: 100, times: 1 })
    },
    without: [
      { file: gains, rule: 'capped(wanted, id, caps, account.tallies, moment.today)', broken: '({ points: wanted })' },
      { file: gains, rule: 'const caps = lifted.includes(rule.id) ? undefined : rule.caps', broken: 'const caps = undefined' },
      { file: awards, rule: 'basePaid(question, liftedBy(live))', broken: 'basePaid({ ...question, moment: { ...question.moment, today: when.day } }, liftedBy(live))' },
      { file: gains, rule: 'tallies: capTallies(points, id, caps, moment.today), wish }', broken: 'tallies: [], wish }' },
    ],
  },
  {
    law: 'a cap that a campaign lifts does not cut, and still counts what is paid; other caps cut',
    check: (shop) => {
      const ask = (campaign = lifting) => earnedIn(shop, orderOf(10_000), { programme: capped({ perDay: 30 }), campaigns: [campaign] })
      expect(ask()).toMatchObject({ points: 100, cappedBy: [] })
      expect(ask().tallies).toContainEqual({ key: 'purchase-1:per_day', period: '2026-11-24', points: 100, times: 1 })
      expect(ask(campaignWith({ effect: { type: 'cap_lifted', ruleIds: ['share'] } })).points).toBe(30)
    },
    without: [
      { file: gains, rule: 'lifted.includes(rule.id) ? undefined : rule.caps', broken: 'rule.caps' },
      { file: gains, rule: 'lifted.includes(rule.id) ? undefined : rule.caps', broken: 'lifted.length > 0 ? undefined : rule.caps' },
      { file: gains, rule: 'caps === rule.caps ? gain.tallies :', broken: 'true ? gain.tallies :' },
      { file: 'earning/extras.ts', rule: "effect?.type === 'cap_lifted' ? effect.ruleIds : []", broken: '[]' },
    ],
  },
  {
    law: 'a rule asks its budget for what its caps allow, gets the rest at its end, and the cut is named',
    check: (shop) => {
      const ask = (granted: Record<string, number> = {}) => earnedIn(shop, orderOf(10_000), { programme: limited, granted })
      expect(ask()).toMatchObject({ points: 80, wishes: [{ budget, points: 80, atEnd: 'rest' }], cappedBy: [{ cap: 'per_event' }] })
      expect(ask({ [budget]: 80 })).toMatchObject({ points: 80, cappedBy: [{ cap: 'per_event', cutPoints: 20 }] })
      expect(ask({ [budget]: 15 })).toMatchObject({ points: 15, wishes: [{ points: 15 }], cappedBy: [{ cap: 'per_event', cutPoints: 20 }, { cap: 'budget', by: 'purchase-1', cutPoints: 65 }] })
      expect(ask({ [budget]: 0 })).toMatchObject({ points: 0, wishes: [{ points: 0 }] })
      const small = (account = emptyAccount) => earnedIn(shop, orderOf(5_000), { programme: capped({ perDay: 60 }, { budgetPoints: 500 }), account, granted: { [budget]: 30 } })
      expect(small()).toMatchObject({ points: 30, cappedBy: [{ cap: 'budget', by: 'purchase-1', cutPoints: 20 }] })
      expect(small(used('2026-11-24', 60))).toMatchObject({ points: 0, wishes: [] })
    },
    without: [
      { file: gains, rule: 'left === undefined || left >= allowed ? allowed :', broken: 'true ? allowed :' },
      { file: gains, rule: 'left === undefined || left >= allowed ? allowed :', broken: 'left !== undefined && left >= allowed ? allowed :' },
      { file: gains, rule: "limit?.atEnd === 'rest' ? left : 0", broken: '0' },
      { file: gains, rule: 'points: left === undefined ? allowed : points, atEnd', broken: 'points: wanted, atEnd' },
      { file: gains, rule: "budget: budgetOfRule(rule.id), atEnd: 'rest' as const }", broken: "budget: budgetOfRule(rule.id), atEnd: 'nothing' as const }" },
      { file: gains, rule: 'const wish = limit !== undefined && allowed > 0 ?', broken: 'const wish = false ?' },
      { file: gains, rule: 'const wish = limit !== undefined && allowed > 0 ?', broken: 'const wish = limit !== undefined ?' },
      { file: gains, rule: 'cut === undefined && points === allowed ? noCuts', broken: 'cut === undefined ? noCuts' },
      { file: gains, rule: "[{ cap: 'budget', by: id, cutPoints: allowed - points }]", broken: '[]' },
      { file: gains, rule: 'rule.budgetPoints === undefined ? undefined :', broken: 'true ? undefined :' },
    ],
  },
  {
    law: 'a challenge pays when it is completed, and each step on the way is counted',
    check: (shop) => {
      const terms = { title: { zh: '两单', en: 'Two' }, points: 40, steps: [{ event: 'order_paid' as const, times: 2 }], within: { type: 'ever' as const } }
      const programme = programmeWith({ rules: [{ id: 'two', kind: 'challenge', terms }] })
      const ask = (tallies: object) => earnedIn(shop, orderOf(100), { programme, account: accountWith({}, { tallies: { ...tallies } }) })
      expect([ask({}), ask({ 'two:step0': { period: 'ever', points: 0, times: 1 } })]).toMatchObject([{ points: 0, tallies: [{ key: 'orders' }, { key: 'two:step0', times: 1 }] }, { points: 40, tallies: [{ key: 'orders' }, { key: 'two:step0', times: -1 }, { key: 'two:completed', times: 1 }] }])
      expect(ask({ 'two:completed': { period: 'ever', points: 40, times: 1 } })).toMatchObject({ points: 0, tallies: [{ key: 'orders' }] })
    },
    without: [
      { file: gains, rule: 'isCompleted ? rule.terms.points : 0', broken: 'rule.terms.points' },
      { file: gains, rule: 'isCompleted ? rule.terms.points : 0', broken: '0' },
      { file: gains, rule: 'if (wanted === 0 && tallies.length === 0) return undefined', broken: 'if (wanted === 0) return undefined' },
      { file: gains, rule: 'tallies: [...tallies, ...counted]', broken: 'tallies: counted' },
    ],
  },
]

