import * as z from 'zod'
import { rule } from './rule'

const Terms = z.strictObject({ points: z.number().int().min(0).max(10_000).describe('when another person opens the link, once per friend') })

/** A friend opened what the member shared. */
export const shareOpened = rule({
  name: 'share_opened',
  title: { zh: '分享有礼', en: 'Share and earn' },
  on: ['share_opened'],
  terms: Terms,
  pay: (terms) => terms.points,
  sentence: (terms) => ({ zh: `好友打开您的分享，每位得 ${terms.points} 积分`, en: `${terms.points} points for each friend who opens your link` }),
  examples: [{ terms: { points: 10 }, event: { type: 'share_opened' }, points: 10 }],
})
