import { remind as en } from '../../shared/text/remind.en'
import { type RemindText, remind as zh } from '../../shared/text/remind.zh'
import { useSentences } from './text'

const both = { zh, en }

/** What the offers of a reminder say, in the reader's language. */
export const useRemindWords = (): RemindText => useSentences(both).words
