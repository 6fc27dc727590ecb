import { Inject, Injectable } from '@nestjs/common'
import type { SortOrder } from '../../shared/api/page'
import type { Message } from '../../shared/messages/message'
import { type Messaging, messagingAtFirst } from '../../shared/messages/messaging'
import { instant } from '../../shared/points/decide'
import { Database } from '../database/client'
import { keys, outbox, prefixes } from '../database/keys'
import { get, getAll, type Item, range } from '../database/read'
import { stored } from '../database/stored'
import { create, type Write } from '../database/write'
import { type Member, memberOf } from '../members/members.repository'

/** A message in the inbox. `at`, by which it is sorted, is of its cause; `cameAt` is when it was put there. */
export interface Letter {
  readonly cause: string
  readonly at: string
  readonly cameAt: string
  readonly message: Message
}

/** What is to go to WeChat. One that is `sending` and stays so belongs to a run that died: WeChat may have sent it. */
export interface Parcel {
  readonly memberId: string
  readonly cause: string
  /** RFC 3339 UTC; it is due from then on. */
  readonly dueAt: string
  readonly giveUpAt: number
  readonly tries: number
  /** Since when a run has been at it, in milliseconds since 1970. */
  readonly sendingSince?: number
  /** None yet: the letter is written when the campaign starts. */
  readonly message?: Message
  readonly campaignId?: string
}

const PARCELS_PER_PAGE = 50

@Injectable()
export class MessagesRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async messaging(memberId: string): Promise<Messaging> {
    return messagingOf(await get(this.database, keys.messaging(memberId)))
  }

  /** A parcel as it is now, with its member and how they want to be told. */
  async addressed(parcel: Parcel): Promise<{ parcel: Parcel | undefined; messaging: Messaging; member: Member | undefined }> {
    const [item, messaging, member] = await getAll(this.database, [keyOf(parcel), keys.messaging(parcel.memberId), keys.member(parcel.memberId)])
    return { parcel: item && parcelOf(item), messaging: messagingOf(messaging), member: member && memberOf(member) }
  }

  /** Replaces how a member is told, if nobody else changed it since it was read. */
  change(memberId: string, before: Messaging, after: Messaging): Write {
    const condition = before.revision === 0 ? 'attribute_not_exists(pk)' : 'revision = :revision'
    return { type: 'put', item: { ...keys.messaging(memberId), ...after, revision: before.revision + 1 }, condition, ...(before.revision === 0 ? {} : { values: { ':revision': before.revision } }) }
  }

  /** Drops it; what was counted is of no use to anybody any more. */
  forget(memberId: string): Write {
    return { type: 'delete', key: keys.messaging(memberId) }
  }

  /** A letter that must not be there yet. */
  put(memberId: string, letter: Letter): Write {
    return create({ ...keys.message(memberId, letter.at, letter.cause), ...letter })
  }

  /** The fence of a cause that the calendar brings again and again. */
  tell(memberId: string, cause: string, about: Item = {}): Write {
    return create({ ...keys.told(memberId, cause), ...about })
  }

  async isTold(memberId: string, cause: string): Promise<boolean> {
    return (await get(this.database, keys.told(memberId, cause))) !== undefined
  }

  /** Which of these causes the member has not been told yet. */
  async untold(memberId: string, causes: readonly string[]): Promise<readonly string[]> {
    const found = await getAll(this.database, causes.map((cause) => keys.told(memberId, cause)))
    return causes.filter((_, place) => found[place] === undefined)
  }

  /** Letters by time, behind the place `after`. */
  async letters(memberId: string, order: SortOrder, after: string | undefined, limit: number): Promise<{ letters: readonly (Letter & { readonly place: string })[]; last: string | undefined }> {
    const { items, last } = await range(this.database, { pk: memberId, beginsWith: prefixes.message, after: after === undefined ? undefined : prefixes.message + after, limit, newestFirst: order === 'newest' })
    return { letters: items.map((item) => ({ ...stored<Letter>(item), place: placeOf(item) })), last: last?.slice(prefixes.message.length) }
  }

  post(parcel: Parcel): Write {
    return create({ ...keyOf(parcel), ...parcel })
  }

  /** Takes a parcel in hand: from then on no other run sends it. */
  takeInHand(parcel: Parcel, now: number): Write {
    return { type: 'update', key: keyOf(parcel), set: 'SET sendingSince = :now', condition: 'attribute_exists(pk) AND attribute_not_exists(sendingSince)', values: { ':now': now } }
  }

  /** Ends a parcel, by whoever has it in hand, or as it waits. */
  end(parcel: Parcel, inHandSince: number | undefined): Write {
    if (inHandSince === undefined) return { type: 'delete', key: keyOf(parcel), condition: 'attribute_exists(pk) AND attribute_not_exists(sendingSince)' }
    return { type: 'delete', key: keyOf(parcel), condition: 'sendingSince = :since', values: { ':since': inHandSince } }
  }

  /** Parcels that are due, soonest first, behind the place `after`. */
  async due(shard: number, now: number, after: string | undefined): Promise<{ parcels: readonly Parcel[]; last: string | undefined }> {
    const { items, last } = await range(this.database, { pk: keys.parcel(shard, '', '', '').pk, after, limit: PARCELS_PER_PAGE })
    const parcels = items.map(parcelOf)
    const due = parcels.filter(({ dueAt }) => dueAt <= instant(now))
    return { parcels: due, last: due.length < parcels.length ? undefined : last }
  }
}

const keyOf = ({ memberId, dueAt, cause }: Parcel) => keys.parcel(outbox.shardOf(memberId), dueAt, memberId, cause)

function parcelOf(item: Item): Parcel {
  const { pk: _pk, sk: _sk, ...parcel } = item
  return stored<Parcel>(parcel)
}

const placeOf = (item: Item): string => String(item['sk']).slice(prefixes.message.length)

function messagingOf(item: Item | undefined): Messaging {
  if (item === undefined) return messagingAtFirst
  const { pk: _pk, sk: _sk, ...messaging } = item
  return stored<Messaging>(messaging)
}
