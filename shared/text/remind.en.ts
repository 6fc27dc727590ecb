import type { RemindText } from './remind.zh'

export const remind: RemindText = { voucher_expiring: 'Remind me in WeChat before it expires', points_expiring: 'Remind me in WeChat before points expire', campaign_starting: 'Remind me in WeChat before it starts', allowed: 'Fine, we will remind you in WeChat' }
