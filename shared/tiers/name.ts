import * as z from 'zod'

export const changeReasons = ['reached', 'kept', 'fell', 'by_hand', 'hand_ended', 'hand_lifted', 'terms_changed', 'merged'] as const
export type ChangeReason = (typeof changeReasons)[number]

/** A tier by its name, wherever it is only mentioned. */
export const TierName = z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) })
export type TierName = z.infer<typeof TierName>
