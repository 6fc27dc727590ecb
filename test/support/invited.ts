import { keys } from '../../functions/database/keys'
import { get, type Item } from '../../functions/database/read'
import { type Person, member, till } from './people'
import type { Shop } from './story'
import { programme, storeId } from './story.terms'

const rest = programme.rules.filter(({ id }) => id !== 'share')

/** The terms of the stories with what this feature pays: a hundred for the inviter, thirty for the friend. */
export const terms = {
  rules: [
    ...rest,
    { id: 'share', kind: 'share_opened' as const, terms: { points: 10 }, caps: { perDay: 30 }, pendingDays: 0 },
    { id: 'referral', kind: 'referral' as const, terms: { inviterPoints: 100, friendPoints: 30, minimumFen: 0 }, caps: { perDay: 300 }, pendingDays: 0 },
    { id: 'profile', kind: 'profile_completed' as const, terms: { points: 40 }, pendingDays: 0 },
    { id: 'review', kind: 'review' as const, terms: { points: 20, minimumWords: 15, pictureBonus: 5 }, pendingDays: 0 },
    { id: 'bottle', kind: 'custom' as const, terms: { event: 'bottle_returned', points: 0, pointsPerCount: 2 }, caps: { perDay: 10 }, pendingDays: 0 },
    { id: 'grant', kind: 'manual_grant' as const, terms: { mostPoints: 500 }, caps: { perMonth: 800 }, pendingDays: 0 },
    { id: 'three-deeds', kind: 'challenge' as const, terms: { title: { zh: '三件小事', en: 'Three deeds' }, points: 60, steps: [{ event: 'review_published' as const, times: 1, minimumFen: 0 }, { event: 'custom' as const, name: 'bottle_returned', times: 2, minimumFen: 0 }], inOrder: false, within: { type: 'ever' as const }, repeats: 1 }, pendingDays: 0 },
  ],
  customEvents: [{ name: 'bottle_returned', title: { zh: '归还空瓶', en: 'Bottle returned' } }],
}

/** Somebody who came by the inviter's link. */
export const friendOf = async (shop: Shop, inviter: Person, deviceId?: string): Promise<Person> =>
  member(shop, { shareId: (await inviter.api.myShare({})).shareId, ...(deviceId === undefined ? {} : { deviceId }) })

let orders = 0

/** A purchase of so many yuan in the store with this number; the second one waits a week for its return window. */
export async function purchase(shop: Shop, { id }: Person, yuan: number, store = 2): Promise<{ orderNo: string; refund: (yuan: number) => Promise<unknown> }> {
  const pos = await till(shop, 'friends')
  orders += 1
  const orderNo = `friend-${orders}`
  await pos.reportOrderPaid({ orderNo, member: { memberId: id }, amountFen: yuan * 100, storeId: storeId(store) })
  let refunds = 0
  return {
    orderNo,
    refund: (back) => {
      refunds += 1
      return pos.reportOrderRefunded({ orderNo, refundId: `r${refunds}`, amountFen: back * 100 })
    },
  }
}

/** The inviter's points beyond welcome: usable and waiting. */
export async function earnedBy({ api }: Person): Promise<{ usable: number; waiting: number; debt: number }> {
  const { available, pending, debt } = await api.account({})
  return { usable: available - 100, waiting: pending, debt }
}

export const friendsOf = async ({ api }: Person) => (await api.myInvitations({})).items.map(({ state, points, reason }) => [state, points, reason])

/** The news of a friend's purchase as the table's stream would bring it, as often as one likes. */
export async function news(shop: Shop, friend: Person): Promise<Item | undefined> {
  return get(shop.database, keys.referral(friend.id))
}
