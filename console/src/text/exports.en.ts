import type { exports as zh } from './exports.zh'

export const exports: typeof zh = {
  button: 'Export CSV',
  tray: 'Exports under way',
  running: (rows) => `${rows} rows so far; you can look at other screens meanwhile`,
  done: (rows) => `${rows} rows exported; the file is among the downloads`,
  cut: (rows) => `Only the first ${rows} rows were exported and there are more; filter first, then export`,
  resume: 'Go on',
  names: { campaigns: 'Campaigns', members: 'Members', entries: 'Point entries', reviews: 'Reviews', blocks: 'Blocked', staff: 'Staff', stores: 'Stores' },
  id: 'Id',
  startsAt: 'Starts',
  endsAt: 'Ends',
  spent: 'Spent (yuan)',
  budgetPoints: 'Budget (points)',
  balance: 'Available then',
  expiresOn: 'Good until',
  parts: 'Made of',
  text: 'Note',
  number: 'No.',
}
