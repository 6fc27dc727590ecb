import { keys, prefixes } from '../database/keys'
import type { Item } from '../database/read'
import { stored } from '../database/stored'
import { memberOf, type Member } from '../members/members.repository'
import { accountOf, entryOf } from '../points/points.repository'
import type { StaffMember } from '../stores/staff.repository'
import { isVoid, voucherOf } from '../vouchers/voucher.items'
import type { Invited } from '../../shared/earning/referral'
import type { Account } from '../../shared/points/account'
import type { Entry } from '../../shared/points/entry'
import type { Voucher } from '../../shared/vouchers/voucher'
import type { Partition } from '../database/scan'

/** Everything that is stored of one member, in words of the shop. */
export interface MemberBooks {
  readonly memberId: string
  readonly member: Member | undefined
  readonly account: Account | undefined
  /** What the account's item holds besides the account. */
  readonly accountItem: Item | undefined
  readonly entries: readonly { readonly sk: string; readonly entry: Entry }[]
  /** Entries of whom this member went on as, that are about this one. */
  readonly inherited: readonly { readonly sk: string; readonly entry: Entry }[]
  readonly vouchers: readonly HeldVoucher[]
  readonly staff: StaffMember | undefined
  readonly invited: readonly Invited[]
  /** What was decided of doubted entries, by their number. */
  readonly reviewed: ReadonlyMap<number, string>
}

export interface HeldVoucher {
  readonly sk: string
  readonly voucher: Voucher
  /** Ended, and its unit of stock is not back yet. */
  readonly owesStock: boolean
}

export function booksOf({ pk, items }: Partition): MemberBooks {
  const at = (sk: string) => items.find((item) => item['sk'] === sk)
  const under = (prefix: string) => items.filter((item) => String(item['sk']).startsWith(prefix))
  const memberItem = at(keys.member(pk).sk)
  const accountItem = at(keys.account(pk).sk)
  const staffItem = at(keys.staff(pk).sk)
  return {
    memberId: pk,
    member: memberItem && memberOf(memberItem),
    account: accountItem && accountOf(stored<Account>(accountItem)),
    accountItem,
    entries: under(prefixes.entry).map((item) => ({ sk: String(item['sk']), entry: entryOf(item) })),
    inherited: [],
    vouchers: under(prefixes.voucher)
      .filter((item) => !isVoid(item))
      .map((item) => ({ sk: String(item['sk']), voucher: voucherOf(item), owesStock: item['stockOwed'] === true })),
    staff: staffItem && stored<StaffMember>(staffItem),
    invited: under(prefixes.invited).map((item) => stored<Invited>(item)),
    reviewed: new Map(under(prefixes.reviewed).map((item) => [Number(String(item['sk']).slice(prefixes.reviewed.length)), String(item['state'])])),
  }
}
