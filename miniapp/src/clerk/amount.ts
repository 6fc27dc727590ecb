import { earningApi } from '../../../shared/earning/earning.api'

export const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'erase'] as const
export type Key = (typeof keys)[number]

const AmountFen = earningApi.recordPurchase.input.shape.amountFen
const typable = /^\d{1,8}(\.\d{0,2})?$/

/** The amount in yuan as typed so far, after one more key; a key that makes no amount changes nothing. */
export function press(typed: string, key: Key): string {
  if (key === 'erase') return typed.slice(0, -1)
  const next = appended(typed, key)
  const fen = fenOf(next)
  return typable.test(next) && (fen === 0 || isRecordable(fen)) ? next : typed
}

function appended(typed: string, key: string): string {
  if (key === '.') return typed.includes('.') ? typed : `${typed || '0'}.`
  return typed === '0' ? key : typed + key
}

/** Whole fen from typed yuan, by digits: `29.3` is 2930. Nothing typed is 0. */
export function fenOf(typed: string): number {
  const [yuan = '', parts = ''] = typed.split('.')
  return Number(yuan) * 100 + Number(parts.padEnd(2, '0'))
}

export const isRecordable = (amountFen: number): boolean => AmountFen.safeParse(amountFen).success
