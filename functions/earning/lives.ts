import { Inject, Injectable } from '@nestjs/common'
import type { Order } from '../../shared/earning/order'
import type { Life } from '../../shared/earning/rehearse'
import type { Entry } from '../../shared/points/entry'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { type Member, MembersRepository } from '../members/members.repository'
import { Persons } from '../members/persons'
import { PointsRepository } from '../points/points.repository'
import { OrdersRepository } from './orders.repository'

const ENTRIES_PAGE = 1_000
/** A member with more entries is not looked at: one call could not finish them. */
const ENTRIES_MAX = 20_000

/** Members with all that a rehearsal needs of them. */
@Injectable()
export class Lives {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PointsRepository) private readonly points: PointsRepository,
    @Inject(OrdersRepository) private readonly orders: OrdersRepository,
    @Inject(Persons) private readonly persons: Persons,
  ) {}

  /** Of active members only. */
  async of(memberIds: readonly string[], from: number, timeZone: string): Promise<readonly Life[]> {
    const found = await this.members.several(memberIds)
    return Promise.all(found.flatMap((member) => (member?.state === 'active' ? [this.one(member, from, timeZone)] : [])))
  }

  private async one(member: Member, from: number, timeZone: string): Promise<Life> {
    const entries: Entry[] = []
    for (;;) {
      const page = await this.points.entriesAfter(member.id, entries.at(-1)?.number ?? 0, ENTRIES_PAGE)
      entries.push(...page)
      if (page.length === 0 || entries.length > ENTRIES_MAX) break
    }
    const bought = entries.filter(({ type, source, at }) => type === 'earn' && source.kind === 'order' && Date.parse(at) >= from).map(({ source }) => source.id)
    const items = await getAll(this.database, bought.map(orderKey))
    const orders = new Map<string, Order>()
    bought.forEach((id, place) => {
      const order = this.orders.read(items[place])
      if (order !== undefined) orders.set(id, order)
    })
    return { person: this.persons.of(member, timeZone), entries, orders }
  }
}

/** The key of an order from the source of its entry, `source/number`. */
function orderKey(id: string) {
  const slash = id.indexOf('/')
  return keys.order(id.slice(0, slash), id.slice(slash + 1))
}
