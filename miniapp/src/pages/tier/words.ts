import { tiers as en } from '../../../../shared/text/tiers.en'
import { tiers as zh } from '../../../../shared/text/tiers.zh'
import { type Language, useSentences } from '../../text'

export type TierWords = typeof zh
const both = { zh, en }

/** The sentences of this page, which the main package does not carry. */
export const useTierText = (): { words: TierWords; language: Language } => useSentences(both)
