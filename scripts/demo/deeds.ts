/** What the demo shop pays beside purchases, check-ins and shared links. */
export const deedRules = [
  { id: 'referral', kind: 'referral', terms: { inviterPoints: 100, friendPoints: 50 }, caps: { perMonth: 1_000 } },
  { id: 'profile', kind: 'profile_completed', terms: { points: 30 } },
  { id: 'review', kind: 'review', terms: { points: 10, minimumWords: 10, pictureBonus: 10 }, caps: { perDay: 40 } },
  { id: 'birthday', kind: 'birthday', terms: { points: 88, period: 'week' } },
  { id: 'own-cup', kind: 'custom', terms: { event: 'own_cup', points: 5 }, caps: { perDay: 10 } },
  { id: 'grant', kind: 'manual_grant', terms: { mostPoints: 500 }, caps: { perMonth: 1_000 } },
  { id: 'coffee-week', kind: 'challenge', terms: {
      title: { zh: '咖啡一周', en: 'A week of coffee' },
      points: 60,
      steps: [{ event: 'checked_in', times: 3 }, { event: 'order_paid', times: 2, minimumFen: 2_000 }],
      within: { type: 'week' },
      repeats: 52,
    } },
  { id: 'bring-two', kind: 'challenge', terms: { title: { zh: '三人成行', en: 'Three of us' }, points: 150, steps: [{ event: 'friend_purchased', times: 2 }], within: { type: 'month' }, repeats: 12 } },
] as const
