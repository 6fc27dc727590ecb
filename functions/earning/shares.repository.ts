import { Inject, Injectable } from '@nestjs/common'
import type { ShareOutcome } from '../../shared/earning/share'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, range } from '../database/read'
import { stored } from '../database/stored'
import { type Write, create } from '../database/write'

/** One friend has opened one sharer's link. Kept with the friend, and written by nobody else. */
export interface Opened {
  readonly friendId: string
  readonly sharerId: string
  readonly outcome: ShareOutcome
  readonly day: string
}

/** A ring of sharers is looked for over so many steps and so many people. */
const STEPS_MAX = 3
const PEOPLE_MAX = 20

@Injectable()
export class SharesRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async opened(friendId: string, sharerId: string): Promise<Opened | undefined> {
    const item = await get(this.database, keys.opened(friendId, sharerId))
    return item && stored<Opened>(item)
  }

  record(opened: Opened, before: Opened | undefined): Write {
    const item = { ...keys.opened(opened.friendId, opened.sharerId), ...opened }
    if (before === undefined) return create(item)
    return { type: 'put', item, condition: 'outcome = :outcome AND #day = :day', names: { '#day': 'day' }, values: { ':outcome': before.outcome, ':day': before.day } }
  }

  /** The sharer has not been paid for by the friend meanwhile: two who open each other's links at one moment cannot both be paid. */
  notYetTheOtherWay(friendId: string, sharerId: string): Write {
    return {
      type: 'check',
      key: keys.opened(sharerId, friendId),
      condition: 'attribute_not_exists(pk) OR outcome <> :paid',
      values: { ':paid': 'paid' },
    }
  }

  /** Whether the friend's own link led, over a few steps, to the sharer: then the two would be paying each other. */
  async hasBrought(friendId: string, sharer: { readonly id: string; readonly invitedBy?: string }): Promise<boolean> {
    let people: readonly string[] = [sharer.id]
    if (sharer.invitedBy === friendId) return true
    const seen = new Set(people)
    for (let step = 0; step < STEPS_MAX && people.length > 0; step++) {
      const lists = await Promise.all(people.map((id) => this.broughtBy(id)))
      const next = [...new Set(lists.flat())].filter((id) => !seen.has(id))
      if (next.includes(friendId)) return true
      people = next.slice(0, Math.max(0, PEOPLE_MAX - seen.size))
      for (const id of people) seen.add(id)
    }
    return false
  }

  private async broughtBy(memberId: string): Promise<readonly string[]> {
    const { items } = await range(this.database, { pk: memberId, beginsWith: prefixes.opened, limit: PEOPLE_MAX })
    return items.map((item) => stored<Opened>(item)).filter(({ outcome }) => outcome === 'paid').map(({ sharerId }) => sharerId)
  }
}
