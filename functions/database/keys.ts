/**
 * Every key of the one table, each with the question it answers.
 * The partition of a member (`mem_…`) holds all that is theirs; what many members share has partitions of its own.
 */
export interface Key {
  readonly pk: string
  readonly sk: string
}

const ENTRY_DIGITS = 10
const ROSTER_SHARDS = 16

export const prefixes = { entry: 'ENTRY#', voucher: 'VOUCHER#', opened: 'OPENED#', reward: 'REWARD#', store: 'STORE#', staff: 'STAFF#' } as const

export const keys = {
  /** Who is this member? */
  member: (memberId: string): Key => ({ pk: memberId, sk: 'MEMBER' }),
  /** How many points does this member have? The only item whose version is compared. */
  account: (memberId: string): Key => ({ pk: memberId, sk: 'ACCOUNT' }),
  /** What was the nth change of this member's points? */
  entry: (memberId: string, number: number): Key => ({ pk: memberId, sk: prefixes.entry + String(number).padStart(ENTRY_DIGITS, '0') }),
  /** What is this voucher, by its short name? One key per voucher id: the fence of an exchange. */
  voucher: (memberId: string, handle: string): Key => ({ pk: memberId, sk: prefixes.voucher + handle }),
  /** Has this member opened a link of that sharer, and what came of it? */
  opened: (friendId: string, sharerId: string): Key => ({ pk: friendId, sk: prefixes.opened + sharerId }),
  /** Is this member staff, and where? */
  staff: (memberId: string): Key => ({ pk: memberId, sk: 'STAFF' }),
  /** Who works here? */
  staffList: (staffId: string): Key => ({ pk: 'STAFF', sk: prefixes.staff + staffId }),
  /** Whose openid, phone number or customer number is this? `value` is a keyed hash where it is personal. */
  identity: (kind: 'openid' | 'phone' | 'customer', value: string): Key => ({ pk: `IDENTITY#${kind}#${value}`, sk: 'IDENTITY' }),
  /** Whose card number is this? */
  card: (cardNo: string): Key => ({ pk: `CARD#${cardNo}`, sk: 'CARD' }),
  /** What became of this order? One per source and number: the fence of a purchase. */
  order: (source: string, orderNo: string): Key => ({ pk: `ORDER#${source}#${orderNo}`, sk: 'ORDER' }),
  /** What does the mall offer? */
  reward: (rewardId: string): Key => ({ pk: 'MALL', sk: prefixes.reward + rewardId }),
  /** How many of this reward are left, on this shard? Only ever touched by single-item writes. */
  stock: (rewardId: string, shard: number): Key => ({ pk: `STOCK#${rewardId}#${shard}`, sk: 'STOCK' }),
  /** Which stores are there? */
  store: (storeId: string): Key => ({ pk: 'STORES', sk: prefixes.store + storeId }),
  /** Which till is this, and is its key right? */
  till: (tillId: string): Key => ({ pk: 'TILLS', sk: tillId }),
  /** Has this invitation been used? */
  invitation: (nonce: string): Key => ({ pk: `INVITATION#${nonce}`, sk: 'INVITATION' }),
  /** What does the programme promise now? */
  programme: (): Key => ({ pk: 'PROGRAMME', sk: 'TERMS' }),
  /** Which access token of WeChat is in force? */
  wechatToken: (): Key => ({ pk: 'WECHAT', sk: 'TOKEN' }),
} as const

/** Index `roster`: all accounts, a shard at a time, for the jobs that look at each. Its keys never change, so it costs no write after the first. */
export const roster = {
  index: 'roster',
  shards: ROSTER_SHARDS,
  of: (memberId: string): string => `ROSTER#${rosterShard(memberId)}`,
  shard: (shard: number): string => `ROSTER#${shard}`,
} as const

/** Index `deeds`: what did this clerk do on this day, newest first? Only items that a clerk wrote are in it. */
export const deeds = {
  index: 'deeds',
  of: (staffId: string, day: string): string => `DEEDS#${staffId}#${day}`,
} as const

function rosterShard(memberId: string): number {
  return memberId.charCodeAt(memberId.length - 1) % ROSTER_SHARDS
}
