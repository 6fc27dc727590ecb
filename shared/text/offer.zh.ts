/** What the page of a reward says of prices, flash exchanges and tiers. Numbers and times arrive as text. */
export const offer = {
  why: { tier: '会员价', campaign: '活动价', flash: '限时价' },
  was: (points: string) => `原价 ${points}`,
  states: { coming: '限时兑换即将开始', live: '限时兑换进行中', sold_out: '限时份额已抢完', over: '限时兑换已结束' },
  begins: (time: string) => `${time} 开始`,
  price: (points: string) => `限时价 ${points} 积分`,
  leftOf: (left: string, stock: string) => `还剩 ${left} 份，共 ${stock} 份`,
  stock: (stock: string) => `共 ${stock} 份，先到先得`,
  limit: (limit: number) => `每人限 ${limit} 份`,
  usedUp: '您的限时份额已兑满，现在按上面的价格也能兑。',
  soldOutHint: '有人取消就会放出来；现在按上面的价格也能兑。',
  soldOutNone: '有人取消就会放出来，过会儿再来看看。',
  overHint: '下次早点来：到兑换页顶部看下一场。',
  tierNeeded: (tier: string) => `${tier}会员专享`,
  tierHint: (tier: string) => `升到${tier}就能兑，看看还差多少成长值。`,
  toTier: '看我的等级',
}
