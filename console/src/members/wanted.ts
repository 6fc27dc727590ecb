import { MemberId } from '../../../shared/api/ids'
import type { Wanted } from '../../../shared/tiers/member-pages.api'

/** What somebody has typed, taken for what it looks like: an id, a phone number, a card number. */
export function wantedIn(typed: string): readonly Wanted[] {
  const said = typed.replace(/\s/g, '')
  const id = MemberId.safeParse(said)
  if (id.success) return [{ by: 'id', memberId: id.data }]
  const looksLikePhone = /^\+?\d{6,15}$/.test(said)
  const looksLikeCard = /^[\w-]{4,24}$/.test(said)
  const looksLikeNumber = /^[\w.:-]{1,64}$/.test(said)
  return [...(looksLikeCard ? [{ by: 'card' as const, cardNo: said.toUpperCase() }] : []), ...(looksLikePhone ? [{ by: 'phone' as const, phone: said }] : []), ...(looksLikeNumber ? [{ by: 'customer' as const, customer: said }] : [])]
}
