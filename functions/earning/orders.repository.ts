import { Injectable } from '@nestjs/common'
import type { Order } from '../../shared/earning/order'
import { deeds, keys } from '../database/keys'
import type { Item } from '../database/read'
import { stored } from '../database/stored'
import { type Write, create } from '../database/write'

/** Who recorded an order by hand, for the clerk's day list. */
export interface RecordedBy {
  readonly staffId: string
  readonly storeName: string
  readonly cardNo: string
  readonly at: string
  readonly day: string
}

/** The row of an import that brought an order. */
export interface ImportedBy {
  readonly importId: string
  readonly line: number
}

/** An order as stored; `revision` is compared on every change. `fingerprint` tells a repeated report from another one. */
export interface StoredOrder extends Order {
  readonly revision: number
  readonly fingerprint?: string
  readonly recordedBy?: RecordedBy
  readonly importedBy?: ImportedBy
}

@Injectable()
export class OrdersRepository {
  key(source: string, orderNo: string) {
    return keys.order(source, orderNo)
  }

  read(item: Item | undefined): StoredOrder | undefined {
    return item && stored<StoredOrder>(item)
  }

  save(order: Order, before: StoredOrder | undefined, more: { fingerprint?: string; recordedBy?: RecordedBy; importedBy?: ImportedBy } = {}): Write {
    const kept = { fingerprint: before?.fingerprint, recordedBy: before?.recordedBy, importedBy: before?.importedBy, ...more }
    const { recordedBy } = kept
    const index = recordedBy === undefined ? {} : { deedsOf: deeds.of(recordedBy.staffId, recordedBy.day), deedsAt: recordedBy.at }
    const item = { ...keys.order(order.source, order.orderNo), ...order, ...kept, ...index, revision: (before?.revision ?? 0) + 1 }
    if (before === undefined) return create(item)
    return { type: 'put', item, condition: 'revision = :revision', values: { ':revision': before.revision } }
  }
}
