import * as z from 'zod'
import { rule } from './rule'

const Terms = z.strictObject({
  inviterPoints: z.number().int().min(0).max(100_000).describe('after the friend’s first purchase and its return window'),
  friendPoints: z.number().int().min(0).max(100_000).describe('with the friend’s first purchase'),
  minimumFen: z.number().int().min(0).max(100_000_000).default(0).describe('of the first purchase'),
})
export type ReferralTerms = z.output<typeof Terms>

/** A member brought a friend who then bought something: both are paid. */
export const referral = rule({
  name: 'referral',
  title: { zh: '邀请好友', en: 'Invite a friend' },
  on: ['order_paid', 'friend_purchased'],
  terms: Terms,
  pay: (terms, event) => {
    if (event.amountFen < terms.minimumFen) return 0
    if (event.type === 'friend_purchased') return terms.inviterPoints
    return event.isFirst && event.wasInvited ? terms.friendPoints : 0
  },
  sentence: (terms) => ({
    zh: `好友首次消费后，您得 ${terms.inviterPoints} 积分，好友得 ${terms.friendPoints} 积分`,
    en: `After a friend's first purchase you get ${terms.inviterPoints} points, and they get ${terms.friendPoints}`,
  }),
  examples: [
    { terms: { inviterPoints: 100, friendPoints: 30 }, event: { type: 'friend_purchased', amountFen: 1 }, points: 100 },
    { terms: { inviterPoints: 100, friendPoints: 30 }, event: { type: 'order_paid', amountFen: 1, isFirst: true, wasInvited: true }, points: 30 },
    { terms: { inviterPoints: 100, friendPoints: 30 }, event: { type: 'order_paid', amountFen: 1, isFirst: true, wasInvited: false }, points: 0 },
    { terms: { inviterPoints: 100, friendPoints: 30, minimumFen: 2 }, event: { type: 'friend_purchased', amountFen: 1 }, points: 0 },
  ],
})
