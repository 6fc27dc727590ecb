import type { Look } from '../../../shared/vouchers/vouchers.api'
import { observable } from '../observable'

export type ScannedMember = Extract<Look, { type: 'member' }>

/** The member whose code was just scanned, handed to the page that records a purchase. Kept out of addresses and storage. */
export const scannedMember = observable<ScannedMember | undefined>(undefined)
