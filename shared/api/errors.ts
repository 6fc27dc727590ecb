import { deskRefusals } from './desk-refusals'
import { phoneRefusals } from './phone-refusals'
import { filledIn, type Refusal, type RefusalDetails } from './refusal'

/** Every refusal there is. */
export const refusals = { ...phoneRefusals, ...deskRefusals }

export type RefusalCode = keyof typeof refusals

/** The HTTP status of a refusal. */
export const statusOf = ({ code }: Refusal): number => refusals[code].status

/** The sentence of a refusal in a language, its details filled in: `还差 {missing} 积分` → `还差 80 积分`. */
export const refusalSentence = (code: RefusalCode, details: RefusalDetails, language: 'zh' | 'en'): string => filledIn(refusals[code][language], details)
