import { phoneRefusals } from '../../shared/api/phone-refusals'
import { filledIn, Refusal, type RefusalDetails } from '../../shared/api/refusal'
import { calling } from './calling'
import type { Language } from './text'

export const isOnPhones = (code: string): code is keyof typeof phoneRefusals => code in phoneRefusals

const said = ({ code }: Refusal) => phoneRefusals[isOnPhones(code) ? code : 'broken']

/** The server said no, for good. Above 499 it broke instead, and asking again may do. */
export const isPlainNo = (failure: unknown): failure is Refusal => failure instanceof Refusal && said(failure).status < 500

export const refusalSentence = (refusal: Refusal, details: RefusalDetails, language: Language): string => filledIn(calling.get()(said(refusal))[language], details)
