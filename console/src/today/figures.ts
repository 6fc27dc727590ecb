import type { ReplyOf } from '../../../shared/api/endpoint'
import type { FigureName } from '../../../shared/insight/figures'
import type { insightApi } from '../../../shared/insight/insight.api'
import { useFormat } from '../format'

export type Today = ReplyOf<typeof insightApi.insightToday>
export type Definition = ReplyOf<typeof insightApi.figureDefinitions>['items'][number]

/** What an owner looks at first, in this order. */
export const firstFigures = ['issued', 'exchanged', 'expired', 'liability', 'members_new', 'members_active', 'exchanges', 'redemptions'] as const satisfies readonly FigureName[]

/** A value as its unit is written. */
export function useValue() {
  const format = useFormat()
  return (value: number, unit: Definition['unit']): string => (unit === 'fen' ? format.money(value) : format.number(value))
}
