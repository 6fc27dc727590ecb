/** What the page of check-ins says beside what the first screen says too: its calendar, its steps, making up a day. */
export const checkInPage = {
  stepsTitle: '连签奖励',
  step: (days: number) => `连签 ${days} 天`,
  stepReward: (bonus: string) => `+${bonus}`,
  legendDone: '已签到',
  legendMendable: '可补签',
  makeUpTitle: (day: string) => `补签 ${day}`,
  makeUpAsk: (price: string, left: number) => `用 ${price} 积分补上这一天，连签重新接起来。本月还能补 ${left} 次。`,
  makeUpConfirm: (price: string) => `用 ${price} 积分补签`,
  makeUpFree: '免费补签',
  notNow: '先不补',
  makeUpLeft: (windowDays: number, left: number, price: string) => `漏签可补最近 ${windowDays} 天，每次 ${price} 积分，本月还能补 ${left} 次`,
  makeUpNone: (windowDays: number) => `漏签可补最近 ${windowDays} 天，本月次数已用完，下月再来`,
  repaired: (streak: number) => `补签成功，已连签 ${streak} 天`,
  repairedWithBonus: (streak: number, bonus: string) => `补签成功，已连签 ${streak} 天，补发奖励 ${bonus} 积分`,
  cannotMakeUp: '这一天不能补签了，把今天签上就好。',
  comeBack: '这一天还没到，到时再来签到。',
}
