import { randomBytes } from 'node:crypto'
import { commit } from '../../functions/database/write'
import type { Api } from '../../functions/http/api'
import { MallRepository } from '../../functions/mall/mall.repository'
import { StockRepository } from '../../functions/mall/stock.repository'
import { type Session, Sessions } from '../../functions/members/sessions'
import { StaffRepository } from '../../functions/stores/staff.repository'
import { TillsRepository } from '../../functions/stores/tills.repository'
import { type ApiClient, clientOf, freshId } from '../../scripts/support/in-process'
import type { MemberId, StoreId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { Reward } from '../../shared/mall/reward'
import type { Profile } from '../../shared/members/members.api'
import { memberCode, voucherCode } from '../../shared/vouchers/code'
import type { VoucherDetail } from '../../shared/vouchers/vouchers.api'
import type { Instance, Shop } from './story'
import { programme, storeId } from './story.terms'

/** Somebody on a phone: known to WeChat, and signed in here. */
export interface Person {
  /** By which the stand-in for WeChat knows them. */
  readonly wechatId: string
  readonly id: MemberId
  readonly profile: Profile
  readonly token: string
  readonly renewal: string
  readonly deviceId: string
  readonly api: ApiClient
  /** The same person's calls, served by another execution environment. */
  on(instance: Instance): ApiClient
}

interface Joining {
  readonly wechatId?: string
  readonly deviceId?: string
  readonly shareId?: string
  /** On top of what joining pays. */
  readonly points?: number
}

let people = 0

/** A member who has just joined, or one who signs in again. */
export async function member(shop: Shop, { wechatId, deviceId = `device-${randomBytes(8).toString('hex')}`, shareId, points = 0 }: Joining = {}): Promise<Person> {
  people += 1
  const known = shop.wechat.phone.addPerson({ id: wechatId ?? `person-${people}` })?.id ?? ''
  const address = `198.51.${Math.floor(people / 250) % 250}.${people % 250}`
  const signed = await clientOf(shop.api, undefined, address).signIn({
    code: shop.wechat.phone.loginCode(known) ?? '',
    deviceId,
    consent: { noticeVersion: programme.noticeVersion },
    ...(shareId === undefined ? {} : { shareId }),
  })
  const { tokens, profile } = signed
  if (points > 0) await buys(shop, profile.id, points)
  const on = ({ api }: Instance) => clientOf(renewing(shop, api, { memberId: profile.id, cardNo: profile.cardNo }))
  return { wechatId: known, id: profile.id, profile, token: tokens.token, renewal: tokens.renewal, deviceId, api: on(shop), on }
}

/** The API as a phone that renews its session in time, however far a story has turned the clock. */
function renewing(shop: Shop, api: Api, session: Session): Api {
  const sessions = new Sessions(shop.settings, shop.clock)
  return async (event) => {
    const { token } = await sessions.issue(session, 0)
    return api({ ...event, headers: { ...event.headers, authorization: `Bearer ${token}` } })
  }
}

export const members = (shop: Shop, count: number, joining: Joining = {}): Promise<Person[]> => Promise.all(Array.from({ length: count }, () => member(shop, joining)))

const owners = new WeakMap<Shop, Promise<Person>>()

/** The owner, the same for the whole story. */
export function owner(shop: Shop): Promise<Person> {
  const known = owners.get(shop) ?? hiredByNobody(shop)
  owners.set(shop, known)
  return known
}

async function hiredByNobody(shop: Shop): Promise<Person> {
  const person = await member(shop)
  const joinedAt = new Date(shop.clock.now()).toISOString()
  await commit(shop.database, new StaffRepository(shop.database).join({ id: freshId('staff'), memberId: person.id, role: 'owner', name: '店主', storeIds: [], joinedAt }))
  return person
}

/** A clerk of the stores with these numbers, come by an invitation. */
export async function clerk(shop: Shop, storeNumbers: readonly number[] = [1], name = '小王'): Promise<Person> {
  const { invitation } = await (await owner(shop)).api.inviteClerk({ storeIds: storeNumbers.map(storeId), name })
  const person = await member(shop)
  await person.api.acceptInvitation({ invitation })
  return person
}

/** What a till may do; tills of one source share their order numbers. */
export const till = async (shop: Shop, source = 'pos', storeNumbers: readonly number[] = []): Promise<ApiClient> => clientOf(shop.api, await tillKey(shop, source, storeNumbers))

/** The key of a new till, which works in every execution environment. */
export async function tillKey(shop: Shop, source = 'pos', storeNumbers: readonly number[] = []): Promise<string> {
  const id = freshId('till')
  const secret = randomBytes(32).toString('base64url')
  await new TillsRepository(shop.database, shop.clock).put({ id, name: '收银台', source, storeIds: storeNumbers.map(storeId) }, secret)
  return `dj_${id}_${secret}`
}

const tills = new WeakMap<Shop, Promise<ApiClient>>()
let orders = 0

/** A purchase of so many yuan, which earns as many points at once. */
export async function buys(shop: Shop, memberId: MemberId, yuan: number): Promise<string> {
  const known = tills.get(shop) ?? till(shop, 'purse')
  tills.set(shop, known)
  orders += 1
  const orderNo = `purse-${orders}`
  await (await known).reportOrderPaid({ orderNo, member: { memberId }, amountFen: yuan * 100 })
  return orderNo
}

/** A reward on the shelf with its stock; whoever remembers the mall has forgotten it by then. */
export async function reward(shop: Shop, stock: number, terms: Partial<Reward> = {}): Promise<Reward> {
  const made = Reward.parse({
    id: freshId('reward'), title: { zh: '一杯咖啡', en: 'A coffee' }, description: { zh: '', en: '' }, picture: 'coffee', category: 'drinks',
    pricePoints: 100, voucherDays: 30, refundOnExpiry: true, stores: [], stockShards: 1, createdAt: new Date(shop.clock.now()).toISOString(), ...terms,
  })
  await new MallRepository(shop.database, shop.clock).put(made)
  await new StockRepository(shop.database).open(made.id, stock, made.stockShards)
  shop.clock.pass(6_000)
  return made
}

/** One tap on «exchange». */
export const exchange = (api: ApiClient, it: Pick<Reward, 'id' | 'pricePoints'>, id: string = freshId('voucher')) => api.exchange({ id, rewardId: it.id, pricePoints: it.pricePoints })

/** What the member's phone shows now. */
export function qrOf(shop: Shop, voucher: VoucherDetail): string {
  if (voucher.code === null) throw new Error('this voucher shows no code any more')
  const { key, cardNo, handle } = voucher.code
  return voucherCode(key, cardNo, handle, shop.clock.now())
}

export async function memberQr(shop: Shop, person: Person): Promise<string> {
  const { key, cardNo } = await person.api.memberCode({})
  return memberCode(key, cardNo, shop.clock.now())
}

/** The ticket of a scan. */
export const scan = async (api: ApiClient, code: string, store: StoreId = storeId(1)): Promise<string> => (await api.look({ code, storeId: store })).ticket

export const redeem = async (shop: Shop, api: ApiClient, voucher: VoucherDetail, id: string = freshId('operation'), store = storeId(1)) =>
  api.redeem({ id, storeId: store, ticket: await scan(api, qrOf(shop, voucher), store) })

/** A call with whatever a careless or hostile program would send. */
export const loosely = (api: ApiClient, name: keyof ApiClient, input: object): Promise<unknown> => Reflect.apply(api[name], undefined, [input])

/** `done`, or the code of the refusal; a bug flies on. */
export async function outcome(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

/** How often each outcome came. */
export async function tallied(promises: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const one of await Promise.all(promises.map(outcome))) counts[one] = (counts[one] ?? 0) + 1
  return counts
}
