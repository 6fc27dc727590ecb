import { flash as en } from '../../shared/text/flash.en'
import { flash as zh } from '../../shared/text/flash.zh'
import { useText } from './text'

/** The words of flash exchanges and tier-only rewards, in the reader's language. */
export const useFlashWords = (): typeof zh => (useText().language === 'zh' ? zh : en)
