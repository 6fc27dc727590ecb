import { breachesEn } from '../../functions/verify/breaches.en'
import { breachesZh } from '../../functions/verify/breaches.zh'
import { en as common, text as chosen } from '../local/text'

const en = {
  usage: (reason: string) => `${reason}: the options are --table <name>, --endpoint <url>, --caught-up (whatever the figures have not come to is a breach), --rebuild-figures (counts them anew first) and --record (the console shows the outcome); names of tables may also stand alone.`,
  noTable: (table: string, endpoint: string) => `There is no table ${table} at ${endpoint}: start the shop once with "npm start", or name another with --table.`,
  step: (table: string) => `Books of ${table}`,
  reading: (items: number, share: string, perSecond: number) => `${items.toLocaleString('en')} items ${share}, ${perSecond.toLocaleString('en')}/s`,
  rest: (percent: number, seconds: number) => `(${percent} %, ${seconds} s left)`,
  stages: { stock: 'stock against vouchers, budgets against entries', figures: 'figures against entries', orders: 'orders against entries' },
  rebuilding: (table: string) => `Figures of ${table}`,
  rebuilt: (counted: number) => `counted anew from ${counted} members and redemptions`,
  uncounted: (count: number) => `${count} members or redemptions are not in the figures yet: the stream brings them while the shop runs; --caught-up calls it a breach.`,
  balanced: (members: number, entries: number, vouchers: number) => `${members} members, ${entries} entries, ${vouchers} vouchers: all balances`,
  unbalanced: (members: number, entries: number, vouchers: number, count: number) => `${members} members, ${entries} entries, ${vouchers} vouchers: ${count} ${count === 1 ? 'breach' : 'breaches'}`,
  more: (count: number) => `and ${count} more`,
  moving: (shards: number) => `${shards} ${shards === 1 ? 'stock, budget or sheet of figures was' : 'stocks, budgets and sheets of figures were'} in use while being read and could not be held against vouchers and entries: run it again when it is quiet.`,
  breach: breachesEn,
}

const zh: typeof en = {
  usage: (reason) => `命令参数无法识别（${reason}）：可用的是 --table <表名>、--endpoint <地址>、--caught-up（数字还没统计到的也算不符）、--rebuild-figures（先重新统计数字）和 --record（结果显示在后台）；也可以直接写一个或多个表名。`,
  noTable: (table, endpoint) => `${endpoint} 上没有表 ${table}：请先运行一次“npm start”，或用 --table 指定别的表。`,
  step: (table) => `核对 ${table} 的账目`,
  reading: (items, share, perSecond) => `${items.toLocaleString('en')} 条 ${share}，每秒 ${perSecond.toLocaleString('en')} 条`,
  rest: (percent, seconds) => `（${percent}%，约剩 ${seconds} 秒）`,
  stages: { stock: '库存与兑换券、预算与流水', figures: '数字与流水', orders: '订单与流水' },
  rebuilding: (table) => `${table} 的数字`,
  rebuilt: (counted) => `按 ${counted} 位会员和核销重新统计`,
  uncounted: (count) => `有 ${count} 位会员或核销还没有统计进数字：店铺运行时由流补上；加 --caught-up 则算不符。`,
  balanced: (members, entries, vouchers) => `${members} 位会员，${entries} 条流水，${vouchers} 张券：全部平衡`,
  unbalanced: (members, entries, vouchers, count) => `${members} 位会员，${entries} 条流水，${vouchers} 张券：${count} 处不符`,
  more: (count) => `以及另外 ${count} 处`,
  moving: (shards) => `有 ${shards} 份库存、预算或数字在读取时正被使用，无法与兑换券和流水核对：请在空闲时再运行一次。`,
  breach: breachesZh,
}

/** What verifying says: Chinese or English, as the terminal is set. */
export const text = chosen === common ? en : zh

/** In which of them. */
export const language = chosen === common ? 'en' : 'zh'
