import type { RiskReason } from '../../shared/risk/judge'
import { risk as en } from '../../shared/text/risk.en'
import { risk as zh } from '../../shared/text/risk.zh'

/** Reasons in the words of the staff. */
export const saidOf = (reasons: readonly RiskReason[]): { code: string; zh: string; en: string }[] =>
  reasons.map((code) => ({ code, zh: zh.reasons[code], en: en.reasons[code] }))
