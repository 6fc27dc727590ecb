import * as z from 'zod'

/** A tier by its name, wherever it is only mentioned. */
export const TierName = z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) })
export type TierName = z.infer<typeof TierName>
