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
const OUTBOX_SHARDS = 4

export const prefixes = { entry: 'ENTRY#', voucher: 'VOUCHER#', opened: 'OPENED#', reward: 'REWARD#', store: 'STORE#', staff: 'STAFF#', campaign: 'CAMPAIGN#', version: 'VERSION#', invited: 'INVITED#', hold: 'HOLD#', message: 'MESSAGE#', review: 'REVIEW#', reviewed: 'REVIEWED#', block: 'BLOCK#', refused: 'REFUSED#', told: 'TOLD#', deed: 'DEED#', link: 'LINK#', day: 'DAY#', counted: 'COUNTED', stockMove: 'MOVE#', notice: 'NOTICE#', webhook: 'WEBHOOK#', import: 'IMPORT#', chunk: 'CHUNK#', approval: 'APPROVAL#', checkPart: 'PART#' } as const

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
  /** How many of this reward, or of this flash exchange, are left, on this shard? Only ever touched by single-item writes. */
  stock: (pool: string, shard: number): Key => ({ pk: `STOCK#${pool}#${shard}`, sk: 'STOCK' }),
  /** Who moved units of this stock by hand, how many, when and why? Sorts by time; one per operation: its fence. */
  stockMove: (pool: string, operationId: string): Key => ({ pk: `MOVES#${pool}`, sk: prefixes.stockMove + operationId }),
  /** Which stores are there? */
  store: (storeId: string): Key => ({ pk: 'STORES', sk: prefixes.store + storeId }),
  /** Which till is this, and is its key right? */
  till: (tillId: string): Key => ({ pk: 'TILLS', sk: tillId }),
  /** When was the key of this till last used, to the hour? */
  keyUse: (tillId: string): Key => ({ pk: 'KEYUSE', sk: tillId }),
  /** Has this invitation been used? */
  invitation: (nonce: string): Key => ({ pk: `INVITATION#${nonce}`, sk: 'INVITATION' }),
  /** What does the programme promise now? */
  programme: (): Key => ({ pk: 'PROGRAMME', sk: 'TERMS' }),
  /** What did the programme promise in its nth version? Never changes once written. */
  programmeVersion: (version: number): Key => ({ pk: 'PROGRAMME', sk: prefixes.version + String(version).padStart(ENTRY_DIGITS, '0') }),
  /** What is being drafted? */
  programmeDraft: (): Key => ({ pk: 'PROGRAMME', sk: 'DRAFT' }),
  /** Which campaigns are there? */
  campaign: (campaignId: string): Key => ({ pk: 'CAMPAIGNS', sk: prefixes.campaign + campaignId }),
  /** How much is left of this budget, on this shard? Only ever touched by single-item writes. */
  budget: (budget: string, shard: number): Key => ({ pk: `BUDGET#${budget}#${shard}`, sk: 'BUDGET' }),
  /** What became of this event that the shop reported? One per source, kind and number. */
  event: (source: string, type: string, eventNo: string): Key => ({ pk: `EVENT#${source}#${type}#${eventNo}`, sk: 'EVENT' }),
  /** What became of this member's own first purchase, for the one who invited them? */
  referral: (friendId: string): Key => ({ pk: friendId, sk: 'REFERRAL' }),
  /** What came of inviting this friend? */
  invited: (inviterId: string, friendId: string): Key => ({ pk: inviterId, sk: prefixes.invited + friendId }),
  /** Who corrected points by hand under this id, whose, how many and why? The fence of a correction. */
  adjustment: (operationId: string): Key => ({ pk: `ADJUSTMENT#${operationId}`, sk: 'ADJUSTMENT' }),
  /** What became of this hold at a till? The fence of paying with points. */
  hold: (holdId: string): Key => ({ pk: prefixes.hold + holdId, sk: 'HOLD' }),
  /** Has this member seen this campaign, and in which arm? */
  exposure: (memberId: string, campaignId: string): Key => ({ pk: memberId, sk: `EXPOSED#${campaignId}` }),
  /** What did staff change of this member's tier under this id? The fence of a change by hand. */
  tierDeed: (memberId: string, operationId: string): Key => ({ pk: memberId, sk: `TIERDEED#${operationId}` }),
  /** What has the programme to tell this member? Sorts by time; one per cause. */
  message: (memberId: string, at: string, cause: string): Key => ({ pk: memberId, sk: `${prefixes.message}${at}#${cause}` }),
  /** How does this member want to be told, what does WeChat allow, and up to when have they read? */
  messaging: (memberId: string): Key => ({ pk: memberId, sk: 'MESSAGING' }),
  /** Has this member been told of a cause that the calendar brings again and again, or asked to be told of it? One per cause. */
  told: (memberId: string, cause: string): Key => ({ pk: memberId, sk: prefixes.told + cause }),
  /** Which messages are due to WeChat? Sorts by when; one per cause. */
  parcel: (shard: number, dueAt: string, memberId: string, cause: string): Key => ({ pk: `OUTBOX#${shard}`, sk: `${dueAt}#${memberId}#${cause}` }),
  /** Which points wait for a person to look at them? */
  review: (reviewId: string): Key => ({ pk: 'REVIEWS', sk: prefixes.review + reviewId }),
  /** Was the review of the nth entry of this member decided, by whom and why? The fence of a decision. */
  reviewed: (memberId: string, number: number): Key => ({ pk: memberId, sk: prefixes.reviewed + String(number).padStart(ENTRY_DIGITS, '0') }),
  /** Why was this not paid to the member? */
  refused: (memberId: string, what: string): Key => ({ pk: memberId, sk: prefixes.refused + what }),
  /** How often did events come from there, in this window? Only ever touched by single-item writes, and forgotten soon. */
  velocity: (kind: string, hash: string, window: string): Key => ({ pk: `VELOCITY#${kind}#${hash}`, sk: window }),
  /** Who may not join? `hash` is keyed. */
  block: (kind: string, hash: string): Key => ({ pk: 'BLOCKS', sk: `${prefixes.block}${kind}#${hash}` }),
  /** What waits for a second person, and what became of it? */
  approval: (approvalId: string): Key => ({ pk: 'APPROVALS', sk: prefixes.approval + approvalId }),
  /** What may one person do alone? */
  limits: (): Key => ({ pk: 'DESK', sk: 'LIMITS' }),
  /** How does this member of staff sign in at a desk? */
  access: (staffId: string): Key => ({ pk: staffId, sk: 'ACCESS' }),
  /** Whose login is this? */
  login: (login: string): Key => ({ pk: `LOGIN#${login}`, sk: 'LOGIN' }),
  /** Whose session at a desk is this? `hash` is that of the token. */
  deskSession: (hash: string): Key => ({ pk: `DESKSESSION#${hash}`, sk: 'DESKSESSION' }),
  /** How often was a sign-in tried there lately? Only ever touched by single-item writes, and forgotten soon. */
  tries: (kind: 'login' | 'address', hash: string): Key => ({ pk: `TRIES#${kind}#${hash}`, sk: 'TRIES' }),
  /** What became of this QR code at a desk? */
  scan: (scanId: string): Key => ({ pk: `SCAN#${scanId}`, sk: 'SCAN' }),
  /** With which code may the first owner be made? */
  setupCode: (): Key => ({ pk: 'DESK', sk: 'SETUP' }),
  /** Who was made the owner by a setup code? The fence of the first run. */
  firstOwner: (): Key => ({ pk: 'DESK', sk: 'OWNER' }),
  /** What did staff do on this day? Sorts by time. */
  deed: (day: string, name: string): Key => ({ pk: `AUDIT#${day}`, sk: prefixes.deed + name }),
  /** Which deed is the nth of the day's chain, and does it fit the one before? */
  link: (day: string, number: number): Key => ({ pk: `AUDIT#${day}`, sk: prefixes.link + String(number).padStart(ENTRY_DIGITS, '0') }),
  /** Where does the chain of this day stand? Only the stream moves it. */
  chain: (day: string): Key => ({ pk: 'AUDIT', sk: prefixes.day + day }),
  /** When was the whole table last checked, and what was found? */
  lastCheck: (): Key => ({ pk: 'CHECKS', sk: 'FOUND' }),
  /** Is a check of the whole table under way, in whose hand, and what has it kept? */
  checkRun: (): Key => ({ pk: 'CHECKS', sk: 'RUN' }),
  /** What does the nth part say of what a check knew when it was stopped? Forgotten after a week. */
  checkPart: (turn: number, part: number): Key => ({ pk: 'CHECKS', sk: `${checkParts(turn)}${String(part).padStart(ENTRY_DIGITS, '0')}` }),
  /** In which generation are figures counted, and from which are they read? */
  figures: (): Key => ({ pk: 'FIGURES', sk: 'GENERATION' }),
  /** What are the figures of this day? Only ever touched by single-item writes. */
  sheet: (generation: number, sheet: string, day: string): Key => ({ pk: `FIGURES#${generation}#${sheet}`, sk: day }),
  /** How far has this member, or with `handle` the redemption of this voucher, been counted in the figures? */
  counted: (memberId: string, handle?: string): Key => ({ pk: memberId, sk: handle === undefined ? prefixes.counted : `${prefixes.counted}#${handle}` }),
  /** Which webhooks are there? */
  webhook: (webhookId: string): Key => ({ pk: 'WEBHOOKS', sk: prefixes.webhook + webhookId }),
  /** Does this webhook take what it is sent, and since when does it not? Only ever touched by single-item writes. */
  webhookHealth: (webhookId: string): Key => ({ pk: 'WEBHOOKS', sk: `HEALTH#${webhookId}` }),
  /** What became of telling this webhook? Sorts by time; one per happening; forgotten after a month. */
  delivery: (webhookId: string, deliveryId: string): Key => ({ pk: `DELIVERIES#${webhookId}`, sk: deliveryId }),
  /** What is to be sent to this webhook, and when? Tests have a lane of their own. */
  dueDelivery: (webhookId: string, lane: 'event' | 'test', dueAt: string, deliveryId: string): Key => ({ pk: `DUE#${webhookId}#${lane}`, sk: `${dueAt}#${deliveryId}` }),
  /** What has the owner settled beside the terms of the programme? */
  settings: (): Key => ({ pk: 'SETTINGS', sk: 'NOW' }),
  /** What does this version of the privacy notice say? Never changes once written. */
  notice: (version: string): Key => ({ pk: 'SETTINGS', sk: prefixes.notice + version }),
  /** Which secret of the mini-program has the owner set? Encrypted. */
  wechatSecret: (): Key => ({ pk: 'WECHAT', sk: 'SECRET' }),
  /** Which imports were there, and how far has this one come? Sorts by time; only its owner and the stream write it. */
  import: (importId: string): Key => ({ pk: 'IMPORTS', sk: prefixes.import + importId }),
  /** What do the nth hundred rows of an import say, and what became of each? Forgotten after 90 days. */
  importChunk: (importId: string, chunk: number): Key => ({ pk: prefixes.import + importId, sk: prefixes.chunk + String(chunk).padStart(ENTRY_DIGITS, '0') }),
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

/** Index `members`: who is a member, the newest first? Its keys change only when somebody joins or is erased. */
export const memberList = {
  index: 'members',
  of: 'MEMBERS',
} as const

/** The outbox to WeChat is split, so that no partition carries all of a busy hour. */
export const outbox = {
  shards: OUTBOX_SHARDS,
  shardOf: (memberId: string): number => rosterShard(memberId) % OUTBOX_SHARDS,
} as const

/** Index `deeds`: what did this clerk do on this day, newest first? Only items that a clerk wrote are in it. */
export const deeds = {
  index: 'deeds',
  of: (staffId: string, day: string): string => `DEEDS#${staffId}#${day}`,
  /** What did staff do at all, newest first? */
  trail: 'TRAIL',
  /** What did staff do to this member, reward, store or campaign, newest first? */
  about: (target: string): string => `ABOUT#${target}`,
} as const

/** How the sort keys of all parts begin that were kept in one turn. */
export const checkParts = (turn: number): string => `${prefixes.checkPart}${turn}#`

function rosterShard(memberId: string): number {
  return memberId.charCodeAt(memberId.length - 1) % ROSTER_SHARDS
}
