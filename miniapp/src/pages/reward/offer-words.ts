import { offer as en } from '../../../../shared/text/offer.en'
import { offer as zh } from '../../../../shared/text/offer.zh'
import { useText } from '../../text'

export type OfferWords = typeof zh

/** What only this page says of prices, in the reader's language. */
export const useOfferWords = (): OfferWords => (useText().language === 'zh' ? zh : en)
