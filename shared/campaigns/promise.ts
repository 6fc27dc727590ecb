import type { EventType } from '../events/event'
import type { Caps } from '../points/caps'
import { type PointsWords, wordedBoth } from '../api/points-words'
import { dayOf } from '../time/day'
import type { Audience, Campaign, Effect, Recurrence } from './campaign'

interface Sentences {
  readonly zh: string
  readonly en: string
}

/** What ids are called. */
export interface Names {
  readonly tiers?: Readonly<Record<string, Sentences | undefined>>
  readonly stores?: Readonly<Record<string, string | undefined>>
  readonly rewards?: Readonly<Record<string, Sentences | undefined>>
  readonly points?: PointsWords | undefined
}

type Promised = Pick<Campaign, 'effect' | 'audience' | 'recurrence'>

/** What a campaign promises, in one sentence that a member understands: when, for whom, what. */
export function promiseOf({ effect, audience, recurrence }: Promised, names: Names = {}): Sentences {
  const [when, who, what] = [whenOf(recurrence), whoOf(audience, names), whatOf(effect, names)]
  const promise = {
    zh: [when.zh, who.zh, what.zh].filter((part) => part !== '').join('，') + '。',
    en: `${capital([when.en, who.en, what.en].filter((part) => part !== '').join(', '))}.`,
  }
  return wordedBoth(promise, names.points)
}

/** The rules of a campaign beside its promise, one sentence each: how long, how much at most, what else. */
export function rulesOfCampaign(campaign: Pick<Campaign, 'startsAt' | 'endsAt' | 'caps' | 'budget' | 'effect' | 'stacking'>, timeZone: string, words?: PointsWords): readonly Sentences[] {
  const [first, last] = [dayWords(dayOf(Date.parse(campaign.startsAt), timeZone)), dayWords(dayOf(Date.parse(campaign.endsAt) - 1, timeZone))]
  const ofStack = campaign.stacking.mode === 'all' ? { zh: '可与其他活动同时享受。', en: 'It adds up with other campaigns.' } : { zh: '同类活动只享受其中一个，系统自动选给您。', en: 'Of campaigns of this kind one counts; we choose it for you.' }
  const rules = [
    { zh: `活动时间：${first.zh} 至 ${last.zh}。`, en: `From ${first.en} to ${last.en}.` },
    ...capRules(campaign.caps),
    ...(campaign.budget === undefined ? [] : [{ zh: '活动积分总量有限，用完即止。', en: 'Its points are limited: when they are gone, it is over.' }]),
    ...(campaign.effect.type === 'multiplier' || campaign.effect.type === 'bonus' ? [ofStack] : []),
    ...(campaign.effect.type === 'multiplier' || campaign.effect.type === 'bonus' ? [{ zh: '退款时，活动送的积分会按比例退回。', en: 'A refund takes its part of the extra points back.' }] : []),
  ]
  return rules.map((rule) => wordedBoth(rule, words))
}

const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

function dayWords(day: string): Sentences {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { zh: `${year}年${month}月${date}日`, en: `${date} ${monthsEn[month - 1] ?? ''} ${year}` }
}

const capWords = { perEvent: ['每次', 'each time'], perDay: ['每天', 'a day'], perWeek: ['每周', 'a week'], perMonth: ['每月', 'a month'], perMember: ['每人', 'each member'] } as const

function capRules(caps: Caps | undefined): readonly Sentences[] {
  return (['perEvent', 'perDay', 'perWeek', 'perMonth', 'perMember'] as const).flatMap((cap) => {
    const most = caps?.[cap]
    return most === undefined ? [] : [{ zh: `${capWords[cap][0]}最多得 ${most} 积分。`, en: `At most ${most} points ${capWords[cap][1]}.` }]
  })
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const weekdaysZh = ['一', '二', '三', '四', '五', '六', '日'] as const
const weekdaysEn = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'] as const

function whenOf(recurrence: Recurrence | undefined): Sentences {
  const { weekdays, monthDays, hours, birthdayMonth } = recurrence ?? {}
  const parts: Sentences[] = []
  if (birthdayMonth === true) parts.push({ zh: '生日当月', en: 'in the month of your birthday' })
  if (monthDays !== undefined) parts.push({ zh: `每月 ${monthDays.map((day) => (day === -1 ? '最后一天' : `${day} 日`)).join('、')}`, en: `on the ${inWords(monthDays.map((day) => (day === -1 ? 'last day' : ordinal(day))))} of each month` })
  if (weekdays !== undefined) parts.push(weekdayWords([...weekdays].sort((a, b) => a - b)))
  if (hours !== undefined) parts.push({ zh: hours.map(({ from, to }) => `${from}–${from >= to ? '次日 ' : ''}${to}`).join('、'), en: `from ${inWords(hours.map(({ from, to }) => `${from} to ${to}${from >= to ? ' the next day' : ''}`))}` })
  return { zh: parts.map(({ zh }) => zh).join(' '), en: parts.map(({ en }) => en).join(' ') }
}

function weekdayWords(days: readonly number[]): Sentences {
  if (days.join() === '6,7') return { zh: '每个周末', en: 'at weekends' }
  if (days.join() === '1,2,3,4,5') return { zh: '每个工作日', en: 'on weekdays' }
  return { zh: `每周${days.map((day) => weekdaysZh[day - 1]).join('、')}`, en: `on ${inWords(days.map((day) => weekdaysEn[day - 1] ?? ''))}` }
}

const ordinal = (day: number): string => `${day}${day % 100 >= 11 && day % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`

const inWords = (words: readonly string[], joint = 'and'): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${joint} ${words[words.length - 1] ?? ''}`)

function whoOf(audience: Audience, names: Names): Sentences {
  switch (audience.type) {
    case 'everyone':
      return { zh: '', en: '' }
    case 'tier': {
      const named = audience.tiers.map((tier) => names.tiers?.[tier] ?? { zh: tier, en: tier })
      return { zh: `${named.map(({ zh }) => zh).join('、')}会员`, en: `for ${inWords(named.map(({ en }) => en))} members` }
    }
    case 'newcomer':
      return { zh: `入会 ${audience.days} 天内的新会员`, en: `in the first ${audience.days} days of membership` }
    case 'first_purchase':
      return { zh: '第一次消费', en: 'on your first purchase' }
    case 'sleeping':
      return { zh: `${audience.days} 天没来消费的会员`, en: `for members who have not bought for ${audience.days} days` }
    case 'list':
      return { zh: '受邀会员', en: 'for invited members' }
    case 'store': {
      const named = audience.stores.map((store) => names.stores?.[store]).filter((name) => name !== undefined)
      return named.length === 0 ? { zh: '在指定门店', en: 'in chosen stores' } : { zh: `在${named.join('、')}`, en: `in ${inWords(named)}` }
    }
    case 'and':
      return joinedWords(audience.of, names, '且', 'and')
    case 'or':
      return joinedWords(audience.of, names, '或', 'or')
    case 'not': {
      const { zh, en } = whoOf(audience.of, names)
      return zh === '' ? { zh: '', en: '' } : { zh: `除「${zh}」以外的会员`, en: `not ${en}` }
    }
  }
}

function joinedWords(of: readonly Audience[], names: Names, zh: string, en: string): Sentences {
  const parts = of.map((one) => whoOf(one, names)).filter((part) => part.zh !== '')
  return { zh: parts.map((part) => part.zh).join(zh), en: parts.map((part) => part.en).join(` ${en} `) }
}

const eventWords: Readonly<Record<EventType, Sentences>> = {
  signed_up: { zh: '入会', en: 'joining' },
  profile_completed: { zh: '完善资料', en: 'completing your profile' },
  checked_in: { zh: '签到', en: 'checking in' },
  order_paid: { zh: '消费', en: 'purchases' },
  share_opened: { zh: '分享', en: 'sharing' },
  friend_purchased: { zh: '邀请的好友消费', en: 'purchases of invited friends' },
  review_published: { zh: '评价', en: 'reviews' },
  birthday: { zh: '生日', en: 'your birthday' },
  anniversary: { zh: '入会周年', en: 'your anniversary' },
  custom: { zh: '参加门店活动', en: 'other activities' },
  granted: { zh: '门店赠送', en: 'gifts of the shop' },
}

function whatOf(effect: Effect, names: Names): Sentences {
  switch (effect.type) {
    case 'multiplier': {
      const goods = effect.categories === undefined ? { zh: '', en: '' } : { zh: `指定商品`, en: ' of chosen goods' }
      const { zh, en } = eventsIn(effect.events)
      return { zh: `${zh}${goods.zh}得 ${effect.percent / 100} 倍积分`, en: `${effect.percent / 100} times the points for ${en}${goods.en}` }
    }
    case 'bonus': {
      const { zh, en } = eventsIn(effect.events)
      const from = effect.minimumFen === 0 ? { zh: '', en: '' } : { zh: `满 ${effect.minimumFen / 100} 元`, en: ` from ¥${effect.minimumFen / 100}` }
      return { zh: `${zh}${from.zh}每次多得 ${effect.points} 积分`, en: `${effect.points} points more each time for ${en}${from.en}` }
    }
    case 'reward_price':
      return { zh: `${rewardIn(effect.rewardId, names).zh}只要 ${effect.pricePoints} 积分`, en: `${rewardIn(effect.rewardId, names).en} for only ${effect.pricePoints} points` }
    case 'flash':
      return { zh: `限量 ${effect.stock} 份，${rewardIn(effect.rewardId, names).zh}只要 ${effect.pricePoints} 积分`, en: `${rewardIn(effect.rewardId, names).en} for only ${effect.pricePoints} points, ${effect.stock} of them` }
    case 'cap_lifted':
      return { zh: '积分不受平日上限限制', en: 'the usual limits do not apply' }
  }
}

const eventsIn = (events: readonly EventType[]): Sentences => ({ zh: events.map((type) => eventWords[type].zh).join('、'), en: inWords(events.map((type) => eventWords[type].en), 'and') })

const rewardIn = (rewardId: string, { rewards }: Names): Sentences => rewards?.[rewardId] ?? { zh: '指定礼品', en: 'a chosen reward' }
