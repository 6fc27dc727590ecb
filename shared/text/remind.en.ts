import type { RemindText } from './remind.zh'

export const remind: RemindText = {
  voucher_expiring: 'Remind me in WeChat before it expires',
  points_expiring: 'Remind me in WeChat before points expire',
  ofStart: 'Remind me before it starts',
  isSet: 'Reminder set',
  allowed: 'Fine, we will remind you in WeChat',
  inInbox: 'Noted: you will read it under Messages before it starts',
}
