import { Injectable } from '@nestjs/common'
import { keys } from '../database/keys'
import type { Item } from '../database/read'
import { stored } from '../database/stored'
import { type Write, create } from '../database/write'

/** An event that has been booked. `fingerprint` tells a repeated report from another one under the same number. */
export interface StoredEvent {
  readonly source: string
  readonly type: string
  readonly eventNo: string
  readonly memberId: string
  readonly fingerprint: string
  readonly at: string
  readonly points: number
  readonly usableFrom?: string
  /** Of a grant: who gave it and why. */
  readonly grant?: { readonly staffId: string; readonly reason: string; readonly text: string }
}

@Injectable()
export class EventsRepository {
  key(source: string, type: string, eventNo: string) {
    return keys.event(source, type, eventNo)
  }

  read(item: Item | undefined): StoredEvent | undefined {
    return item && stored<StoredEvent>(item)
  }

  /** New, or the race is lost: the fence of an event. */
  record(event: StoredEvent): Write {
    return create({ ...keys.event(event.source, event.type, event.eventNo), ...event })
  }
}
