import { messageTexts } from '../../../../shared/text/message-sentences'
import type { MessagesText } from '../../../../shared/text/messages.zh'
import { type Language, useText } from '../../text'

/** As `useText`, with what this package alone says. */
export function useWords(): { words: MessagesText; language: Language } {
  const { language } = useText()
  return { words: messageTexts[language], language }
}
