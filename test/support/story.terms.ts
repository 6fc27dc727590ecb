import { newId, type StoreId } from '../../shared/api/ids'
import { Programme } from '../../shared/earning/programme'
import { privacyNotice } from '../../shared/text/privacy-notice'

const bytesOf = (number: number): number[] => Array.from({ length: 16 }, () => number)

export const storeId = (number: number): StoreId => newId('store', Date.parse('2026-01-01T00:00:00Z'), bytesOf(number))

/** Two stores: purchases in the second wait a week for their return window. */
export const stores = [
  { id: storeId(1), name: '徐汇店', address: '衡山路 8 号' },
  { id: storeId(2), name: '静安店', address: '南京西路 66 号' },
]

/** Round numbers, so that a story can be followed in the head: a point a yuan, a hundred for joining. */
export const programme = Programme.parse({
  version: 1,
  name: '故事店',
  timeZone: 'Asia/Shanghai',
  noticeVersion: privacyNotice.version,
  expiry: { type: 'month_end', months: 12 },
  rules: [
    { id: 'sign-up', kind: 'sign_up', terms: { points: 100 } },
    { id: 'check-in', kind: 'check_in', terms: { points: 5, steps: [{ days: 3, bonus: 10 }, { days: 7, bonus: 30 }], makeUp: { pricePoints: 20, windowDays: 7, monthlyLimit: 2 } } },
    { id: 'share', kind: 'share_opened', terms: { points: 10 }, caps: { perDay: 30 } },
    { id: 'purchase-2', kind: 'per_amount', terms: { fenPerStep: 100, pointsPerStep: 1, stores: [storeId(2)] }, pendingDays: 7 },
    { id: 'purchase', kind: 'per_amount', terms: { fenPerStep: 100, pointsPerStep: 1 } },
  ],
  orderMaxAgeDays: 400,
})
