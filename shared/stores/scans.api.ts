import * as z from 'zod'
import { endpoint } from '../api/endpoint'

export const ScanId = z.string().regex(/^[\w-]{22}$/)

/** What the phone has to do with signing in at a desk; apart from the rest, which phones do not carry. */
export const scansApi = {
  confirmScan: endpoint({
    method: 'POST', path: '/desk/scans/{scanId}/confirmation', who: 'clerk',
    summary: 'The signed-in member of staff lets the browser in whose code they scanned.',
    input: z.strictObject({ scanId: ScanId }), reply: z.object({ confirmed: z.literal(true) }), refusals: ['not_found', 'scan_expired'],
  }),
}
