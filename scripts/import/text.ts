import { en as common, text as chosen } from '../local/text'

const number = (value: number): string => value.toLocaleString('en')

const en = {
  usage: (reason: string) =>
    `${reason}. Use: npm run import -- orders <file> [--dry-run] [--columns customer=1,paidAt=3,amount=5] [--delimiter comma|tab|semicolon|space] [--source name] [--encoding utf-8] [--table name] [--endpoint url]`,
  onlyOrders: 'what can be imported is "orders", from one file',
  columnUnknown: (role: string, known: readonly string[]) => `--columns knows ${known.join(', ')}, not "${role}"`,
  columnsMixed: '--columns must name columns either all by number or all by their title',
  columnsNeeded: '--columns must say where customer, paidAt and amount (or amountFen) are',
  sourceWrong: (source: string) => `--source "${source}" must be 1 to 40 letters, digits and . _ -`,
  encodingUnknown: (encoding: string) => `--encoding "${encoding}" is not known; utf-8 and gb18030 are usual`,
  fileUnreadable: (file: string, reason: string) => `${file} cannot be read (${reason}).`,
  notEncoded: (file: string, encoding: string) => `${file} is not written in ${encoding}: try --encoding gb18030.`,
  columnMissing: (title: string, titles: readonly string[]) => `The file has no column "${title}": its first line names ${titles.join(', ')}; say which is which with --columns.`,
  tooManyDays: (most: number) => `Without order numbers, at most ${number(most)} days of customers can be told apart: split the file, or give it order numbers.`,
  noProgramme: (table: string) => `The table ${table} has no programme yet: start the shop once with "npm start".`,
  unreachable: (row: number) => `The database did not answer any more at row ${row}; everything before it is kept: run the same command again to go on.`,

  step: { read: 'Read the file', rehearse: 'Rehearse', book: 'Book the orders' },
  readBytes: (percent: number, rows: number) => `${percent} %, ${number(rows)} rows`,
  readRows: (rows: number, problems: number) => `${number(rows)} rows, ${problems === 0 ? 'all readable' : `${number(problems)} with problems`}`,
  progress: (bar: string, done: number, total: number, perSecond: number, secondsLeft: number) => `${bar} ${number(done)} / ${number(total)}, ${number(perSecond)}/s, ${number(secondsLeft)} s left,`,
  resumed: (rows: number) => `Going on behind row ${number(rows)}, where an earlier run stopped.`,
  booked: (orders: number, known: number, members: number, points: number) => `${number(orders)} orders booked (${number(points)} points), ${number(known)} were there already, ${number(members)} new members`,
  rehearsed: (orders: number, known: number, members: number, points: number) => `would book ${number(orders)} orders (${number(points)} points), ${number(known)} are there already, ${number(members)} new members; nothing was written`,
  notFollowed: (orders: number) => `${number(orders)} orders of too many different customers were counted as if they were first orders: caps and tiers may make a difference`,
  draws: 'new members are drawn into the groups of running experiments when they join: their points may differ',
  problems: (count: number, file: string) => `${number(count)} ${count === 1 ? 'row was' : 'rows were'} left out; put them right and run the same command again. The list: ${file}`,
  problem: (line: number, what: string) => `line ${line}: ${what}`,
  more: (count: number) => `and ${number(count)} more`,

  row: {
    malformed: (reason: string) => `it is not a proper line of the file (${reason})`,
    missing: (column: string) => `${column} is missing`,
    customer: (value: string) => `"${value}" is no customer number: letters, digits and . : _ -, at most 64`,
    orderNo: (value: string) => `"${value}" is no order number: letters, digits and . : _ -, at most 64`,
    paidAt: (value: string) => `"${value}" is no date or time of the calendar`,
    amount: (value: string) => `"${value}" is no amount: yuan with at most two decimals, not negative, up to 1,000,000`,
    amountFen: (value: string) => `"${value}" is no amount in fen: a whole number, not negative, up to 100,000,000`,
    store: (value: string) => `there is no store "${value}"`,
  },
}

const zh: typeof en = {
  usage: (reason) =>
    `${reason}。用法：npm run import -- orders <文件> [--dry-run] [--columns customer=1,paidAt=3,amount=5] [--delimiter comma|tab|semicolon|space] [--source 来源] [--encoding utf-8] [--table 表名] [--endpoint 地址]`,
  onlyOrders: '目前可以从一个文件导入“orders”（订单）',
  columnUnknown: (role, known) => `--columns 中没有“${role}”，可用的是 ${known.join('、')}`,
  columnsMixed: '--columns 要么全部用列号，要么全部用列名',
  columnsNeeded: '--columns 必须写明 customer、paidAt 和 amount（或 amountFen）在哪一列',
  sourceWrong: (source) => `--source“${source}”应为 1 到 40 个字母、数字或 . _ -`,
  encodingUnknown: (encoding) => `不认识编码 --encoding“${encoding}”，常用的是 utf-8 和 gb18030`,
  fileUnreadable: (file, reason) => `无法读取 ${file}（${reason}）。`,
  notEncoded: (file, encoding) => `${file} 不是 ${encoding} 编码：请试试 --encoding gb18030。`,
  columnMissing: (title, titles) => `文件中没有“${title}”列：首行的列名是 ${titles.join('、')}；请用 --columns 指明各列。`,
  tooManyDays: (most) => `没有订单号时，最多区分 ${number(most)} 个“顾客与日期”：请拆分文件，或加上订单号。`,
  noProgramme: (table) => `表 ${table} 中还没有积分方案：请先运行一次“npm start”。`,
  unreachable: (row) => `到第 ${row} 行时数据库不再回应；之前的都已保存：再运行一次同样的命令即可继续。`,

  step: { read: '读取文件', rehearse: '试算', book: '入账' },
  readBytes: (percent, rows) => `${percent}%，${number(rows)} 行`,
  readRows: (rows, problems) => `${number(rows)} 行，${problems === 0 ? '全部可读' : `其中 ${number(problems)} 行有问题`}`,
  progress: (bar, done, total, perSecond, secondsLeft) => `${bar} ${number(done)} / ${number(total)}，每秒 ${number(perSecond)} 单，约剩 ${number(secondsLeft)} 秒，`,
  resumed: (rows) => `上次停在第 ${number(rows)} 行，从其后继续。`,
  booked: (orders, known, members, points) => `入账 ${number(orders)} 单（${number(points)} 积分），${number(known)} 单早已入账，新增会员 ${number(members)} 位`,
  rehearsed: (orders, known, members, points) => `将入账 ${number(orders)} 单（${number(points)} 积分），${number(known)} 单早已入账，将新增会员 ${number(members)} 位；本次没有写入任何内容`,
  notFollowed: (orders) => `顾客太多，有 ${number(orders)} 单按首单试算，遇到上限和等级时积分可能不同`,
  draws: '正在进行的对照活动会在入会时分组，新会员的积分可能不同',
  problems: (count, file) => `有 ${number(count)} 行没有导入；改好后再运行同样的命令即可。清单在 ${file}`,
  problem: (line, what) => `第 ${line} 行：${what}`,
  more: (count) => `以及另外 ${number(count)} 行`,

  row: {
    malformed: (reason) => `这一行的格式不对（${reason}）`,
    missing: (column) => `缺少 ${column}`,
    customer: (value) => `“${value}”不是顾客编号：应为字母、数字或 . : _ -，最多 64 位`,
    orderNo: (value) => `“${value}”不是订单号：应为字母、数字或 . : _ -，最多 64 位`,
    paidAt: (value) => `“${value}”不是日期或时间`,
    amount: (value) => `“${value}”不是金额：单位为元，最多两位小数，不为负，不超过 1,000,000`,
    amountFen: (value) => `“${value}”不是以分为单位的金额：应为整数，不为负，不超过 100,000,000`,
    store: (value) => `没有门店“${value}”`,
  },
}

export const isChinese = chosen !== common

/** What importing says: Chinese or English, as the terminal is set. */
export const text = isChinese ? zh : en
