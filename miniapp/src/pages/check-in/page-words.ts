import { checkInPage as en } from '../../../../shared/text/check-in.en'
import { checkInPage as zh } from '../../../../shared/text/check-in.zh'
import { useSentences } from '../../text'

const both = { zh, en }

/** What only the page of check-ins says, in the reader's language. */
export const usePageWords = (): typeof zh => useSentences(both).words
