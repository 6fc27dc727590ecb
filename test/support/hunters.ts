import { clientOf, type ApiClient, freshId } from '../../scripts/support/in-process'
import type { Review } from '../../shared/risk/risk.api'
import { member, owner, type Person } from './people'
import type { Shop } from './story'
import { programme } from './story.terms'

interface Coming {
  readonly person: string
  readonly address?: string
  readonly deviceId?: string
  readonly shareId?: string
  readonly riskRank?: number
}

let devices = 0

/** Somebody joins from a place of their choice; the answer of the sign-in. */
export async function joins(shop: Shop, { person, address = '198.18.0.1', deviceId = `hunter-phone-${++devices}`, shareId, riskRank = 0 }: Coming) {
  shop.wechat.phone.addPerson({ id: person, riskRank })
  return clientOf(shop.api, undefined, address).signIn({
    code: shop.wechat.phone.loginCode(person) ?? '',
    deviceId,
    consent: { noticeVersion: programme.noticeVersion },
    ...(shareId === undefined ? {} : { shareId }),
  })
}

/** The calls of someone who has just joined, from one address. */
export const callsOf = (shop: Shop, { tokens }: Awaited<ReturnType<typeof joins>>, address: string): ApiClient => clientOf(shop.api, tokens.token, address)

/** Someone of the marketing staff. */
export async function marketer(shop: Shop): Promise<Person> {
  const { invitation } = await (await owner(shop)).api.inviteClerk({ storeIds: [...(await (await owner(shop)).api.listStores({})).items.map(({ id }) => id)], name: '小营', role: 'marketer' })
  const person = await member(shop)
  await person.api.acceptInvitation({ invitation })
  return person
}

/** The open reviews once the stream has been handed on. */
export async function openReviews(shop: Shop, staff: Person): Promise<readonly Review[]> {
  await shop.drainStream()
  return (await staff.api.listReviews({ limit: 50 })).items
}

export const deciding = (review: Pick<Review, 'id'> | undefined, id = freshId('operation')) => {
  if (review === undefined) throw new Error('nothing waits for review')
  return { reviewId: review.id, id, note: '已和会员核实' }
}
