import type { tiers as zh } from './tiers.zh'

const growthMore = (missing: string) => `${missing} more growth`

export const tiers: typeof zh = {
  title: 'My tier',
  growth: 'Growth',
  since: (day: string) => `Since ${day}`,
  until: (day: string) => `Valid until ${day}`,
  forever: 'For good',
  byHand: 'Given by the shop',
  toNext: (missing: string, tier: string) => `${growthMore(missing)} to reach ${tier}`,
  toNextBy: (missing: string, tier: string, day: string) => `${growthMore(missing)} before ${day} to reach ${tier}`,
  reachedSoon: (tier: string) => `Enough growth: ${tier} begins when this period ends`,
  top: 'This is the highest tier. Thank you for staying with us',
  counted: (from: string, to: string) => (from === to ? `Counting ${from}` : `Counting ${from} to ${to}`),
  grow: { money: 'Show my code and shop', points: 'Earn with tasks', events: 'See the tasks' },

  keep: 'Keeping the tier',
  keepMissing: (missing: string, day: string, tier: string) => `${growthMore(missing)} before ${day} keeps ${tier}`,
  keepDone: (tier: string) => `Done: ${tier} is renewed when it ends`,
  keepProgress: (growth: string, min: string) => `${growth} / ${min}`,
  keepCounted: (growth: string, counted: string) => `Of your growth of ${growth}, ${counted} will still count then`,
  daysLeft: (days: number) => (days === 0 ? 'Last day' : days === 1 ? '1 day left' : `${days} days left`),
  falls: (day: string, tier: string) => `Otherwise ${tier} from ${day}`,
  handEnds: (day: string, tier: string) => `When the tier given by the shop ends: ${tier} from ${day}`,

  benefits: 'What tiers bring',
  mine: 'My tier',
  reachedAt: (min: string) => `From a growth of ${min}`,
  start: 'From the day of joining',
  earnTimes: (times: string) => `${times} × points on purchases`,
  earnPlain: 'Points on purchases',
  price: (discount: string) => `${discount}% off rewards`,
  gift: (points: string) => `${points} points on reaching it`,
  birthday: (points: string) => `${points} points on your birthday`,
  never: 'Never lost once reached',
  discountOf: (percent: number) => String(100 - percent),

  how: 'How growth is counted',
  measures: {
    points: 'Each point earned is one growth.',
    money: (yuan: string) => `Each ¥${yuan} spent is one growth.`,
    events: 'Each activity is one growth.',
  },
  windows: {
    rolling: (months: number) => `The last ${months} months count, this one included.`,
    calendar_year: 'It begins again each 1 January.',
    membership_year: 'It begins again each year with the month you joined.',
  },
  upgrades: { at_once: 'A tier begins as soon as it is reached.', period_end: 'A tier begins when the period ends.' },
  spending: 'Exchanging rewards takes no growth. A refund takes back that of its order, but never lowers a tier at once.',
  grace: (days: number) => `After it ends there are ${days} days of grace.`,

  history: 'History',
  historyNone: 'No change yet',
  historyNoneHint: 'From the first new tier on, every change and its reason stand here.',
  whys: {
    reached: (tier: string) => `Reached ${tier}`,
    kept: (tier: string) => `Kept ${tier}`,
    fell: (tier: string) => `Too little growth: now ${tier}`,
    by_hand: (tier: string) => `${tier}, given by the shop`,
    hand_ended: (tier: string) => `The given tier ended: ${tier} again`,
    hand_lifted: (tier: string) => `The given tier was lifted: ${tier} again`,
    terms_changed: (tier: string) => `The terms changed: now ${tier}`,
    merged: (tier: string) => `Accounts joined: ${tier} kept`,
  },
  reason: (reason: string) => `Reason: ${reason}`,
}
