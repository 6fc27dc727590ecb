import { calls } from '../../shared/calls'
import type { Endpoint } from '../../shared/api/endpoint'
import { isChange, mayCall, namedHere } from '../../shared/stores/roles'
import { type StaffRole, staffRoles } from '../../shared/stores/stores.api'
import { atDesk, staffOf } from '../support/desk'
import { apiEvent } from '../support/events'
import { member, owner, type Person } from '../support/people'
import { type Instance, openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

const all = Object.entries<Endpoint>(calls).map(([name, call]) => ({ name, call }))
const ofStaff = all.filter(({ call: { who } }) => who === 'clerk' || who === 'marketer' || who === 'owner')
const ofOthers = all.filter(({ call: { who } }) => who === 'member' || who === 'till')
type Cell = (typeof all)[number]
const byNames = (cells: readonly Cell[]) => cells.map((cell) => [cell.name, cell] as const)

let shop: Shop
const people = new Map<StaffRole, Person>()
const desks = new Map<StaffRole, string>()
beforeAll(async () => {
  shop = await openShop()
  for (const role of staffRoles) {
    const person = await staffOf(shop, role)
    people.set(role, person)
    desks.set(role, (await atDesk(shop, person)).token)
  }
})
afterAll(() => shop.close())

/** What becomes of a call that names a store: `let through`, whatever the service then says, or the refusal at the door. */
async function door({ call }: Cell, token: string | undefined, store = 1, { api }: Pick<Instance, 'api'> = shop): Promise<string> {
  const path = call.path.replace('{storeId}', storeId(store)).replace(/\{\w+\}/g, 'of-nobody')
  // `everywhere` is no yes or no, so that nobody is signed out by the walk.
  const given = { ...(call.path.includes('{storeId}') ? {} : { storeId: storeId(store) }), everywhere: 'perhaps' }
  const sent = call.method === 'POST' ? { body: given } : { query: given }
  const { statusCode, body = '' } = await api(apiEvent({ method: call.method, path, ...sent, ...(token === undefined ? {} : { token }), sourceIp: `198.18.${spread % 250}.${(spread += 1) % 250}` }))
  const code = statusCode === 200 ? 'done' : String(JSON.parse(body).code)
  return ['not_allowed', 'store_not_yours', 'signed_out', 'staff_removed'].includes(code) ? code : 'let through'
}
let spread = 0

describe.each(staffRoles)('the table of roles, for the %s', (role) => {
  let instance: Instance
  let phone: string
  /** One that phones have not asked too often: a member may call sixty times at once. */
  let rested: Instance
  let asked = 0
  beforeAll(async () => {
    // Each role has its own share of calls a minute.
    instance = await shop.instance()
    phone = people.get(role)?.token ?? ''
  })

  test.each(byNames(ofStaff))('%s, at a desk and on a phone, in the own store and in another', async (_, cell) => {
    const may = mayCall(role, cell)
    const here = may ? 'let through' : 'not_allowed'
    const elsewhere = may && role !== 'owner' ? 'store_not_yours' : here
    expect(await door(cell, desks.get(role), 1, instance)).toBe(here)
    expect(await door(cell, desks.get(role), 2, instance)).toBe(elsewhere)
    if (asked % 50 === 0) rested = await shop.instance()
    asked += 2
    expect([await door(cell, phone, 1, rested), await door(cell, phone, 2, rested)]).toEqual([here, elsewhere])
  })

  test.each(byNames(ofOthers))('%s is of members or tills, not of a session at a desk', async (_, cell) => {
    expect(await door(cell, desks.get(role), 1, instance)).toBe('signed_out')
  })

  test('and the desk is told just that', async () => {
    const told = await staffDesk(role)
    const may = all.filter((cell) => mayCall(role, cell)).map(({ name }) => name)
    expect([...told].sort()).toEqual(may.sort())
  })
})

async function staffDesk(role: StaffRole): Promise<readonly string[]> {
  const { body = '' } = await shop.api(apiEvent({ method: 'GET', path: '/desk/me', token: desks.get(role) ?? '' }))
  return JSON.parse(body).mayCall
}

describe('no session opens any call of staff', () => {
  const without: readonly [string, () => Promise<string | undefined>, string][] = [
    ['none at all', async () => undefined, 'signed_out'],
    ['one that never was', async () => `desk_${'A'.repeat(43)}`, 'signed_out'],
    ['that of a member who is no staff', async () => (await member(shop)).token, 'staff_removed'],
    ['one that has signed out', async () => {
      const desk = await atDesk(shop, await owner(shop))
      await desk.api.deskSignOut({})
      return desk.token
    }, 'signed_out'],
    ['that of somebody who was removed', async () => {
      const gone = await staffOf(shop, 'marketer')
      const desk = await atDesk(shop, gone)
      await (await owner(shop)).api.removeClerk({ staffId: (await gone.api.myStaff({})).id })
      return desk.token
    }, 'staff_removed'],
    ['the phone’s of somebody who was removed', async () => {
      const gone = await staffOf(shop, 'auditor')
      await (await owner(shop)).api.removeClerk({ staffId: (await gone.api.myStaff({})).id })
      return gone.token
    }, 'staff_removed'],
    ['one of yesterday', async () => {
      const desk = await atDesk(shop, await owner(shop))
      shop.clock.pass(12 * 3_600_000)
      return desk.token
    }, 'signed_out'],
    ['a phone’s of an hour ago', async () => {
      const { token } = await member(shop)
      shop.clock.pass(3_600_000)
      return token
    }, 'signed_out'],
  ]
  test.each(without)('%s', async (_, tokenOf, refusal) => {
    const token = await tokenOf()
    const said = new Map<string, string>()
    let { api } = await shop.instance()
    for (const [index, cell] of ofStaff.entries()) {
      // A member may call sixty times at once.
      if (index % 50 === 49) ({ api } = await shop.instance())
      said.set(cell.name, await door(cell, token, 1, { api }))
    }
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(ofStaff.map(({ name }) => [name, refusal])))
  })
})

describe('the table', () => {
  test('names only calls that exist', () => {
    expect(namedHere.filter((name) => !(name in calls))).toEqual([])
  })

  test('lets an auditor read whatever anybody of the staff reads, and change nothing but the own access', () => {
    const own = ['confirmScan', 'deskSignOut', 'setPassword', 'beginSecondFactor', 'confirmSecondFactor']
    const changes = ofStaff.filter((cell) => isChange(cell) && mayCall('auditor', cell)).map(({ name }) => name)
    expect(changes.sort()).toEqual([...own].sort())
    expect(ofStaff.filter((cell) => cell.call.method === 'GET' && !mayCall('auditor', cell))).toEqual([])
  })

  test('keeps money, rules and people from those who have nothing to do with them', () => {
    const may = (role: StaffRole, name: keyof typeof calls) => mayCall(role, { name, call: calls[name] })
    expect(staffRoles.filter((role) => may(role, 'inviteClerk') || may(role, 'removeClerk') || may(role, 'resetAccess'))).toEqual(['owner'])
    expect(staffRoles.filter((role) => may(role, 'publishProgramme') || may(role, 'grantPoints') || may(role, 'launchCampaign'))).toEqual(['owner', 'marketer'])
    expect(staffRoles.filter((role) => may(role, 'redeem') || may(role, 'recordPurchase') || may(role, 'look'))).toEqual(['owner', 'clerk'])
    expect(staffRoles.filter((role) => may(role, 'listStaff'))).toEqual(['owner', 'marketer', 'auditor'])
    expect(staffRoles.filter((role) => may(role, 'listAudit'))).toEqual(['owner', 'auditor'])
    expect(staffRoles.filter((role) => may(role, 'reportOrderPaid') || may(role, 'exchange'))).toEqual([])
  })
})
