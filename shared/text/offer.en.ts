import type { offer as zh } from './offer.zh'

export const offer: typeof zh = {
  why: { tier: 'Member price', campaign: 'Campaign price', flash: 'Flash price' },
  was: (points) => `was ${points}`,
  states: { coming: 'Flash exchange coming up', live: 'Flash exchange is on', sold_out: 'The flash units are gone', over: 'This flash exchange is over' },
  begins: (time) => `Starts ${time}`,
  price: (points) => `${points} points while it lasts`,
  leftOf: (left, stock) => `${left} of ${stock} left`,
  stock: (stock) => `${stock} in all, first come, first served`,
  limit: (limit) => `${limit} each at most`,
  usedUp: 'You have had yours at the flash price. The price above still works for you.',
  soldOutHint: 'A cancelled one comes back here. Meanwhile the price above still works.',
  soldOutNone: 'A cancelled one comes back here. Look again in a while.',
  overHint: 'The next one is shown at the top of Rewards.',
  tierNeeded: (tier) => `For ${tier} members`,
  tierHint: (tier) => `Reach ${tier} to exchange it. See how much growth is missing.`,
  toTier: 'See my tier',
}
