import { clerk as en } from '../../../shared/text/clerk.en'
import { clerk as zh } from '../../../shared/text/clerk.zh'
import type { Text } from '../../../shared/text/zh'
import { type Language, textNow as memberTextNow, useText as useMemberText } from '../text'

const words: Record<Language, Text['clerk']> = { zh, en }

/** As `useText` for members, with what clerks read. */
export function useText(): { text: Text; language: Language } {
  const { text, language } = useMemberText()
  return { text: { ...text, clerk: words[language] }, language }
}

/** For code outside of pages. */
export function textNow(): { text: Text; language: Language } {
  const { text, language } = memberTextNow()
  return { text: { ...text, clerk: words[language] }, language }
}
