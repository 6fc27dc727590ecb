import { flash as en } from '../../shared/text/flash.en'
import { flash as zh } from '../../shared/text/flash.zh'
import { useSentences } from './text'

const both = { zh, en }

/** The words of flash exchanges and tier-only rewards, in the reader's language. */
export const useFlashWords = (): typeof zh => useSentences(both).words
