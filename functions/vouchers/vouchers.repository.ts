import { Inject, Injectable } from '@nestjs/common'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { VoucherId } from '../../shared/api/ids'
import type { SortOrder } from '../../shared/api/page'
import type { Voucher } from '../../shared/vouchers/voucher'
import { handleOf } from '../../shared/vouchers/code'
import { Database } from '../database/client'
import { deeds, keys, prefixes } from '../database/keys'
import { get, getAll, type Item, range, reached } from '../database/read'
import { stored } from '../database/stored'
import { type Write, create } from '../database/write'
import { isVoid, voucherKey, voucherOf } from './voucher.items'

/** A member's vouchers are read whole and sorted; at about 700 bytes each, these pages hold some seven thousand. */
const PAGES_MAX = 5

@Injectable()
export class VouchersRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async byHandle(memberId: string, handle: string): Promise<Voucher | undefined> {
    const item = await get(this.database, keys.voucher(memberId, handle))
    return item === undefined || isVoid(item) ? undefined : voucherOf(item)
  }

  /** The same for the counter, also of members merged into this one: vouchers of an erased account are void. */
  async redeemable(memberId: string, handle: string): Promise<Voucher | undefined> {
    const [item, account] = await getAll(this.database, [keys.voucher(memberId, handle), keys.account(memberId)])
    const { closed, mergedInto, absorbed = [] } = stored<{ closed?: true; mergedInto?: string; absorbed?: readonly string[] }>(account ?? {})
    if (mergedInto !== undefined) return this.redeemable(mergedInto, handle)
    if (closed === true) return undefined
    return item === undefined || isVoid(item) ? this.among(absorbed, handle) : voucherOf(item)
  }

  /** The voucher of a short name among those of several members. */
  async among(memberIds: readonly string[], handle: string, voucherId?: VoucherId): Promise<Voucher | undefined> {
    const items = await getAll(this.database, memberIds.map((memberId) => keys.voucher(memberId, handle)))
    const found = items.flatMap((item) => (item === undefined || isVoid(item) ? [] : voucherOf(item)))
    return found.find(({ id }) => voucherId === undefined || id === voucherId)
  }

  /** All vouchers of a member, and of members merged into them, newest first. */
  async ofMember(memberId: string, absorbed: readonly string[] = []): Promise<readonly Voucher[]> {
    const lists = await Promise.all([memberId, ...absorbed].map((one) => this.ofOne(one)))
    return lists.flat().sort((a, b) => (a.exchangedAt === b.exchangedAt ? (a.id < b.id ? 1 : -1) : a.exchangedAt < b.exchangedAt ? 1 : -1))
  }

  private async ofOne(memberId: string): Promise<readonly Voucher[]> {
    const found: Voucher[] = []
    let after: string | undefined
    for (let page = 0; page < PAGES_MAX; page++) {
      const { items, last } = await range(this.database, { pk: memberId, beginsWith: prefixes.voucher, after })
      found.push(...items.filter((item) => !isVoid(item)).map(voucherOf))
      if (last === undefined) break
      after = last
    }
    return found
  }

  /** The voucher of an exchange, under the key that fences it. */
  issue(voucher: Voucher): Write {
    return create({ ...voucherKey(voucher), ...voucher })
  }

  /** Takes the key of an exchange that came to nothing, so that a late commit of it must fail. */
  void(memberId: string, handle: string): Write {
    return create({ ...keys.voucher(memberId, handle), type: 'void' })
  }

  /** The unit of stock of an ended voucher is back in the mall. */
  stockReturned(memberId: string, handle: string): Write {
    return { type: 'update', key: keys.voucher(memberId, handle), set: 'REMOVE stockOwed', condition: 'attribute_exists(stockOwed)' }
  }

  /** What a clerk did on a day, behind the deed `after`. */
  async deedsOf(staffId: string, day: string, order: SortOrder, limit: number, after: Item | undefined): Promise<{ items: readonly Item[]; last: Item | undefined }> {
    const reply = await reached(() =>
      this.database.documents.send(
        new QueryCommand({
          TableName: this.database.table,
          IndexName: deeds.index,
          KeyConditionExpression: 'deedsOf = :of',
          ExpressionAttributeValues: { ':of': deeds.of(staffId, day) },
          ScanIndexForward: order === 'oldest',
          Limit: limit,
          ...(after === undefined ? {} : { ExclusiveStartKey: after }),
        }),
      ),
    )
    return { items: reply.Items ?? [], last: reply.LastEvaluatedKey }
  }
}

/** How a voucher is named within its reward's stock. */
export const stockName = (voucher: Pick<Voucher, 'memberId' | 'id'>): string => `${voucher.memberId}/${handleOf(voucher.id)}`

export function splitStockName(name: string): { memberId: string; handle: string } {
  const [memberId = '', handle = ''] = name.split('/')
  return { memberId, handle }
}
