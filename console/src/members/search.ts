import type { MemberId } from '../../../shared/api/ids'
import { Refusal } from '../../../shared/api/refusal'
import { api } from '../api'
import { wantedIn } from './wanted'

/** Finds a member by whatever was typed. Refuses with `member_not_found` where it is none of the numbers. */
export async function searchMember(typed: string): Promise<MemberId> {
  for (const wanted of wantedIn(typed)) {
    const [found] = (await api.findMembers(wanted)).items
    if (found !== undefined) return found.id
  }
  throw new Refusal('member_not_found')
}
