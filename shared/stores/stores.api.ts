import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { StaffId, StoreId } from '../api/ids'
import { Instant } from '../time/day'

export const Store = z.object({ id: StoreId, name: z.string(), address: z.string() })
export type Store = z.infer<typeof Store>

export const staffRoles = ['owner', 'marketer', 'clerk', 'auditor'] as const
export type StaffRole = (typeof staffRoles)[number]
export const Staff = z.object({ id: StaffId, role: z.enum(staffRoles), name: z.string(), stores: z.array(Store), joinedAt: Instant })
export type Staff = z.infer<typeof Staff>

const STORES_PER_CLERK_MAX = 50
/** Names its stores, about 31 characters each. */
const INVITATION_CHARS_MAX = 2_000
export const INVITATION_VALID_HOURS = 48

export const storesApi = {
  listStores: endpoint({
    method: 'GET',
    path: '/stores',
    who: 'anyone',
    summary: 'All stores of the programme.',
    input: z.strictObject({}),
    reply: z.object({ items: z.array(Store) }),
    refusals: [],
  }),
  inviteClerk: endpoint({
    method: 'POST',
    path: '/staff/invitations',
    who: 'owner',
    summary: 'Makes an invitation for one person, bound to stores (a clerk to one at least; others, with none, to all); good for 48 hours.',
    input: z.strictObject({ storeIds: z.array(StoreId).max(STORES_PER_CLERK_MAX), name: z.string().trim().min(1).max(20), role: z.enum(['marketer', 'clerk', 'auditor']).default('clerk') }),
    reply: z.object({ invitation: z.string(), expiresAt: Instant }),
    refusals: ['not_found'],
  }),
  acceptInvitation: endpoint({
    method: 'POST',
    path: '/staff',
    who: 'member',
    summary: 'The signed-in member becomes a clerk by an invitation.',
    input: z.strictObject({ invitation: z.string().min(10).max(INVITATION_CHARS_MAX) }),
    reply: Staff,
    refusals: ['invitation_bad'],
  }),
  listStaff: endpoint({
    method: 'GET',
    path: '/staff',
    who: 'marketer',
    summary: 'Who works here.',
    input: z.strictObject({}),
    reply: z.object({ items: z.array(Staff.extend({ seenAt: Instant.nullable().describe('when they last changed something, within the hour') })) }),
    refusals: [],
  }),
  removeClerk: endpoint({
    method: 'DELETE',
    path: '/staff/{staffId}',
    who: 'owner',
    summary: 'Removes a clerk, who can do nothing from that moment.',
    input: z.strictObject({ staffId: StaffId }),
    reply: z.object({ removed: z.literal(true) }),
    refusals: ['not_found'],
  }),
  myStaff: endpoint({
    method: 'GET',
    path: '/me/staff',
    who: 'clerk',
    summary: 'The clerk behind this session, with stores.',
    input: z.strictObject({}),
    reply: Staff,
    refusals: ['staff_removed'],
  }),
}
