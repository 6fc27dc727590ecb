import { freshId } from '../../scripts/support/in-process'
import type { SentInputOf } from '../../shared/api/endpoint'
import type { marketingApi } from '../../shared/campaigns/marketing.api'
import { member, owner, type Person } from './people'
import type { Shop } from './story'
import { storeId } from './story.terms'

export type Sent = SentInputOf<typeof marketingApi.createCampaign>

const DAY_MS = 86_400_000

/** A marketer, come by an invitation. */
export async function marketer(shop: Shop): Promise<Person> {
  const { invitation } = await (await owner(shop)).api.inviteClerk({ storeIds: [storeId(1)], name: '小李', role: 'marketer' })
  const person = await member(shop)
  await person.api.acceptInvitation({ invitation })
  return person
}

/** Terms of a campaign that doubles purchases for everyone, from now on for a week. */
export function terms(shop: Shop, more: Partial<Sent> = {}): Sent {
  const now = shop.clock.now()
  return {
    id: freshId('campaign'),
    name: { zh: '双倍周', en: 'Double week' },
    description: { zh: '买多少都双倍', en: 'Twice the points' },
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(now + 7 * DAY_MS).toISOString(),
    effect: { type: 'multiplier', percent: 200 },
    ...more,
  }
}

/** A campaign that is running, known to everybody. */
export async function launched(shop: Shop, { api }: Person, more: Partial<Sent> = {}) {
  const { campaign } = await api.createCampaign(terms(shop, more))
  const view = await api.launchCampaign({ campaignId: campaign.id, revision: campaign.revision })
  shop.clock.pass(6_000)
  return view
}
