import { tiers as en } from '../../../../shared/text/tiers.en'
import { tiers as zh } from '../../../../shared/text/tiers.zh'
import { type Language, useText as useMemberText } from '../../text'

export type TierWords = typeof zh
const words: Record<Language, TierWords> = { zh, en }

/** The sentences of this page, which the main package does not carry. */
export function useTierText(): { words: TierWords; language: Language } {
  const { language } = useMemberText()
  return { words: words[language], language }
}
