import type { Campaign } from '../../../shared/campaigns/campaign'
import type { Programme } from '../../../shared/earning/programme'
import type { Event } from '../../../shared/events/event'
import { campaignId, campaignWith, orderOf, partsOf } from '../../support/campaigns'
import type { Shop } from '../../support/mutations'
import { accountWith, programmeWith, rulesWith, storeId } from '../../support/tables'
import { earnedIn } from './awards'
import type { Law } from './law'

const awards = 'earning/award.ts'
const extras = 'earning/extras.ts'
const arm = 'campaigns/arm.ts'
const [one, two, three] = [campaignId(1), campaignId(2), campaignId(3)]
const review: Event = { type: 'review_published', words: 20, pictures: 0 }

const level = (id: string, min: number) => ({ id, min, earnPercent: 100, name: { zh: id, en: id } })
const twoTiers = { measure: { type: 'points' as const }, window: { type: 'calendar_year' as const }, levels: [level('base', 0), level('gold', 500)] }
const tiers = { measure: { type: 'points' as const }, window: { type: 'calendar_year' as const }, levels: [{ id: 'base', min: 0, earnPercent: 150, name: { zh: '银', en: 'Silver' } }] }
const goods = { id: 'goods', kind: 'per_item' as const, terms: { pointsPerItem: 7 } }
const gift = { id: 'gift', kind: 'first_purchase' as const, terms: { points: 51 } }
const words = { id: 'words', kind: 'review' as const, terms: { points: 33 } }
const quest = { id: 'quest', kind: 'challenge' as const, terms: { title: { zh: '评', en: 'Say' }, points: 20, steps: [{ event: 'review_published' as const, times: 1 }], within: { type: 'ever' as const } } }
const rich: Programme = programmeWith({ tiers, rules: [gift, goods, words, quest, ...rulesWith({ purchases: [{ fenPerStep: 100, pointsPerStep: 1 }] })] })
const basket = orderOf(1_100, { isFirst: true, items: [{ product: 'mug', category: 'cups', quantity: 2, amountFen: 300 }, { product: 'tea', category: 'tea', quantity: 0, amountFen: 800 }] })

const times = (percent: number, change: object = {}, number = 1): Campaign => campaignWith({ effect: { type: 'multiplier', percent, ...change } }, number)
const bonus = (points: number, change: object = {}, number = 1): Campaign => campaignWith({ effect: { type: 'bonus', points }, ...change }, number)
const group = (mode: 'best' | 'all' | 'first', more: object = {}) => ({ stacking: { group: 'g', mode }, ...more })

/** What each campaign gives for an order of a hundred yuan; all of it, should one pay twice. */
function given(shop: Shop, campaigns: readonly Campaign[], granted: Record<string, number> = {}): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const { by, id, points } of earnedIn(shop, orderOf(10_000), { campaigns, granted }).parts) if (by === 'campaign') sums[id] = (sums[id] ?? 0) + points
  return sums
}

export const extraLaws: readonly Law[] = [
  {
    law: 'the tier adds its share of what a purchase earned by amount and goods, rounded down, and of nothing else',
    check: (shop) => {
      expect(partsOf(earnedIn(shop, basket, { programme: rich }))).toEqual({ gift: 51, goods: 14, 'purchase-1': 11, base: 12 })
      expect(partsOf(earnedIn(shop, review, { programme: rich }))).toEqual({ words: 33, quest: 20 })
    },
    without: [
      { file: extras, rule: 'Math.floor((sumOf(purchase)', broken: 'Math.ceil((sumOf(purchase)' },
      { file: extras, rule: "kind === 'per_amount' || kind === 'per_item'", broken: 'true' },
      { file: extras, rule: "kind === 'per_amount' || kind === 'per_item'", broken: "kind === 'per_amount'" },
      { file: extras, rule: "kind === 'per_amount' || kind === 'per_item'", broken: "kind === 'per_item'" },
      { file: extras, rule: "if (event.type !== 'order_paid' || tier === undefined", broken: 'if (tier === undefined' },
      { file: extras, rule: '(tier.earnPercent - 100)', broken: 'tier.earnPercent' },
    ],
  },
  {
    law: 'a multiplier adds its share of the same base, rounded down by itself; gifts and challenges are not multiplied',
    check: (shop) => {
      const both = [times(150, { events: ['order_paid', 'review_published'] }), campaignWith({ effect: { type: 'multiplier', percent: 200, events: ['order_paid', 'review_published'] }, stacking: { group: 'other', mode: 'best' } }, 2)]
      expect(partsOf(earnedIn(shop, basket, { programme: rich, campaigns: both }))).toEqual({ gift: 51, goods: 14, 'purchase-1': 11, base: 12, [one]: 12, [two]: 25 })
      expect(partsOf(earnedIn(shop, review, { programme: rich, campaigns: both }))).toEqual({ words: 33, quest: 20, [one]: 16, [two]: 33 })
    },
    without: [
      { file: extras, rule: 'Math.floor((sumOf(multiplied(question, base))', broken: 'Math.ceil((sumOf(multiplied(question, base))' },
      { file: extras, rule: '(effect.percent - 100)', broken: 'effect.percent' },
      { file: extras, rule: "kind !== 'challenge'", broken: 'true' },
      { file: awards, rule: 'campaignExtras(question, live, base)', broken: 'campaignExtras(question, live, [...base, ...tierExtra(question, base)])' },
      { file: awards, rule: '...tierExtra(question, base), ', broken: '' },
      { file: extras, rule: 'Math.floor((sumOf(multiplied(question, base))', broken: 'Math.floor((sumOf(base)' },
    ],
  },
  {
    law: 'of certain goods only their share of the money is multiplied',
    check: (shop) => {
      const cups = (event: Event) => partsOf(earnedIn(shop, event, { programme: rich, campaigns: [times(200, { categories: ['cups'], events: ['order_paid', 'review_published'] })] }))[one]
      expect([cups(basket), cups(review)]).toEqual([6, 33])
      expect(cups({ ...basket, amountFen: 0 })).toBe(14)
    },
    without: [{ file: extras, rule: "if (effect.categories === undefined || event.type !== 'order_paid' || event.amountFen === 0) return whole", broken: 'return whole' }],
  },
  {
    law: 'a campaign pays for the events it names, a bonus from its minimum on, also where no rule pays',
    check: (shop) => {
      const from = (minimumFen: number) => bonus(30, { effect: { type: 'bonus', points: 30, minimumFen } })
      expect([given(shop, [from(10_000)]), given(shop, [from(10_001)])]).toEqual([{ [one]: 30 }, {}])
      expect(partsOf(earnedIn(shop, review, { campaigns: [bonus(30)] }))).toEqual({})
      expect(partsOf(earnedIn(shop, review, { campaigns: [bonus(30, { effect: { type: 'bonus', points: 30, events: ['review_published'] } })] }))).toEqual({ [one]: 30 })
    },
    without: [
      { file: extras, rule: 'event.amountFen < effect.minimumFen ? 0', broken: 'event.amountFen <= effect.minimumFen ? 0' },
      { file: extras, rule: 'event.amountFen < effect.minimumFen ? 0', broken: 'false ? 0' },
      { file: extras, rule: "(effect.type === 'multiplier' || effect.type === 'bonus') && effect.events.includes(type)", broken: "effect.type === 'multiplier' || effect.type === 'bonus'" },
      { file: awards, rule: 'base.length === 0 && live.length === 0 ? []', broken: 'base.length === 0 ? []' },
    ],
  },
  {
    law: 'a member of the hold-out is paid nothing and written down, and so is every arm of a campaign that compares',
    check: (shop) => {
      const variant = { name: 'b', weight: 100, effect: { type: 'bonus' as const, points: 9 } }
      const campaign = bonus(30, { holdOutPercent: 50, variants: [variant] })
      const asked = Array.from({ length: 60 }, (_, i) => earnedIn(shop, orderOf(10_000), { campaigns: [campaign], person: { memberId: `member-${i}`, joinedOn: '2026-01-01', lists: [] } }))
      const paidByArm = Object.fromEntries(asked.map((award) => [award.exposures.map(({ arm }) => arm).join(), partsOf(award)[one] ?? 0]))
      expect(paidByArm).toEqual({ hold_out: 0, a: 30, b: 9 })
      expect(earnedIn(shop, orderOf(10_000), { campaigns: [bonus(30)] }).exposures).toEqual([])
      expect(earnedIn(shop, orderOf(10_000), { campaigns: [bonus(30, { variants: [variant] })] }).exposures).toHaveLength(1)
      expect(earnedIn(shop, review, { campaigns: [campaign] }).exposures).toEqual([])
      const bySome = bonus(30, { variants: [{ ...variant, effect: { type: 'bonus', points: 9, events: ['checked_in'] } }, { name: 'c', weight: 1, effect: { type: 'bonus', points: 9, events: ['review_published'] } }] })
      expect(earnedIn(shop, review, { campaigns: [bySome] }).exposures).toHaveLength(1)
    },
    without: [
      { file: extras, rule: 'compares(campaign)', broken: 'true' },
      { file: arm, rule: 'holdOutPercent > 0 || variants.length > 0', broken: 'holdOutPercent > 0' },
      { file: extras, rule: 'effect: effectOf(arm) }]', broken: 'effect: effectOf(arm) ?? campaign.effect }]' },
      { file: extras, rule: 'effect: effectOf(arm) }]', broken: 'effect: campaign.effect }]' },
      { file: extras, rule: 'if (!mayConcern || !isFor(campaign, seen)) return []', broken: 'if (!isFor(campaign, seen)) return []' },
      { file: extras, rule: 'campaign.variants.some(', broken: 'campaign.variants.every(' },
      { file: extras, rule: ' || campaign.variants.some((variant) => concerns(variant.effect, event.type))', broken: '' },
    ],
  },
  {
    law: 'a campaign looks at the store, the tier and the moment of the event',
    check: (shop) => {
      const paid = (change: object, event: Event, tier?: string) => partsOf(earnedIn(shop, event, { programme: programmeWith({ tiers: twoTiers }), campaigns: [bonus(30, change)], account: accountWith({}, tier === undefined ? {} : { tier: { id: tier, since: '2026-01-01', until: 'never' } }) }))[one]
      const inStore = { audience: { type: 'store', stores: [storeId(1)] } }
      const gold = { audience: { type: 'tier', tiers: ['gold'] } }
      const lowest = { audience: { type: 'tier', tiers: ['base'] } }
      expect([paid(inStore, orderOf(100, { storeId: storeId(1) })), paid(inStore, orderOf(100)), paid(gold, orderOf(100), 'gold'), paid(gold, orderOf(100)), paid(lowest, orderOf(100)), paid({ recurrence: { weekdays: [1] } }, orderOf(100))]).toEqual([30, undefined, 30, undefined, 30, undefined])
    },
    without: [
      { file: extras, rule: "event.type === 'order_paid' ? event.storeId : undefined", broken: 'undefined' },
      { file: extras, rule: 'tier: tierIdOf(programme.tiers, account),', broken: 'tier: undefined,' },
      { file: extras, rule: ' || !isFor(campaign, seen)', broken: '' },
    ],
  },
  {
    law: 'of a group the best pays, or all, or the first by priority and id; groups add up',
    check: (shop) => {
      expect(given(shop, [bonus(30, group('best')), bonus(40, group('best'), 2), bonus(20, group('best', { priority: 9 }), 3)])).toEqual({ [two]: 40 })
      expect(given(shop, [bonus(30, group('best'), 2), bonus(30, group('best'))])).toEqual({ [one]: 30 })
      expect(given(shop, [bonus(30, group('best')), bonus(30, group('best', { priority: 1 }), 2)])).toEqual({ [two]: 30 })
      expect(given(shop, [bonus(30, group('all')), bonus(40, group('all'), 2), bonus(5, {}, 3)])).toEqual({ [one]: 30, [two]: 40, [three]: 5 })
      expect(given(shop, [bonus(30, group('first')), bonus(40, group('first'), 2)])).toEqual({ [one]: 30 })
    },
    without: [
      { file: extras, rule: 'one.gain.part.points > best.gain.part.points', broken: 'one.gain.part.points >= best.gain.part.points' },
      { file: extras, rule: 'one.gain.part.points > best.gain.part.points', broken: 'one.gain.part.points < best.gain.part.points' },
      { file: extras, rule: 'b.campaign.priority - a.campaign.priority || ', broken: '' },
      { file: extras, rule: 'a.campaign.id < b.campaign.id ? -1 : 1', broken: 'a.campaign.id < b.campaign.id ? 1 : -1' },
      { file: extras, rule: "mine[0]?.campaign.stacking.mode === 'all'", broken: 'false' },
      { file: extras, rule: "mine[0]?.campaign.stacking.mode === 'all'", broken: 'true' },
      { file: extras, rule: "mine[0]?.campaign.stacking.mode === 'first' ? paying[0] :", broken: '' },
      { file: extras, rule: 'ranked.filter(({ campaign }) => campaign.stacking.group === group)', broken: 'ranked' },
    ],
  },
  {
    law: 'a campaign that its budget or its cap leaves nothing makes way for the next, and what cut it is told where none is left',
    check: (shop) => {
      const limited = (mode: 'best' | 'first', atEnd: 'rest' | 'nothing') => bonus(40, group(mode, { priority: 5, budget: { points: 1_000, atEnd } }), 2)
      expect(given(shop, [bonus(30, group('first')), limited('first', 'rest')], { [two]: 0 })).toEqual({ [one]: 30 })
      expect([given(shop, [limited('best', 'rest')], { [two]: 15 }), given(shop, [limited('best', 'nothing')], { [two]: 15 })]).toEqual([{ [two]: 15 }, {}])
      expect(given(shop, [limited('best', 'nothing')], { [two]: 40 })).toEqual({ [two]: 40 })
      const capped = bonus(40, { caps: { perMember: 10 } })
      expect(given(shop, [capped])).toEqual({ [one]: 10 })
      const used = accountWith({}, { tallies: { [`${one}:per_member`]: { period: 'ever', points: 10, times: 1 } } })
      expect(earnedIn(shop, orderOf(10_000), { campaigns: [capped], account: used })).toMatchObject({ points: 100, cappedBy: [{ cap: 'per_member', by: one, cutPoints: 40 }] })
      expect(earnedIn(shop, orderOf(10_000), { campaigns: [limited('best', 'nothing')] }).wishes).toEqual([{ budget: two, points: 40, atEnd: 'nothing' }])
    },
    without: [
      { file: extras, rule: 'mine.filter(({ gain }) => gain.part.points > 0)', broken: 'mine' },
      { file: extras, rule: 'const told = chosen ?? mine[0]', broken: 'const told = chosen' },
      { file: extras, rule: 'campaign.budget === undefined ? undefined :', broken: 'true ? undefined :' },
      { file: extras, rule: 'atEnd: campaign.budget.atEnd }', broken: "atEnd: 'rest' as const }" },
      { file: extras, rule: 'caps: campaign.caps, limit', broken: 'caps: undefined, limit' },
      { file: 'earning/gains.ts', rule: 'left >= allowed ? allowed', broken: 'left > allowed ? allowed' },
      { file: 'earning/gains.ts', rule: "limit?.atEnd === 'rest' ? left : 0", broken: 'left' },
    ],
  },
  {
    law: 'what a tier or a campaign adds waits and lapses with the purchase it is for',
    check: (shop) => {
      const programme = programmeWith({ tiers, rules: [{ id: 'purchase-1', kind: 'per_amount', terms: { fenPerStep: 100, pointsPerStep: 1 }, pendingDays: 7, expiry: { type: 'days', days: 30 } }] })
      expect(earnedIn(shop, orderOf(10_000), { programme, campaigns: [bonus(30)] }).lots).toEqual([{ points: 180, usableFrom: '2026-12-01', expiresOn: '2026-12-31' }])
      const mug = orderOf(10_000, { items: [{ product: 'mug', quantity: 1, amountFen: 10_000 }] })
      const toMugs = { ...goods, terms: { ...goods.terms, products: ['mug'] }, pendingDays: 3, expiry: { type: 'never' as const } }
      expect(earnedIn(shop, mug, { programme: programmeWith({ rules: [toMugs, ...programme.rules] }), campaigns: [bonus(30)] }).lots).toEqual([{ points: 37, usableFrom: '2026-11-27', expiresOn: 'never' }, { points: 100, usableFrom: '2026-12-01', expiresOn: '2026-12-31' }])
      // Nothing that it would be for: then as the programme's purchases do.
      expect(earnedIn(shop, orderOf(10), { programme, campaigns: [bonus(30)] }).lots).toEqual([{ points: 30, usableFrom: '2026-12-01', expiresOn: '2026-12-31' }])
    },
    without: [
      { file: extras, rule: 'multiplied(question, base)[0]?.lot ?? lotOf(question, main)', broken: 'lotOf(question, undefined)' },
      { file: extras, rule: 'multiplied(question, base)[0]?.lot ??', broken: 'multiplied(question, base).at(-1)?.lot ??' },
      { file: extras, rule: "question.event.type === 'order_paid' ? rulesOf(question.programme, 'per_amount')[0] : undefined", broken: 'undefined' },
      { file: extras, rule: 'lot: { ...first.lot, points }', broken: 'lot: { ...lotOf(question, undefined), points }' },
    ],
  },
]
