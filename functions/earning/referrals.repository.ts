import { Inject, Injectable } from '@nestjs/common'
import type { Invited, Referral } from '../../shared/earning/referral'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, getAll, type Item, range } from '../database/read'
import { stored } from '../database/stored'
import { type Write, create } from '../database/write'

/** `revision` is compared on every change. */
export type Kept<T> = T & { readonly revision: number }

/** Both sides of inviting a friend: the purchase in the friend's partition, what came of it in the inviter's. */
@Injectable()
export class ReferralsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async referral(friendId: string): Promise<Kept<Referral> | undefined> {
    const item = await get(this.database, keys.referral(friendId))
    return item && stored<Kept<Referral>>(bare(item))
  }

  saveReferral(referral: Referral, before: Kept<Referral> | undefined): Write {
    return versioned({ ...keys.referral(referral.friendId), ...referral }, before?.revision)
  }

  /** The inviter's member and account, and what has come of the friend so far. */
  async inviterSide(inviterId: string, friendId: string): Promise<{ memberItem: Item | undefined; accountItem: Item | undefined; invited: Kept<Invited> | undefined }> {
    const [memberItem, accountItem, item] = await getAll(this.database, [keys.member(inviterId), keys.account(inviterId), keys.invited(inviterId, friendId)])
    return { memberItem, accountItem, invited: item && stored<Kept<Invited>>(bare(item)) }
  }

  saveInvited(invited: Invited, before: Kept<Invited> | undefined): Write {
    return versioned({ ...keys.invited(invited.inviterId, invited.friendId), ...invited }, before?.revision)
  }

  /** Invited friends, the latest first, behind the friend `after`. */
  async invitedBy(inviterId: string, after: string | undefined, limit: number): Promise<{ friends: readonly Invited[]; last: string | undefined }> {
    const place = after === undefined ? undefined : keys.invited(inviterId, after).sk
    const { items, last } = await range(this.database, { pk: inviterId, beginsWith: prefixes.invited, after: place, limit, newestFirst: true })
    return { friends: items.map((item) => stored<Kept<Invited>>(bare(item))), last: last?.slice(prefixes.invited.length) }
  }
}

function versioned(item: Item & { readonly pk: string; readonly sk: string }, before: number | undefined): Write {
  if (before === undefined) return create({ ...item, revision: 1 })
  return { type: 'put', item: { ...item, revision: before + 1 }, condition: 'revision = :revision', values: { ':revision': before } }
}

function bare(item: Item): Item {
  const { pk: _pk, sk: _sk, ...rest } = item
  return rest
}
