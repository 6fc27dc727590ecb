import type { Look } from '../../../../shared/vouchers/vouchers.api'
import { sentenceFor } from '../../failures'
import { leaveStore } from '../place'
import { isPlainNo } from '../../refusals'

export type VoucherLook = Extract<Look, { type: 'voucher' }>

/** Where a scan stands, from `please show the code` to how it ended. */
export type Stage =
  | { readonly type: 'ready'; readonly isTyping: boolean; readonly note?: string }
  | { readonly type: 'looking' }
  | { readonly type: 'unanswered'; readonly sentence: string; readonly code: string }
  | { readonly type: 'voucher'; readonly look: VoucherLook; readonly isUnsure: boolean }
  | { readonly type: 'waiting'; readonly look: VoucherLook; readonly operationId: string }
  | { readonly type: 'redeemed'; readonly look: VoucherLook; readonly note: string | undefined }
  /** A browser asks to be let in; and is. */
  | { readonly type: 'desk'; readonly scanId: string; readonly isUnsure: boolean }
  | { readonly type: 'let_in' }
  | { readonly type: 'refused'; readonly sentence: string; readonly code: string; readonly mayGoOn: boolean }

/** A refusal to read out, or undefined when no clear answer came. Who no longer works here stands in no store. */
export function refusedBy(failure: unknown): Extract<Stage, { type: 'refused' }> | undefined {
  if (!isPlainNo(failure)) return undefined
  const mayGoOn = failure.code !== 'staff_removed'
  if (!mayGoOn || failure.code === 'store_not_yours') leaveStore()
  return { type: 'refused', sentence: sentenceFor(failure), code: failure.code, mayGoOn }
}
