import { offer as en } from '../../../../shared/text/offer.en'
import { offer as zh } from '../../../../shared/text/offer.zh'
import { useSentences } from '../../text'

export type OfferWords = typeof zh

const both = { zh, en }

/** What only this page says of prices, in the reader's language. */
export const useOfferWords = (): OfferWords => useSentences(both).words
