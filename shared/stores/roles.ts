import type { Endpoint, Who } from '../api/endpoint'
import type { StoreId } from '../api/ids'
import { type StaffRole, staffRoles } from './stores.api'

/** A call as far as roles decide about it: its name in the list of calls, and its row. */
export interface NamedCall {
  readonly name: string
  readonly call: Pick<Endpoint, 'who' | 'method'>
}

/** Who of the staff may make a call, by what its row says. */
const roles: Readonly<Record<Who, readonly StaffRole[]>> = {
  anyone: staffRoles,
  clerk: ['owner', 'clerk'],
  marketer: ['owner', 'marketer'],
  owner: ['owner'],
  member: [],
  till: [],
}

/** What the row does not say: calls about one's own access, which every role makes, and trials, which change nothing. */
const exceptions: Readonly<Record<string, readonly StaffRole[]>> = {
  myStaff: staffRoles,
  confirmScan: staffRoles,
  deskMe: staffRoles,
  deskSignOut: staffRoles,
  setPassword: staffRoles,
  beginSecondFactor: staffRoles,
  confirmSecondFactor: staffRoles,
  simulate: ['owner', 'marketer', 'auditor'],
  rehearse: ['owner', 'marketer', 'auditor'],
  findMembers: ['owner', 'marketer', 'auditor'],
  findVouchers: ['owner', 'marketer', 'auditor'],
}

/** Calls that are sent like changes and change nothing; rows of an import are recorded with its beginning and its run. */
const readingCalls: ReadonlySet<string> = new Set(['look', 'simulate', 'rehearse', 'findMembers', 'findVouchers', 'putImportRows'])

/** The calls that these tables name, for whoever checks that they exist. */
export const namedHere: readonly string[] = [...new Set([...Object.keys(exceptions), ...readingCalls])]

/** Whether a call of staff changes something, so that it is recorded. */
export const isChange = ({ name, call }: NamedCall): boolean => call.method !== 'GET' && !readingCalls.has(name)

/** The table of role × call. An auditor reads whatever any of the staff reads, and changes nothing but the own access. */
export function mayCall(role: StaffRole, named: NamedCall): boolean {
  const excepted = exceptions[named.name]
  if (excepted !== undefined) return excepted.includes(role)
  return roles[named.call.who].includes(role) || (role === 'auditor' && isOfStaff(named.call.who) && named.call.method === 'GET')
}

const isOfStaff = (who: Who): boolean => who === 'clerk' || who === 'marketer' || who === 'owner'

/** Whether somebody stands in a store: an owner in all, a clerk in those that are named, others in all where none is named. */
export function mayStandIn({ role, storeIds }: { readonly role: StaffRole; readonly storeIds: readonly StoreId[] }, storeId: string): boolean {
  return role === 'owner' || storeIds.some((one) => one === storeId) || (role !== 'clerk' && storeIds.length === 0)
}
