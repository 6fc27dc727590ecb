import type { shell as zh } from './shell.zh'

export const shell: typeof zh = {
  menu: { campaigns: 'Campaigns', calendar: 'Calendar', rules: 'Rules', tiers: 'Tiers', mall: 'Rewards', vouchers: 'Vouchers', members: 'Members', reviews: 'Reviews', blocks: 'Block list', staff: 'Staff', stores: 'Stores', profile: 'My account', today: 'Today', reports: 'Reports', audit: 'Audit', settings: 'Settings', keys: 'API keys', webhooks: 'Webhooks', imports: 'Imports', approvals: 'Approvals' },
  groups: { promise: 'Marketing', people: 'Members', shop: 'Shop', now: 'Now', connect: 'Connect' },
  account: 'Account',
  profile: 'My account',
  signOut: 'Sign out',
  language: '中文',
  languageLabel: 'Switch to Chinese',
  shade: 'Appearance',
  shades: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  keys: 'Shortcuts',
  keysTitle: 'Keyboard shortcuts',
  keyList: [
    ['g then d', 'Today'], ['g then p', 'Reports'], ['g then c', 'Campaigns'], ['g then r', 'Rules'], ['g then t', 'Tiers'], ['g then m', 'Members'], ['g then v', 'Reviews'], ['g then y', 'Approvals'], ['g then s', 'Staff'], ['g then a', 'Audit'],
    ['n', 'New campaign'], ['/', 'Find a member'], ['?', 'These shortcuts'],
  ],
  listKeysTitle: 'In Approvals and Reviews',
  listKeyList: [['j or ↓', 'The next one'], ['k or ↑', 'The one before'], ['Enter', 'Open the member or campaign it is about'], ['a', 'Approve, release'], ['r', 'Decline, take back']],
}
