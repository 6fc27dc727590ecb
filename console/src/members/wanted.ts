import { MemberId } from '../../../shared/api/ids'
import type { membersDeskApi } from '../../../shared/earning/members-desk.api'
import type { SentInputOf } from '../../../shared/api/endpoint'

export type Wanted = Pick<SentInputOf<typeof membersDeskApi.findMembers>, 'memberId' | 'cardNo' | 'phone' | 'customer'>

/** What somebody has typed, taken for what it looks like: an id, a card number, a phone number, the shop's own number. */
export function wantedIn(typed: string): readonly Wanted[] {
  const said = typed.replace(/\s/g, '')
  const id = MemberId.safeParse(said)
  if (id.success) return [{ memberId: id.data }]
  const looksLikeCard = /^[0-9A-HJKMNP-TV-Z]{6,20}$/i.test(said)
  const looksLikePhone = /^(\+86)?1\d{10}$/.test(said)
  const looksLikeNumber = /^[\w.:-]{1,64}$/.test(said)
  return [...(looksLikeCard ? [{ cardNo: said }] : []), ...(looksLikePhone ? [{ phone: said }] : []), ...(looksLikeNumber ? [{ customer: said }] : [])]
}
