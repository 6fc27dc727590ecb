/** What can come of opening a shared link. In a file of its own, so that who only names them carries nothing else. */
export const shareOutcomes = ['paid', 'own_link', 'same_device', 'same_phone', 'circle', 'daily_cap', 'refused'] as const
export type ShareOutcome = (typeof shareOutcomes)[number]
