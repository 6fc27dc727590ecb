import type { InputOf } from '../../shared/api/endpoint'
import type { Campaign } from '../../shared/campaigns/campaign'
import type { marketingApi } from '../../shared/campaigns/marketing.api'
import { instant } from '../../shared/points/decide'
import { cursorOf, placeIn } from '../http/cursor'

type Wanted = Pick<InputOf<typeof marketingApi.listCampaigns>, 'sort' | 'order' | 'cursor' | 'limit'>

const sortedBy: Readonly<Record<Wanted['sort'], (campaign: Campaign) => string>> = {
  made: () => '',
  starts: ({ startsAt }) => instant(Date.parse(startsAt)),
  ends: ({ endsAt }) => instant(Date.parse(endsAt)),
}

/** A page of campaigns, which are all read at once and so can be sorted by more than the order of their keys; a place says by what. */
export function campaignPage(all: readonly Campaign[], { sort, order, cursor, limit }: Wanted): { items: readonly Campaign[]; next: string | null } {
  const place = placeIn(cursor, new RegExp(`^${sort} [\\dT:.Z-]{0,30} cmp_[0-9A-Z]{26}$`), order)
  const isBehind = (a: string, b: string) => (order === 'newest' ? a < b : a > b)
  const placed = all.map((campaign) => ({ campaign, at: `${sort} ${sortedBy[sort](campaign)} ${campaign.id}` }))
  const rest = placed.filter(({ at }) => place === undefined || isBehind(at, place)).sort((a, b) => (isBehind(a.at, b.at) ? 1 : -1))
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(({ campaign }) => campaign), next: last === undefined || page.length === rest.length ? null : cursorOf(last.at, order) }
}
