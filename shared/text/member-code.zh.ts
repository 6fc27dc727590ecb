/** What the page of the member code says; only that page carries it. */
export const memberCodePage = {
  title: '会员码',
  hint: '结账时请店员扫一扫，消费就能攒积分',
  cardNo: '会员号',
  changes: '每 30 秒自动更新，截图无效',
}
