import { newId, type StoreId } from '../../shared/api/ids'
import { Programme } from '../../shared/earning/programme'
import { Reward } from '../../shared/mall/reward'
import { privacyNotice } from '../../shared/text/privacy-notice'
import { deedRules } from './deeds'

/** Ids of the demo shop are the same on every machine: made from a fixed time and a number. */
const MADE_AT = Date.parse('2026-01-01T00:00:00Z')
const bytesOf = (number: number): number[] => Array.from({ length: 16 }, (_, i) => (i === 15 ? number : 0))

export const storeId = (number: number): StoreId => newId('store', MADE_AT, bytesOf(number))

export const stores = [
  { id: storeId(1), name: '徐汇店', address: '上海市徐汇区衡山路 8 号' },
  { id: storeId(2), name: '静安店', address: '上海市静安区南京西路 66 号' },
]

export const tillId = newId('till', MADE_AT, bytesOf(1))

export const programme = Programme.parse({
  version: 1,
  name: '点金咖啡',
  timeZone: 'Asia/Shanghai',
  noticeVersion: privacyNotice.version,
  expiry: { type: 'month_end', months: 12 },
  rules: [
    { id: 'sign-up', kind: 'sign_up', terms: { points: 100 } },
    { id: 'check-in', kind: 'check_in', terms: {
        points: 5,
        steps: [{ days: 3, bonus: 10 }, { days: 7, bonus: 30 }, { days: 14, bonus: 60 }, { days: 30, bonus: 150 }],
        cycleDays: 30,
        makeUp: { pricePoints: 20, windowDays: 7, monthlyLimit: 3 },
      } },
    { id: 'share', kind: 'share_opened', terms: { points: 10 }, caps: { perDay: 50 } },
    { id: 'purchase-jingan', kind: 'per_amount', terms: { fenPerStep: 100, pointsPerStep: 2, stores: [storeId(2)] }, caps: { perEvent: 2_000 } },
    { id: 'purchase', kind: 'per_amount', terms: { fenPerStep: 100, pointsPerStep: 1 }, caps: { perEvent: 2_000 }, pendingDays: 7 },
    ...deedRules,
  ],
  tiers: {
    measure: { type: 'money', fenPerGrowth: 100 },
    window: { type: 'rolling', months: 12 },
    graceDays: 15,
    levels: [
      { id: 'plain', name: { zh: '普卡', en: 'Classic' }, min: 0 },
      { id: 'silver', name: { zh: '银卡', en: 'Silver' }, min: 300, earnPercent: 120, giftPoints: 50, birthdayPoints: 30 },
      { id: 'gold', name: { zh: '金卡', en: 'Gold' }, min: 1_000, earnPercent: 150, giftPoints: 200, birthdayPoints: 100 },
    ],
  },
  customEvents: [{ name: 'own_cup', title: { zh: '自带杯', en: 'Own cup' } }],
  orderMaxAgeDays: 36_500,
})

interface Offer {
  readonly title: readonly [zh: string, en: string]
  readonly description: readonly [zh: string, en: string]
  readonly picture: string
  readonly category: string
  readonly pricePoints: number
  readonly stock: number
  readonly more?: object
}

const offers: readonly Offer[] = [
  { title: ['美式咖啡', 'Americano'], description: ['现磨一杯，冷热可选。', 'Freshly ground, hot or iced.'], picture: 'coffee', category: 'drinks', pricePoints: 180, stock: 500, more: { stockShards: 4 } },
  { title: ['手工曲奇', 'Butter cookies'], description: ['当日烘焙的黄油曲奇一份。', "A bag of today's butter cookies."], picture: 'cookies', category: 'food', pricePoints: 90, stock: 200 },
  { title: ['巴斯克蛋糕', 'Basque cheesecake'], description: ['切件一块，请当日食用。', 'One slice; best on the day.'], picture: 'cake', category: 'food', pricePoints: 360, stock: 80, more: { limitPerMember: 2 } },
  { title: ['5 元抵用券', '¥5 off'], description: ['到店消费满 20 元可用。', 'On any purchase of ¥20 or more.'], picture: 'coupon', category: 'coupons', pricePoints: 120, stock: 1_000, more: { voucherDays: 14, refundOnExpiry: false } },
  { title: ['点金马克杯', 'Dianjin mug'], description: ['手工釉面，每只略有不同。', 'Hand-glazed, each a little different.'], picture: 'mug', category: 'goods', pricePoints: 880, stock: 40 },
  { title: ['帆布袋', 'Canvas tote'], description: ['能装下一本书和一天的心情。', 'Holds a book and a good mood.'], picture: 'tote', category: 'goods', pricePoints: 620, stock: 60, more: { stores: [storeId(1)] } },
  { title: ['保温杯', 'Thermos'], description: ['350 毫升，六小时保温。', '350 ml, warm for six hours.'], picture: 'thermos', category: 'goods', pricePoints: 1_680, stock: 25 },
  { title: ['电影票', 'Cinema ticket'], description: ['全国通兑，兑换后七天内使用。', 'Any cinema, within seven days.'], picture: 'movie', category: 'tickets', pricePoints: 980, stock: 30, more: { voucherDays: 7, refundOnExpiry: false } },
  { title: ['桌面绿植', 'Desk plant'], description: ['一小盆，好养。', 'A small one, easy to keep.'], picture: 'plant', category: 'goods', pricePoints: 420, stock: 0 },
  { title: ['晴雨伞', 'Umbrella'], description: ['轻巧三折，晴雨两用。', 'Light, for sun and rain.'], picture: 'umbrella', category: 'goods', pricePoints: 760, stock: 50, more: { opensIn: 3 } },
  { title: ['主理人手冲课', 'Brewing class'], description: ['和主理人一起冲一杯，周末开课，每次六人。', 'Brew a cup with our head barista; weekends, six at a time.'], picture: 'book', category: 'tickets', pricePoints: 1_200, stock: 6, more: { tiers: ['gold'] } },
]

const DAY_MS = 86_400_000

/** The rewards of the demo shop; coming ones open some days after `now`. */
export function rewards(now: number): readonly { reward: Reward; stock: number }[] {
  return offers.map(({ title, description, more = {}, stock, ...offer }, index) => {
    const { opensIn, ...terms } = { opensIn: undefined, ...more }
    const opening = typeof opensIn === 'number' ? { opensAt: new Date(Math.ceil(now / DAY_MS) * DAY_MS + opensIn * DAY_MS).toISOString() } : {}
    const reward = Reward.parse({
      id: newId('reward', MADE_AT, bytesOf(index + 1)),
      ...offer,
      title: { zh: title[0], en: title[1] },
      description: { zh: description[0], en: description[1] },
      voucherDays: 30,
      refundOnExpiry: true,
      stores: [],
      stockShards: 1,
      createdAt: new Date(MADE_AT + index * DAY_MS).toISOString(),
      ...opening,
      ...terms,
    })
    return { reward, stock }
  })
}
