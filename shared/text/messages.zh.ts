/** What the programme says by itself, and the pages that show it. */
export const messages = {
  title: '消息',
  says: {
    points_received: {
      title: (points: string) => `${points} 积分到账`,
      whys: {
        order: '来自您的消费', referral: '您邀请的好友首次消费', share: '好友打开了您的分享', grant: '门店赠送给您', birthday: '生日快乐，这是给您的礼物', anniversary: '感谢又一年的陪伴', review: '感谢您的评价', tier: '升级礼送到', event: '活动奖励', approved: '审核已通过',
      },
      usable: (why: string, day: string) => `${why}，${day}起可用。`,
      until: (why: string, day: string) => `${why}，${day}前有效。`,
      plain: (why: string) => `${why}，随时可用。`,
    },
    points_returned: { title: (points: string) => `${points} 积分已退回`, body: (title: string) => `“${title}”没有用完就过期了，积分已退回，可以再换别的。` },
    points_adjusted: { more: (points: string) => `${points} 积分已补上`, less: (points: string) => `${points} 积分已扣回`, body: (text: string) => `门店说明：${text}。有疑问请到店问店员。` },
    points_expiring: { title: (points: string) => `${points} 积分快过期了`, body: (day: string) => `有效期到${day}，现在去换一份礼品吧。` },
    tier_changed: { up: (tier: string) => `恭喜升级为${tier}`, down: (tier: string) => `您的等级调整为${tier}`, upBody: '新权益已经生效，点开看看。', downBody: '多消费几次就能升回来，点开看还差多少。' },
    tier_warning: { title: (tier: string) => `${tier}即将到期`, body: (missing: string, day: string) => `${day}前再攒 ${missing} 成长值，就能保住等级。` },
    voucher_expiring: { title: (title: string) => `“${title}”快过期了`, body: (day: string) => `有效期到${day}，请尽快到店使用。` },
    campaign_starting: { title: (title: string) => `“${title}”马上开始`, body: (time: string) => `${time} 开始，点开就能参加。` },
  },
  unread: '未读',
  emptyTitle: '还没有消息',
  emptyHint: '积分到账、积分和券快过期，都在这里。',
  emptyAction: '去签到攒积分',
  settings: {
    open: '设置',
    title: '消息设置',
    hint: '收件箱里总能看到全部消息；以下只管微信提醒。',
    quiet: '免打扰时段',
    quietHint: '这段时间不发微信提醒，过后再发。',
    off: '不设',
    kindsTitle: '哪些消息发到微信',
    kinds: { points_received: '积分到账', points_returned: '积分退回', points_adjusted: '积分调整', points_expiring: '积分快过期', tier_changed: '等级变化', tier_warning: '保级提醒', voucher_expiring: '券快到期', campaign_starting: '活动开始' },
    left: (count: number) => `还可收到 ${count} 条微信提醒`,
    none: '还没有允许微信提醒',
    allow: '允许微信提醒',
    allowed: '好的，到时在微信提醒您',
    inboxOnly: '本店暂不发微信提醒，消息都在这里。',
    saved: '已保存',
  },
}
export type MessagesText = typeof messages
