/** Flash exchanges on the shelf, and why a price is what it is. Numbers and times arrive as text. */
export const flash = {
  title: '限时兑换',
  ends: '距结束',
  starts: '距开始',
  days: (count: number) => `${count} 天 `,
  left: (count: string) => `仅剩 ${count} 份`,
  starting: (time: string) => `${time} 开抢`,
  soldOut: '已抢完',
  badge: '限时',
  forTier: (tier: string) => `${tier}专享`,
}
