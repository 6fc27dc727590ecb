import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import type { MemberId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import type { marketingApi } from '../../shared/campaigns/marketing.api'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { type Member, MembersRepository } from '../members/members.repository'

const LISTS_PER_MEMBER_MAX = 30
const BATCH_MAX = 100
const AT_ONCE = 10

type Outcome = 'changed' | 'unchanged' | 'unknown' | 'full'

/** Named lists of members, kept with each member. */
@Injectable()
export class ListsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MembersRepository) private readonly members: MembersRepository,
  ) {}

  async change({ list, add, remove }: InputOf<typeof marketingApi.changeList>): Promise<ReplyOf<typeof marketingApi.changeList>> {
    const wanted = [...new Set([...add, ...remove])]
    if (wanted.length === 0 || wanted.length > BATCH_MAX) throw new Refusal('invalid_input', { field: `add, remove: 1 to ${BATCH_MAX} members together` })
    if (add.some((memberId) => remove.includes(memberId))) throw new Refusal('invalid_input', { field: 'add, remove: nobody is in both' })
    const known = await this.members.several(wanted)
    const outcomes: { memberId: MemberId; outcome: Outcome }[] = []
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      const batch = wanted.slice(from, from + AT_ONCE)
      outcomes.push(...(await Promise.all(batch.map(async (memberId, i) => ({ memberId, outcome: await this.put(known[from + i], list, add.includes(memberId)) })))))
    }
    const those = (outcome: Outcome) => outcomes.filter((one) => one.outcome === outcome).map(({ memberId }) => memberId)
    return { changed: those('changed').length, unchanged: those('unchanged').length, unknown: those('unknown'), full: those('full') }
  }

  /** Begins from what the batch has read; who lost a race reads anew. */
  private put(known: Member | undefined, list: string, isOn: boolean): Promise<Outcome> {
    let isFirst = true
    return again(async () => {
      const member = isFirst || known === undefined ? known : await this.members.byId(known.id)
      isFirst = false
      if (member?.state !== 'active') return 'unknown'
      const { revision: _revision, lists = [], ...rest } = member
      if (lists.includes(list) === isOn) return 'unchanged'
      if (isOn && lists.length >= LISTS_PER_MEMBER_MAX) return 'full'
      await commit(this.database, [this.members.change(member, { ...rest, lists: isOn ? [...lists, list] : lists.filter((one) => one !== list) })])
      return 'changed'
    })
  }
}
