import fc from 'fast-check'
import { MemberId, newId } from '../../shared/api/ids'
import { type Audience, type Campaign, Effect, type Recurrence } from '../../shared/campaigns/campaign'
import { Programme } from '../../shared/earning/programme'
import type { Event } from '../../shared/events/event'
import type { Person } from '../../shared/members/person'
import { TierTerms } from '../../shared/tiers/terms'
import { addDays, startOfDay } from '../../shared/time/day'
import { campaignWith } from '../support/campaigns'
import { shanghai, storeId } from '../support/tables'

/** The day on which every life begins; it goes on for a month or two. */
export const FIRST_DAY = '2026-11-20'

type CampaignInput = NonNullable<Parameters<typeof campaignWith>[0]>

const maybe = <T>(it: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(it, { nil: undefined, freq: 2 })
const points = fc.integer({ min: 1, max: 60 })
const isIt = fc.boolean()
const name = { zh: '名', en: 'Name' }

/** Few points, so that caps cut often; mostly one alone, so that none hides another. */
const cap = fc.record({ perEvent: fc.integer({ min: 1, max: 200 }), perDay: fc.integer({ min: 1, max: 250 }), perWeek: fc.integer({ min: 1, max: 300 }), perMonth: fc.integer({ min: 1, max: 400 }), perMember: fc.integer({ min: 1, max: 600 }) })
const caps = fc.oneof(
  ...(['perEvent', 'perDay', 'perWeek', 'perMonth', 'perMember'] as const).map((one) => cap.map((all) => ({ [one]: all[one] }))),
  fc.record({ all: cap, left: fc.subarray(['perEvent', 'perDay', 'perWeek', 'perMonth', 'perMember'] as const) }).map(({ all, left }) => Object.fromEntries(left.map((one) => [one, all[one]]))),
)

const expiry = fc.oneof(
  fc.record({ type: fc.constant('month_end' as const), months: fc.nat({ max: 2 }) }),
  fc.record({ type: fc.constant('days' as const), days: fc.integer({ min: 1, max: 40 }) }),
  fc.constantFrom({ type: 'year_end' as const, years: 0 }, { type: 'active' as const }, { type: 'never' as const }),
)

const perAmount = fc.record({
  fenPerStep: fc.constantFrom(7, 100, 333, 1_000),
  pointsPerStep: fc.integer({ min: 1, max: 9 }),
  rounding: fc.constantFrom('whole_steps' as const, 'down' as const, 'half_up' as const),
  minimumFen: fc.constantFrom(0, 0, 2_000),
  stores: maybe(fc.constant([storeId(1)])),
  excludedCategories: maybe(fc.constant(['tobacco'])),
})
const challenge = fc.record({
  title: fc.constant(name), points, inOrder: isIt, repeats: fc.integer({ min: 1, max: 3 }),
  within: fc.constantFrom({ type: 'days' as const, days: 9 }, { type: 'week' as const }, { type: 'month' as const }, { type: 'ever' as const }),
  steps: fc.array(fc.record({ event: fc.constantFrom('order_paid' as const, 'review_published' as const), times: fc.integer({ min: 1, max: 2 }) }), { minLength: 1, maxLength: 2 }),
})
const kind = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('per_amount' as const), terms: perAmount }) },
  fc.record({ kind: fc.constant('per_item' as const), terms: fc.record({ pointsPerItem: points, categories: maybe(fc.constant(['tea'])) }) }),
  fc.record({ kind: fc.constant('first_purchase' as const), terms: fc.record({ points, minimumFen: fc.constantFrom(0, 3_000) }) }),
  fc.record({ kind: fc.constant('challenge' as const), terms: challenge }),
  fc.record({ kind: fc.constant('referral' as const), terms: fc.record({ inviterPoints: points, friendPoints: points }) }),
  fc.record({ kind: fc.constant('review' as const), terms: fc.record({ points, pictureBonus: points }) }),
  fc.record({ kind: fc.constant('share_opened' as const), terms: fc.record({ points }) }),
  fc.record({ kind: fc.constant('check_in' as const), terms: fc.record({ points, steps: fc.constant([{ days: 3, bonus: 20 }]) }) }),
  fc.record({ kind: fc.constant('custom' as const), terms: fc.record({ event: fc.constant('class'), points, pointsPerCount: points }) }),
)
const common = fc.record({ caps: maybe(caps), budgetPoints: maybe(fc.integer({ min: 1, max: 900 })), expiry: maybe(expiry), pendingDays: fc.nat({ max: 9 }) })
const rules = fc.array(fc.record({ what: kind, common }), { minLength: 1, maxLength: 6, size: 'max' }).map((list) => list.map(({ what, common: shared }, i) => ({ id: `rule-${i}`, ...what, ...shared })))

const tiers = fc.record({
  measure: fc.constantFrom({ type: 'points' as const }, { type: 'money' as const, fenPerGrowth: 100 }, { type: 'events' as const, events: ['order_paid' as const, 'checked_in' as const] }),
  window: fc.constantFrom({ type: 'rolling' as const, months: 2 }, { type: 'calendar_year' as const }, { type: 'membership_year' as const }),
  upgrade: fc.constantFrom('at_once' as const, 'period_end' as const),
  earnPercents: fc.array(fc.integer({ min: 100, max: 300 }), { minLength: 1, maxLength: 3 }),
  giftPoints: fc.nat({ max: 40 }),
}).map(({ earnPercents, giftPoints, ...terms }) => TierTerms.parse({ ...terms, levels: earnPercents.map((earnPercent, i) => ({ id: `tier-${i}`, name, min: i * 30, earnPercent, ...(i === 0 ? {} : { giftPoints }) })) }))

const programme = fc.record({ rules, tiers: maybe(tiers), expiry }).map(({ tiers: terms, ...more }) =>
  Programme.parse({ version: 1, name: 'Life', noticeVersion: '1', inactivity: { months: 1, events: ['order_paid', 'checked_in'] }, orderMaxAgeDays: 366, ...more, ...(terms === undefined ? {} : { tiers: terms }) }),
)

const paidEvents = fc.constantFrom<('order_paid' | 'review_published')[]>(['order_paid'], ['order_paid'], ['order_paid', 'review_published'])
const effect: fc.Arbitrary<Effect> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('multiplier' as const), percent: fc.integer({ min: 101, max: 500 }), events: paidEvents, categories: maybe(fc.constant(['tea'])) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('bonus' as const), points, events: paidEvents, minimumFen: fc.constantFrom(0, 2_000) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('cap_lifted' as const), ruleIds: fc.uniqueArray(fc.constantFrom('rule-0', 'rule-1', 'rule-2'), { minLength: 1 }) }) },
).map((it) => Effect.parse(it))

const audience: fc.Arbitrary<Audience> = fc.oneof({ depthSize: 'small', maxDepth: 2 }, { weight: 6, arbitrary: fc.constantFrom<Audience>(
  { type: 'everyone' }, { type: 'everyone' }, { type: 'tier', tiers: ['tier-1', 'tier-2'] }, { type: 'newcomer', days: 12 }, { type: 'first_purchase' }, { type: 'sleeping', days: 4 }, { type: 'list', list: 'vip' }, { type: 'store', stores: [storeId(1)] },
) }, fc.record({ type: fc.constantFrom('and' as const, 'or' as const), of: fc.tuple(fc.constant<Audience>({ type: 'list', list: 'vip' }), fc.constant<Audience>({ type: 'newcomer', days: 20 })) }), fc.constant<Audience>({ type: 'not', of: { type: 'first_purchase' } }))

const recurrence: fc.Arbitrary<Recurrence> = fc.record({
  weekdays: maybe(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3 })),
  hours: maybe(fc.constantFrom([{ from: '06:00', to: '14:00' }], [{ from: '20:00', to: '04:30' }], [{ from: '00:00', to: '24:00' }])),
  monthDays: maybe(fc.constantFrom([-1, 1, 2, 3, 21, 22, 23, 24, 25], [20, 26, 27, 28, 29, 30])),
  birthdayMonth: maybe(isIt),
})

const firstInstant = startOfDay(FIRST_DAY, shanghai)
/** Shanghai has no daylight saving. */
const midnight = (offset: number): string => new Date(firstInstant + offset * 86_400_000).toISOString()
const campaign = fc.record({
  effect,
  variant: fc.option(effect, { nil: undefined, freq: 5 }),
  audience,
  recurrence: fc.option(recurrence, { nil: undefined, freq: 2 }),
  startsAt: fc.integer({ min: -30, max: 5 }).map(midnight),
  endsAt: fc.integer({ min: 8, max: 60 }).map(midnight),
  holdOutPercent: fc.constantFrom(0, 0, 50),
  group: fc.constantFrom(0, 0, 1),
  priority: fc.nat({ max: 2 }),
  caps: maybe(caps),
  budget: maybe(fc.record({ points: fc.integer({ min: 1, max: 900 }), atEnd: fc.constantFrom('rest' as const, 'nothing' as const) })),
})
const mode = fc.constantFrom('best' as const, 'all' as const, 'first' as const)
/** All campaigns of a group have its mode: a launch refuses others. */
const campaigns: fc.Arbitrary<readonly Campaign[]> = fc.record({ modes: fc.tuple(mode, mode), list: fc.array(campaign, { maxLength: 5, size: 'max' }) }).map(({ modes, list }) =>
  list.map(({ variant, group, ...terms }, i) => {
    const input: CampaignInput = { ...terms, stacking: { group: `group-${group}`, mode: modes[group] ?? 'best' }, variants: variant === undefined ? [] : [{ name: 'b', weight: 100, effect: variant }] }
    return campaignWith(input, i + 1)
  }),
)

const person = fc.record({ joinedDaysAgo: fc.nat({ max: 30 }), isOnList: isIt, birthday: maybe(fc.constantFrom('1990-11-05', '1990-12-05')), wasInvited: isIt })
export type Being = Person & { readonly memberId: MemberId }
const people: fc.Arbitrary<readonly Being[]> = fc.array(person, { minLength: 3, maxLength: 3 }).map((list) =>
  list.map(({ joinedDaysAgo, isOnList, birthday, wasInvited }, i) => ({
    memberId: MemberId.parse(newId('member', 0, Array.from({ length: 16 }, (_, place) => (place === 15 ? i + 1 : 0)))),
    joinedOn: addDays(FIRST_DAY, -joinedDaysAgo), birthday, lists: isOnList ? ['vip'] : [], invitedBy: wasInvited ? 'friend' : undefined,
  })),
)

/** An order as it will be reported, once or often; `lateDays` before its first report. */
const item = fc.record({ product: fc.constantFrom('a', 'b'), category: maybe(fc.constantFrom('tea', 'tobacco')), quantity: fc.integer({ min: 1, max: 3 }), amountFen: fc.nat({ max: 9_000 }) })
const purchase = fc.record({ who: fc.nat({ max: 2 }), amountFen: fc.integer({ min: 1, max: 30_000 }), lateDays: fc.oneof(fc.constant(0), fc.nat({ max: 40 })), minute: fc.nat({ max: 1_439 }), storeId: maybe(fc.constantFrom(storeId(1), storeId(2))), items: maybe(fc.array(item, { maxLength: 3 })), isDoubted: fc.nat({ max: 5 }).map((n) => n === 0) })
export type Purchase = typeof purchase extends fc.Arbitrary<infer T> ? T : never

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ type: fc.constant('review_published' as const), words: fc.nat({ max: 30 }), pictures: fc.nat({ max: 1 }) }),
  fc.record({ type: fc.constant('checked_in' as const), streak: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ type: fc.constant('custom' as const), name: fc.constantFrom('class', 'walk'), count: fc.nat({ max: 3 }), amountFen: fc.constant(0) }),
  fc.record({ type: fc.constant('friend_purchased' as const), amountFen: fc.nat({ max: 9_000 }) }),
  fc.constant({ type: 'share_opened' as const }),
)

const which = fc.nat({ max: 7 })
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('report' as const), which }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('reportTogether' as const), which, other: which }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('refund' as const), which, percent: fc.integer({ min: 1, max: 110 }) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('happen' as const), who: fc.nat({ max: 2 }), event, lateDays: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('spend' as const), who: fc.nat({ max: 2 }), percent: fc.integer({ min: 1, max: 100 }) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('pass' as const), days: fc.nat({ max: 6 }) }) },
)
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** What a shop promises, who its members are, what they buy, and in which order all of it is reported, refunded and repeated. */
export const plot = fc.record({
  programme, campaigns, people,
  purchases: fc.array(purchase, { minLength: 1, maxLength: 8, size: 'max' }),
  steps: fc.array(step, { maxLength: 36, size: 'max' }),
  cuts: fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 12 }),
})
export type Plot = typeof plot extends fc.Arbitrary<infer T> ? T : never
