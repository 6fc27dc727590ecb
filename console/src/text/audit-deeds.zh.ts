/** What each call does, as the trail tells it. */
export const deeds: Readonly<Record<string, string>> = {
  recordPurchase: '记录了一笔消费', redeem: '核销了兑换券', inviteClerk: '邀请了员工', acceptInvitation: '接受邀请，成为员工', removeClerk: '移除了员工', giveTier: '给了会员等级', liftTier: '取消了手动等级',
  confirmScan: '用手机登录了后台', scanState: '登录了后台', passwordSignIn: '用密码登录了后台', makeOwner: '成为了店主', createCampaign: '新建了活动', editCampaign: '修改了活动', launchCampaign: '上线了活动',
  pauseCampaign: '暂停了活动', resumeCampaign: '恢复了活动', endCampaign: '结束了活动', cancelCampaign: '取消了活动', copyCampaign: '复制了活动', changeList: '修改了会员名单', draftProgramme: '保存了规则草稿',
  publishProgramme: '发布了规则', grantPoints: '给会员发了积分', releaseReview: '放行了待核对的积分', reverseReview: '收回了待核对的积分', freezeMember: '冻结了会员', thawMember: '解冻了会员',
  addBlocks: '加入了黑名单', removeBlock: '移出了黑名单', deskSignOut: '退出了登录', setPassword: '改了自己的密码', beginSecondFactor: '开始设置两步验证', confirmSecondFactor: '开启了两步验证',
  resetAccess: '重置了员工的登录', createReward: '新建了礼品', editReward: '修改了礼品', openReward: '上架了礼品', closeReward: '下架了礼品', withdrawReward: '撤回了礼品', addStock: '给礼品加了库存',
  withdrawStock: '撤下了礼品库存', keepPhoto: '上传了礼品照片', createStore: '开了门店', editStore: '修改了门店', unmaskMember: '查看了会员的完整信息', adjustPoints: '调整了会员的积分', editSettings: '修改了设置',
  publishNotice: '发布了隐私说明', setWechatSecret: '更换了小程序密钥', createImport: '新建了导入', putImportRows: '上传了导入内容', runImport: '开始了导入', cancelImport: '停止了导入', undoImport: '撤销了导入',
  weighUndo: '预估了撤销导入', createApiKey: '新建了 API 密钥', editApiKey: '修改了 API 密钥', rotateApiKey: '更换了 API 密钥', revokeApiKey: '停用了 API 密钥', createWebhook: '新建了推送',
  editWebhook: '修改了推送', pauseWebhook: '暂停了推送', resumeWebhook: '恢复了推送', removeWebhook: '删除了推送', rotateWebhookSecret: '更换了推送密钥', testWebhook: '测试了推送',
  replayDelivery: '重发了一次推送', replaySince: '重发了一段推送',
}

/** What fields are called in a change. */
export const fields: Readonly<Record<string, string>> = {
  pricePoints: '积分价格', priceFen: '加价', title: '标题', description: '说明', name: '名称', address: '地址', state: '状态', shelf: '上架状态', standing: '状态', tier: '等级', until: '有效期至',
  stores: '门店', tiers: '等级', rules: '规则', terms: '条款', points: '积分', opensAt: '开始时间', closesAt: '结束时间', startsAt: '开始时间', endsAt: '结束时间', budget: '预算',
  budgetPoints: '积分预算', effect: '优惠', percent: '倍率', audience: '人群', holdOutPercent: '对照组', priority: '优先级', perMember: '每人限兑', voucherDays: '券有效天数', category: '分类',
  picture: '图片', costFenPer100Points: '每 100 积分成本', templates: '消息模板', notice: '隐私说明', ends: '密钥结尾', role: '角色', review: '核对', expiry: '有效期', caps: '上限',
  pointsPerStep: '每份积分', fenPerStep: '每份金额', zh: '中文', en: '英文', refundOnExpiry: '过期退积分', adjustMostPoints: '调整上限', launchedAt: '上线时间', endedAt: '结束于', levels: '等级',
  min: '门槛', earnPercent: '倍率',
}

/** What states are called in a change. */
export const states: Readonly<Record<string, string>> = {
  draft: '草稿', open: '在售', closed: '下架', withdrawn: '已撤回', launched: '已上线', paused: '已暂停', ended: '已结束', cancelled: '已取消', frozen: '已冻结', thawed: '已解冻', trusted: '受信任',
  working: '在职', removed: '已移除', waiting: '待核对', released: '已放行', reversed: '已收回', true: '是', false: '否', owner: '店主', marketer: '运营', clerk: '店员', auditor: '审计',
}
