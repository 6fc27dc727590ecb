import { en as common, text as chosen } from '../local/text'
import { breachesEn } from './breaches.en'
import { breachesZh } from './breaches.zh'

const en = {
  usage: (reason: string) => `${reason}: the options are --table <name> and --endpoint <url>; names of tables may also stand alone.`,
  noTable: (table: string, endpoint: string) => `There is no table ${table} at ${endpoint}: start the shop once with "npm start", or name another with --table.`,
  step: (table: string) => `Books of ${table}`,
  reading: (items: number, share: string, perSecond: number) => `${items.toLocaleString('en')} items ${share}, ${perSecond.toLocaleString('en')}/s`,
  rest: (percent: number, seconds: number) => `(${percent} %, ${seconds} s left)`,
  checkingStock: 'stock against vouchers, budgets against entries',
  checkingOrders: 'orders against entries',
  balanced: (members: number, entries: number, vouchers: number) => `${members} members, ${entries} entries, ${vouchers} vouchers: all balances`,
  unbalanced: (members: number, entries: number, vouchers: number, count: number) => `${members} members, ${entries} entries, ${vouchers} vouchers: ${count} ${count === 1 ? 'breach' : 'breaches'}`,
  more: (count: number) => `and ${count} more`,
  moving: (shards: number) => `${shards} ${shards === 1 ? 'stock or budget was' : 'stocks and budgets were'} in use while being read and could not be held against vouchers and entries: run it again when it is quiet.`,
  breach: breachesEn,
}

const zh: typeof en = {
  usage: (reason) => `命令参数无法识别（${reason}）：可用的是 --table <表名> 和 --endpoint <地址>；也可以直接写一个或多个表名。`,
  noTable: (table, endpoint) => `${endpoint} 上没有表 ${table}：请先运行一次“npm start”，或用 --table 指定别的表。`,
  step: (table) => `核对 ${table} 的账目`,
  reading: (items, share, perSecond) => `${items.toLocaleString('en')} 条 ${share}，每秒 ${perSecond.toLocaleString('en')} 条`,
  rest: (percent, seconds) => `（${percent}%，约剩 ${seconds} 秒）`,
  checkingStock: '库存与兑换券、预算与流水',
  checkingOrders: '订单与流水',
  balanced: (members, entries, vouchers) => `${members} 位会员，${entries} 条流水，${vouchers} 张券：全部平衡`,
  unbalanced: (members, entries, vouchers, count) => `${members} 位会员，${entries} 条流水，${vouchers} 张券：${count} 处不符`,
  more: (count) => `以及另外 ${count} 处`,
  moving: (shards) => `有 ${shards} 份库存或预算在读取时正被使用，无法与兑换券和流水核对：请在空闲时再运行一次。`,
  breach: breachesZh,
}

/** What verifying says: Chinese or English, as the terminal is set. */
export const text = chosen === common ? en : zh
