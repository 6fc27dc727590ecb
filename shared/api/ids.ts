import * as z from 'zod'

/** Every id carries its kind and sorts by the time it was made: `mem_01JD…`, a prefix and a ULID. */
const kinds = {
  member: 'mem',
  staff: 'stf',
  store: 'sto',
  reward: 'rwd',
  voucher: 'vou',
  order: 'ord',
  operation: 'op',
  till: 'til',
  invitation: 'inv',
  request: 'req',
  campaign: 'cmp',
  hold: 'hld',
  review: 'rev',
  approval: 'apr',
  webhook: 'whk',
  import: 'imp',
} as const

export type IdKind = keyof typeof kinds

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ULID_TIME_CHARS = 10
const ULID_RANDOM_CHARS = 16

const idOf = <K extends IdKind>(kind: K) =>
  z
    .string()
    .regex(new RegExp(`^${kinds[kind]}_[${alphabet}]{26}$`), `an id of the form ${kinds[kind]}_… with 26 letters and digits`)
    .brand<K>()
    .meta({ example: `${kinds[kind]}_01JD0000000000000000000000` })

export const MemberId = idOf('member')
export const StaffId = idOf('staff')
export const StoreId = idOf('store')
export const RewardId = idOf('reward')
export const VoucherId = idOf('voucher')
export const OperationId = idOf('operation')
export const TillId = idOf('till')
export const CampaignId = idOf('campaign')
export const HoldId = idOf('hold')
export const ReviewId = idOf('review')
export const ApprovalId = idOf('approval')
export const WebhookId = idOf('webhook')
export const ImportId = idOf('import')

export type MemberId = z.infer<typeof MemberId>
export type StaffId = z.infer<typeof StaffId>
export type StoreId = z.infer<typeof StoreId>
export type RewardId = z.infer<typeof RewardId>
export type VoucherId = z.infer<typeof VoucherId>
export type OperationId = z.infer<typeof OperationId>
export type TillId = z.infer<typeof TillId>
export type CampaignId = z.infer<typeof CampaignId>
export type HoldId = z.infer<typeof HoldId>
export type ReviewId = z.infer<typeof ReviewId>
export type ApprovalId = z.infer<typeof ApprovalId>
export type WebhookId = z.infer<typeof WebhookId>
export type ImportId = z.infer<typeof ImportId>

/**
 * A new id of a kind.
 * @param now milliseconds since 1970
 * @param randomBytes at least 16 random bytes, from the caller: this folder has no randomness of its own
 */
export function newId<K extends IdKind>(kind: K, now: number, randomBytes: ArrayLike<number>): string & z.core.$brand<K> {
  let time = ''
  for (let rest = Math.floor(now), i = 0; i < ULID_TIME_CHARS; i++, rest = Math.floor(rest / 32)) time = letter(rest % 32) + time
  let random = ''
  for (let i = 0; i < ULID_RANDOM_CHARS; i++) random += letter((randomBytes[i] ?? 0) & 31)
  return branded<K>(`${kinds[kind]}_${time}${random}`)
}

/** When an id says that it was made, in milliseconds since 1970. */
export const timeOfId = (id: string): number => [...id.slice(id.indexOf('_') + 1).slice(0, ULID_TIME_CHARS)].reduce((time, one) => time * 32 + alphabet.indexOf(one), 0)

/** Base 32 without I, L, O and U, so that a code can be read aloud and typed. */
export const readableAlphabet = alphabet

const letter = (index: number): string => alphabet.charAt(index)

/** The one place where a string becomes a branded id: it was just built to the pattern the schema checks. */
function branded<K extends IdKind>(text: string): string & z.core.$brand<K> {
  return text as string & z.core.$brand<K>
}
