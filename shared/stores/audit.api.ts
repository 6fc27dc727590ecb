import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { StaffId } from '../api/ids'
import { pageOf, sortedInput } from '../api/page'
import { BusinessDay, Instant } from '../time/day'
import { staffRoles } from './stores.api'

/** Something a member of staff did that changes something, or was refused to do. */
export const StaffDeed = z.object({
  id: z.string(),
  at: Instant,
  day: BusinessDay,
  staff: z.object({ id: StaffId, name: z.string().describe('after an erasure the end of the id'), role: z.enum(staffRoles).nullable() }),
  call: z.string().describe('the name of the call'),
  target: z.string().nullable().describe('what it was about: an id, or a name'),
  input: z.record(z.string(), z.unknown()).describe('what the call was given; personal data masked, long texts cut'),
  outcome: z.string().nullable().describe('`done`, the code of a refusal, `unknown` when nobody saw the end; null while it runs'),
  requestId: z.string().nullable(),
  change: z.object({
    title: z.string().nullable().describe('what the thing is called; null for persons'),
    places: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })).describe('where it differs; null is nothing, long values are cut'),
    more: z.number().int().describe('places that differ and are not shown'),
  }).nullable().describe('what it changed, where the call tells'),
  number: z.number().int().nullable().describe('its place in the chain of the day; null for a moment'),
})
export type StaffDeed = z.infer<typeof StaffDeed>

export const auditApi = {
  listAudit: endpoint({
    method: 'GET',
    path: '/audit',
    who: 'owner',
    summary: 'What staff did at desks and counters, by person, call, target and days. A page may hold fewer than asked for while there are more.',
    input: z.strictObject({
      from: BusinessDay.optional().describe('the first day'),
      to: BusinessDay.optional().describe('the last day'),
      staffId: StaffId.optional(),
      call: z.string().regex(/^\w{1,60}$/).optional(),
      target: z.string().min(1).max(200).optional(),
      ...sortedInput('newest'),
    }),
    reply: pageOf(StaffDeed),
    refusals: [],
  }),
}
