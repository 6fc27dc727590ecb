import type { CallName } from '../calls'

/** The screens of the menu, each with the call that it cannot do without. */
export const places = [
  { key: 'today', path: '/', group: 'now', needs: 'insightToday' },
  { key: 'reports', path: '/reports', group: 'now', needs: 'figures' },
  { key: 'campaigns', path: '/campaigns', group: 'promise', needs: 'listCampaigns' },
  { key: 'calendar', path: '/calendar', group: 'promise', needs: 'listCampaigns' },
  { key: 'rules', path: '/rules', group: 'promise', needs: 'programme' },
  { key: 'tiers', path: '/tiers', group: 'promise', needs: 'programme' },
  { key: 'mall', path: '/mall', group: 'promise', needs: 'shelf' },
  { key: 'members', path: '/members', group: 'people', needs: 'memberRisk' },
  { key: 'vouchers', path: '/vouchers', group: 'people', needs: 'findVouchers' },
  { key: 'reviews', path: '/reviews', group: 'people', needs: 'listReviews' },
  { key: 'blocks', path: '/blocks', group: 'people', needs: 'listBlocks' },
  { key: 'approvals', path: '/approvals', group: 'people', needs: 'listApprovals' },
  { key: 'staff', path: '/staff', group: 'shop', needs: 'listStaff' },
  { key: 'stores', path: '/stores', group: 'shop', needs: 'listStores' },
  { key: 'audit', path: '/audit', group: 'shop', needs: 'listAudit' },
  { key: 'settings', path: '/settings', group: 'shop', needs: 'settings' },
  { key: 'keys', path: '/keys', group: 'connect', needs: 'listApiKeys' },
  { key: 'webhooks', path: '/webhooks', group: 'connect', needs: 'listWebhooks' },
  { key: 'imports', path: '/imports', group: 'connect', needs: 'listImports' },
] as const satisfies readonly { readonly key: string; readonly path: string; readonly group: 'now' | 'promise' | 'people' | 'shop' | 'connect'; readonly needs: CallName }[]

export type Place = (typeof places)[number]

/** What a person may open; stores are for everybody to read, so they show only to who has something else to do here. */
export function placesFor(mayCall: readonly string[]): readonly Place[] {
  const open = places.filter(({ needs }) => mayCall.includes(needs))
  return open.every(({ key }) => key === 'stores') ? [] : open
}
