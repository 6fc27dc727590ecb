import { tasks as en } from '../../../shared/text/tasks.en'
import { tasks as zh } from '../../../shared/text/tasks.zh'
import { type Language, useText } from '../text'

const words: Record<Language, typeof zh> = { zh, en }

/** What these pages say; it comes with them and not with the main package. */
export function useTaskWords(): { words: typeof zh; language: Language; app: ReturnType<typeof useText>['text']['app'] } {
  const { text, language } = useText()
  return { words: words[language], language, app: text.app }
}
