import { checkInPage as en } from '../../../../shared/text/check-in.en'
import { checkInPage as zh } from '../../../../shared/text/check-in.zh'
import { useText } from '../../text'

/** What only the page of check-ins says, in the reader's language. */
export const usePageWords = (): typeof zh => (useText().language === 'zh' ? zh : en)
