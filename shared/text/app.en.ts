import type { app as zh } from './app.zh'

const few = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const app: typeof zh = {
  name: 'Dianjin',
  slogan: 'Every visit turns to gold',
  tabs: { home: 'Home', mall: 'Rewards', points: 'Points', me: 'Me' },
  back: 'Back',
  toHome: 'Home',
  retry: 'Try again',
  cancel: 'Cancel',
  confirm: 'OK',
  close: 'Close',
  loadMore: 'Load more',
  noMore: 'That is all',
  offline: 'No network. Check your connection and try again.',
  timeout: 'The network is slow and no answer came. Please try again.',
  broken: 'Something broke on our side. Your points are unchanged; please try later.',
  asOf: (time) => `Offline: this is how things were at ${time}`,
  points: (points) => `${points} points`,
  pointsUnit: 'points',
  today: 'Today',
  yesterday: 'Yesterday',
  weekdays: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'],
  outbox: {
    kept: 'No network. We keep this and send it as soon as you are back online.',
    waiting: (count) => `${few(count, 'thing', 'things')} to send`,
    waitingHint: 'Sent by itself once the network is back. Please keep the mini-program.',
    refused: (name, sentence) => `${name} did not go through: ${sentence}`,
    names: { checkIn: 'Check-in', redeem: 'Redemption', recordPurchase: 'Purchase' },
    dismiss: 'Got it',
  },
  privacy: {
    title: 'Your privacy',
    ask: 'Please read and accept the Dianjin privacy guideline before using this. Everything else works without it.',
    read: 'Read the whole guideline',
    agree: 'Accept and continue',
    decline: 'Not now',
  },
  scan: {
    hint: 'Place the code inside the frame',
    noCamera: 'The camera cannot be opened. Please type the code.',
    close: 'Close',
  },
  demo: {
    title: 'A demo: who holds the phone?',
    hint: 'A browser has no WeChat sign-in. Pick one of the demo people.',
    change: 'Be someone else',
    newcomer: 'Somebody new',
    newcomerHint: 'Here for the first time: joins first',
  },
  language: { title: 'Language', system: 'As the system', zh: '中文', en: 'English' },
}
