const keyList: readonly (readonly [key: string, what: string])[] = [
  ['g 然后 d', '去今天'], ['g 然后 p', '去报表'], ['g 然后 c', '去活动'], ['g 然后 r', '去规则'], ['g 然后 t', '去等级'], ['g 然后 m', '去会员'], ['g 然后 v', '去待核对'], ['g 然后 y', '去审批'], ['g 然后 s', '去员工'], ['g 然后 a', '去操作记录'],
  ['n', '新建活动'], ['/', '找会员'], ['?', '看快捷键'],
]
/** What works on the lists where something waits to be decided. */
const listKeyList: typeof keyList = [['j 或 ↓', '下一条'], ['k 或 ↑', '上一条'], ['Enter', '打开它说的会员或活动'], ['a', '批准、放行'], ['r', '拒绝、收回']]

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
  listKeysTitle: '在“审批”和“待核对”里',
  listKeyList,
}
