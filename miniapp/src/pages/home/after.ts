import type { Home } from '../../../../shared/mall/mall.api'
import type { CheckedIn } from '../check-in/use-check-in'

/** The home screen after a check-in, without asking again: new points, the day in the calendar, rewards now within reach. */
export function homeAfter(home: Home, { account, streak }: CheckedIn): Home {
  const cards = [...home.canHave, ...home.nearly].map((card) => ({ ...card, missingPoints: Math.max(0, card.pricePoints - account.available) }))
  return {
    ...home,
    account,
    checkIn: { ...home.checkIn, ...streak, checkedIn: [...new Set([...home.checkIn.checkedIn, home.checkIn.today])] },
    canHave: cards.filter(({ missingPoints }) => missingPoints === 0),
    nearly: cards.filter(({ missingPoints }) => missingPoints > 0),
  }
}
