/** Why points are doubted, for staff: plain facts. */
export const risk = {
  reasons: {
    velocity_member: '这位会员短时间内得分太频繁',
    velocity_device: '同一部手机短时间内得分太频繁',
    velocity_address: '同一网络短时间内得分太频繁',
    wechat_rank: '微信提示这个账号有风险',
    shared_device: '同一部手机上登录了多位会员',
    circle: '几位会员互相邀请',
    midnight_burst: '同一位会员邀请的好友在零点后集中加入',
    frozen: '账户正被冻结',
  },
}

/** The same for the member: what is so, without an accusation. */
export const riskForMember = {
  velocity_member: '这段时间得分次数较多',
  velocity_device: '这部手机这段时间得分次数较多',
  velocity_address: '这个网络这段时间得分次数较多',
  wechat_rank: '微信建议我们再确认一下',
  shared_device: '这部手机上有多位会员登录',
  circle: '您和好友互相邀请过',
  midnight_burst: '零点后加入的好友较多',
  frozen: '账户正在核对',
}
