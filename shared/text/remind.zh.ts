/** The offer of a reminder, apart from the inbox so that the pages that make it load no more than this. */
export const remind = { voucher_expiring: '快到期时在微信提醒我', points_expiring: '积分快过期时在微信提醒我', campaign_starting: '开始前在微信提醒我', allowed: '好的，到时在微信提醒您' }
export type RemindText = typeof remind
