/** The offers of a reminder, apart from the inbox so that the pages that make them load no more than this. */
export const remind = {
  voucher_expiring: '快到期时在微信提醒我',
  points_expiring: '积分快过期时在微信提醒我',
  ofStart: '开始前提醒我',
  isSet: '已设提醒',
  allowed: '好的，到时在微信提醒您',
  inInbox: '记下了，开始前在“消息”里告诉您',
}
export type RemindText = typeof remind
