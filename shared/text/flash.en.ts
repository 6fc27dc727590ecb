import type { flash as zh } from './flash.zh'

export const flash: typeof zh = {
  title: 'Flash exchange',
  ends: 'Ends in',
  starts: 'Starts in',
  days: (count) => `${count} d `,
  left: (count) => `Only ${count} left`,
  starting: (time) => `Starts ${time}`,
  soldOut: 'All gone',
  badge: 'Flash',
  forTier: (tier) => `${tier} only`,
}
