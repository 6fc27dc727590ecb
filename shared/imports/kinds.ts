/** What can be imported, and the columns each kind knows. The stored names never change. */
export const importFields = {
  members: ['phone', 'customer', 'nickname', 'birthday', 'joined', 'growth'],
  balances: ['phone', 'customer', 'memberId', 'points', 'expiresOn', 'text'],
  orders: ['phone', 'customer', 'orderNo', 'paidAt', 'amount', 'amountFen', 'store'],
} as const

export const importKinds = ['members', 'balances', 'orders'] as const
export type ImportKind = (typeof importKinds)[number]
export type ImportField = (typeof importFields)[ImportKind][number]

/** Of each group at least one column must be there. */
export const neededFields: Readonly<Record<ImportKind, readonly (readonly ImportField[])[]>> = {
  members: [['phone', 'customer']],
  balances: [['phone', 'customer', 'memberId'], ['points']],
  orders: [['phone', 'customer'], ['paidAt'], ['amount', 'amountFen']],
}

/** What one row says, column by column, as it stood in the file. */
export type Cells = Readonly<Partial<Record<ImportField, string>>>

/** Rows that are sent, checked and booked together: what one item holds. */
export const CHUNK_ROWS = 100
export const IMPORT_ROWS_MAX = 100_000
export const CHUNKS_MAX = IMPORT_ROWS_MAX / CHUNK_ROWS
/** Rows hold personal data: they are kept so long, and an import can be undone so long. */
export const ROWS_KEPT_DAYS = 90

const words: Readonly<Record<ImportField, readonly string[]>> = {
  phone: ['手机', '电话', '联系方式', 'phone', 'mobile', 'tel'],
  customer: ['客户', '顾客', '会员编号', '会员号', '会员卡号', '卡号', 'customer', 'member no', 'card'],
  memberId: ['会员id', '点金编号', 'memberid', 'member id'],
  nickname: ['昵称', '姓名', '名字', '会员名', 'nickname', 'name'],
  birthday: ['生日', '出生', 'birth'],
  joined: ['入会', '注册', '加入', '开卡', 'joined', 'registered', 'since'],
  growth: ['成长', '经验', 'growth'],
  points: ['积分余额', '可用积分', '剩余积分', '积分', '余额', 'points', 'balance'],
  expiresOn: ['有效', '到期', '过期', '截止', 'expire', 'expiry', 'valid'],
  text: ['说明', '备注', '原因', 'note', 'reason', 'text'],
  orderNo: ['订单', '单号', '流水号', '小票', 'order', 'receipt'],
  paidAt: ['支付时间', '付款', '下单', '消费时间', '交易时间', '时间', '日期', 'paid', 'date', 'time'],
  amount: ['实付', '金额', '消费额', '价格', 'amount', 'total', 'paid yuan'],
  amountFen: ['金额（分）', '金额(分)', 'amountfen', 'amount fen'],
  store: ['门店', '店铺', '店', 'store', 'shop'],
}

const plain = (title: string): string => title.toLowerCase().replaceAll(/[\s_-]+/g, ' ').trim()

/**
 * Which column of a file is which, guessed by its titles: a title that is one of a field's words, then one that holds it, the longer word
 * first. A column is only ever one thing.
 * @returns the place of the column of each field that was recognised, counted from 0
 */
export function guessMapping(kind: ImportKind, titles: readonly string[]): Readonly<Partial<Record<ImportField, number>>> {
  const fits = importFields[kind].flatMap((field) =>
    titles.flatMap((title, column) => {
      const said = plain(title)
      const best = Math.max(0, ...[field.toLowerCase(), ...words[field]].map(plain).map((word) => (said === word ? 1_000 + word.length : said.includes(word) ? word.length : 0)))
      return best === 0 ? [] : [{ field, column, best }]
    }),
  )
  const found: Partial<Record<ImportField, number>> = {}
  const taken = new Set<number>()
  for (const { field, column } of fits.sort((a, b) => b.best - a.best || a.column - b.column)) {
    if (found[field] !== undefined || taken.has(column)) continue
    found[field] = column
    taken.add(column)
  }
  return found
}

/** Groups of columns of which none was chosen: an import cannot begin without. */
export const missingFields = (kind: ImportKind, chosen: readonly ImportField[]): readonly (readonly ImportField[])[] =>
  neededFields[kind].filter((group) => !group.some((field) => chosen.includes(field)))
