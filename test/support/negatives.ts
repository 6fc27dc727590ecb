import { commit } from '../../functions/database/write'
import { SharesRepository } from '../../functions/earning/shares.repository'
import { MembersRepository } from '../../functions/members/members.repository'
import { keys } from '../../functions/database/keys'
import { get } from '../../functions/database/read'
import { redeemedWrite } from '../../functions/vouchers/voucher.items'
import { VouchersRepository } from '../../functions/vouchers/vouchers.repository'
import { freshId } from '../../scripts/support/in-process'
import { handleOf } from '../../shared/vouchers/code'
import { StaffId } from '../../shared/api/ids'
import { faultsInBooks } from './books'
import { apiEvent } from './events'
import { asking, type Fault, meanwhile } from './faults'
import { exchange, member, outcome, owner, type Person, qrOf, reward, scan, clerk } from './people'
import type { Instance, Shop } from './story'
import { programme, storeId } from './story.terms'

/** A condition of the write path, and a story whose law holds by it alone. */
export interface Guarded {
  readonly condition: string
  /** The part of the condition, in writes that hold a text. */
  readonly part: string
  readonly holding: RegExp
  /** A second fence for the same law, taken down in both runs so that this one is seen. */
  readonly also?: readonly { readonly part: string; readonly holding: RegExp }[]
  /** Whether the law held; `unlucky` serves from an execution environment in which conditions may be missing. */
  readonly law: (shop: Shop, unlucky: (fault?: Fault) => Promise<Instance>) => Promise<boolean>
}

export const isNew = 'attribute_not_exists(pk)'
export const version = { part: 'version = :version', holding: /"ACCOUNT"/ }
export const entryNumber = { part: isNew, holding: /ENTRY#/ }

const signIn = async (shop: Shop, { api }: Instance, person: string) => {
  const body = { code: shop.wechat.phone.loginCode(person) ?? '', deviceId: 'a-phone-of-two', consent: { noticeVersion: programme.noticeVersion } }
  return api(apiEvent({ method: 'POST', path: '/sessions', body, sourceIp: `203.0.113.${Math.floor(Math.random() * 250)}` }))
}

export const isBalanced = async (shop: Shop, about: string) => (await faultsInBooks(shop)).filter((fault) => fault.includes(about)).length === 0

export async function held(shop: Shop, terms: Parameters<typeof reward>[2] = {}, stock = 2) {
  const lin = await member(shop)
  const it = await reward(shop, stock, terms)
  const { voucher } = await exchange(lin.api, it)
  return { lin, it, voucher }
}

/** What a write does by itself, where the decision before it would have said no already. */
const redeemsBare = async (shop: Shop, unlucky: Instance, terms: Parameters<typeof reward>[2], at: string) => {
  const { lin, voucher } = await held(shop, terms)
  const known = await new VouchersRepository(shop.database).byHandle(lin.id, handleOf(voucher.id))
  if (known === undefined) throw new Error('the voucher was just issued')
  const deed = { at, operationId: freshId('operation'), staffId: StaffId.parse(freshId('staff')), clerkName: '小王', storeId: storeId(1), storeName: '徐汇店' }
  await commit(unlucky.database, [redeemedWrite(known, deed, shop.clock.today)]).catch(() => undefined)
  return (await lin.api.voucher({ voucherId: voucher.id })).state !== 'redeemed'
}

const redeemedMeanwhile = async (shop: Shop) => {
  const { lin, voucher } = await held(shop)
  const [wang, li] = [await clerk(shop), await clerk(shop)]
  const tap = async ({ api }: Person) => ({ id: freshId('operation'), storeId: storeId(1), ticket: await scan(api, qrOf(shop, voucher)) })
  const [first, second] = [await tap(wang), await tap(li)]
  return { lin, voucher, wang, first, byLi: () => li.api.redeem(second) }
}

/** Vouchers and people: whose state must be what it was when the decision was made. */
export const guardedStates: readonly Guarded[] = [
  {
    condition: 'a voucher is redeemed while it is issued', part: '#state = :issued', holding: /deedsOf/,
    law: async (shop, unlucky) => {
      const { wang, first, byLi } = await redeemedMeanwhile(shop)
      return (await outcome(wang.on(await unlucky(meanwhile(asking('UpdateItem', /deedsOf/), byLi))).redeem(first))) === 'voucher_redeemed'
    },
  },
  {
    condition: 'a voucher is cancelled while it is issued', part: '#state = :issued', holding: /stockOwed/,
    law: async (shop, unlucky) => {
      const { lin, voucher, byLi } = await redeemedMeanwhile(shop)
      const slow = await unlucky(meanwhile(asking('TransactWriteItems', /stockOwed/), byLi))
      return (await outcome(lin.on(slow).cancelVoucher({ voucherId: voucher.id, id: freshId('operation') }))) === 'voucher_redeemed'
    },
  },
  {
    condition: 'a voucher is redeemed before it expires', part: 'expiresAt > :at', holding: /deedsOf/,
    law: async (shop, unlucky) => redeemsBare(shop, await unlucky(), { voucherDays: 0 }, '2027-06-01T00:00:00.000Z'),
  },
  {
    condition: 'a voucher is redeemed in its stores', part: 'contains(stores, :store)', holding: /deedsOf/,
    law: async (shop, unlucky) => redeemsBare(shop, await unlucky(), { stores: [storeId(2)] }, new Date(shop.clock.now()).toISOString()),
  },
  {
    condition: 'an openid belongs to one member', part: isNew, holding: /IDENTITY#openid/,
    law: async (shop, unlucky) => {
      const person = shop.wechat.phone.addPerson({})?.id ?? ''
      let first = ''
      const slow = await unlucky(meanwhile(asking('TransactWriteItems'), async () => (first = (await member(shop, { wechatId: person })).id)))
      return JSON.parse((await signIn(shop, slow, person)).body ?? '').profile.id === first
    },
  },
  {
    condition: 'a phone number belongs to one member', part: 'memberId = :memberId', holding: /IDENTITY#phone/,
    law: async (shop, unlucky) => {
      const [lin, chen] = [await member(shop), await member(shop)]
      const link = (from: Person['api']) => from.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })
      const slow = await unlucky(meanwhile(asking('TransactWriteItems', /IDENTITY#phone/), () => link(lin.api)))
      return (await outcome(link(chen.on(slow)))) === 'phone_taken'
    },
  },
  {
    condition: 'a card number belongs to one member', part: isNew, holding: /"CARD"/,
    law: async (shop, unlucky) => {
      const repository = new MembersRepository(shop.database)
      const known = await repository.active((await member(shop)).id)
      const twin = repository.join({ ...known, id: freshId('member') }, { kind: 'customer', value: freshId('order') })
      return (await commit((await unlucky()).database, twin).then(() => 'done', () => 'refused')) === 'refused'
    },
  },
  {
    condition: 'a profile changes from what was read', part: 'revision = :revision', holding: /"MEMBER"/,
    law: async (shop, unlucky) => {
      const lin = await member(shop)
      const slow = await unlucky(meanwhile(asking('PutItem', /"MEMBER"/), () => lin.api.linkPhone({ code: shop.wechat.phone.phoneCode(lin.wechatId) ?? '' })))
      return (await lin.on(slow).updateMe({ nickname: '小满' })).phoneMasked !== null
    },
  },
  {
    condition: 'an invitation is used once', part: isNew, holding: /INVITATION#/,
    law: async (shop, unlucky) => {
      const { invitation } = await (await owner(shop)).api.inviteClerk({ storeIds: [storeId(1)], name: '小王' })
      const [wang, li] = [await member(shop), await member(shop)]
      await li.api.acceptInvitation({ invitation })
      return (await outcome(wang.on(await unlucky()).acceptInvitation({ invitation }))) === 'invitation_bad'
    },
  },
  {
    condition: 'who works here is not hired again', part: `${isNew} OR attribute_exists(removedAt)`, holding: /"STAFF"/,
    law: async (shop, unlucky) => {
      const wang = await clerk(shop)
      const { invitation } = await (await owner(shop)).api.inviteClerk({ storeIds: [storeId(1)], name: '小王' })
      return (await outcome(wang.on(await unlucky()).acceptInvitation({ invitation }))) === 'invitation_bad'
    },
  },
  {
    condition: 'who is removed is who was meant', part: 'id = :id', holding: /removedBy/,
    law: async (shop, unlucky) => {
      const wang = await clerk(shop)
      const { id } = await wang.api.myStaff({})
      const slow = await unlucky(meanwhile(asking('TransactWriteItems', /removedBy/), () => wang.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })))
      await (await owner(shop)).on(slow).removeClerk({ staffId: id })
      return (await get(shop.database, keys.staff(wang.id))) === undefined
    },
  },
  {
    condition: 'an opened link is recorded once', part: isNew, holding: /OPENED#/,
    law: async (shop, unlucky) => {
      const write = new SharesRepository(shop.database).record({ friendId: freshId('member'), sharerId: freshId('member'), outcome: 'paid', day: shop.clock.today }, undefined)
      await commit(shop.database, [write])
      return (await commit((await unlucky()).database, [write]).then(() => 'done', () => 'refused')) === 'refused'
    },
  },
]
