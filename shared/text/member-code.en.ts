import type { memberCodePage as zh } from './member-code.zh'

export const memberCodePage: typeof zh = {
  title: 'My member code',
  hint: 'Have it scanned at the counter to earn points',
  cardNo: 'Card no.',
  changes: 'New every 30 s; screenshots do not work',
}
