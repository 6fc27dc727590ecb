import { randomBytes } from 'node:crypto'
import { type ApiClient, clientOf } from '../../scripts/support/in-process'
import type { StaffRole } from '../../shared/stores/stores.api'
import { stepAt, totp } from '../../shared/stores/totp'
import { member, owner, type Person } from './people'
import type { Instance, Shop } from './story'
import { storeId } from './story.terms'

/** Somebody of the staff at a browser. */
export interface AtDesk {
  readonly token: string
  readonly api: ApiClient
}

let addresses = 0

/** An address from which nobody has called yet. */
export function freshAddress(): string {
  addresses += 1
  return `203.0.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`
}

/** A member of staff of the first store, or the owner. */
export async function staffOf(shop: Shop, role: StaffRole, storeNumbers: readonly number[] = [1]): Promise<Person> {
  if (role === 'owner') return owner(shop)
  const { invitation } = await (await owner(shop)).api.inviteClerk({ storeIds: storeNumbers.map(storeId), name: '小李', role })
  const person = await member(shop)
  await person.api.acceptInvitation({ invitation })
  return person
}

/** Signs a browser in by the phone of the person. */
export async function atDesk(shop: Shop, person: Person, { api }: Pick<Instance, 'api'> = shop): Promise<AtDesk> {
  const address = freshAddress()
  const anyone = clientOf(api, undefined, address)
  const { scanId, secret } = await anyone.beginScan({})
  await person.api.confirmScan({ scanId })
  const { session } = await anyone.scanState({ scanId, secret })
  if (session === null) throw new Error('no session came of the scan')
  return { token: session.token, api: clientOf(api, session.token, address) }
}

export const freshLogin = (): string => `li.${randomBytes(5).toString('hex')}`
export const goodPassword = 'harbour-蓝色-7426'

/** A person with a login and a password of their own. */
export async function withPassword(shop: Shop, role: StaffRole = 'marketer'): Promise<{ person: Person; login: string; desk: AtDesk; signIn(password?: string, secondFactor?: string, address?: string): ReturnType<ApiClient['passwordSignIn']> }> {
  const person = await staffOf(shop, role)
  const [desk, login] = [await atDesk(shop, person), freshLogin()]
  await desk.api.setPassword({ login, password: goodPassword })
  const signIn = (password = goodPassword, secondFactor?: string, address = freshAddress()) => clientOf(shop.api, undefined, address).passwordSignIn({ login, password, ...(secondFactor === undefined ? {} : { secondFactor }) })
  return { person, login, desk, signIn }
}

/** What the authenticator app with this secret shows now, or some steps later. */
export function appOf(shop: { readonly clock: Pick<Shop['clock'], 'now'> }, otpauth: string): (later?: number) => string {
  const secret = bytesOf(new URL(otpauth).searchParams.get('secret') ?? '')
  return (later = 0) => totp(secret, stepAt(shop.clock.now()) + later)
}

function bytesOf(base32: string): Uint8Array {
  const bits = [...base32].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (eight) => Number.parseInt(eight, 2))
}
