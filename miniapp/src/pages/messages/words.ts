import { messageTexts } from '../../../../shared/text/message-sentences'
import type { MessagesText } from '../../../../shared/text/messages.zh'
import { type Language, useSentences } from '../../text'

/** As `useText`, with what this package alone says. */
export const useWords = (): { words: MessagesText; language: Language } => useSentences(messageTexts)
