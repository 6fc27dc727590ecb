import * as z from 'zod'
import { capped, rule, whole } from './rule'

const Terms = z.strictObject({
  points: z.number().int().min(0).max(10_000).describe('when another person opens the link, once per friend'),
  pointsPerDay: z.number().int().min(1).max(100_000),
})

/** A friend opened what the member shared. `paidToday` is what this rule has already paid today. */
export const shareOpened = rule({
  name: 'share_opened',
  title: { zh: '分享有礼', en: 'Share and earn' },
  terms: Terms,
  pay: (terms, event: { paidToday: number }) => capped(whole(terms.points), 'points_per_day', terms.pointsPerDay - event.paidToday),
  sentence: (terms) => ({
    zh: `好友打开您的分享，每位得 ${terms.points} 积分，每天最多 ${terms.pointsPerDay}`,
    en: `${terms.points} points for each friend who opens your link, up to ${terms.pointsPerDay} a day`,
  }),
  examples: [
    { terms: { points: 10, pointsPerDay: 30 }, event: { paidToday: 0 }, points: 10 },
    { terms: { points: 10, pointsPerDay: 30 }, event: { paidToday: 25 }, points: 5 },
    { terms: { points: 10, pointsPerDay: 30 }, event: { paidToday: 30 }, points: 0 },
  ],
})
