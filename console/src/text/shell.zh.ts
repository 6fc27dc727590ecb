const keyList: readonly (readonly [key: string, what: string])[] = [['g 然后 d', '去今天'], ['g 然后 c', '去活动'], ['g 然后 r', '去规则'], ['g 然后 m', '去会员'], ['g 然后 s', '去员工'], ['n', '新建活动'], ['/', '找会员'], ['?', '看快捷键']]

export const shell = {
  menu: { campaigns: '活动', calendar: '活动日历', rules: '规则', tiers: '等级', mall: '礼品', vouchers: '兑换券', members: '会员', reviews: '待核对', blocks: '黑名单', staff: '员工', stores: '门店', profile: '我的账号', today: '今天', reports: '报表', audit: '操作记录', settings: '设置', keys: 'API 密钥', webhooks: '事件推送', imports: '导入', approvals: '审批' },
  groups: { promise: '营销', people: '会员', shop: '店铺', now: '看店', connect: '对接' },
  account: '账号',
  profile: '我的账号',
  signOut: '退出登录',
  language: 'English',
  languageLabel: '切换到英文',
  shade: '外观',
  shades: { auto: '跟随系统', light: '浅色', dark: '深色' },
  keys: '快捷键',
  keysTitle: '快捷键',
  keyList,
}
