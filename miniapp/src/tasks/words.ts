import { tasks as en } from '../../../shared/text/tasks.en'
import { tasks as zh } from '../../../shared/text/tasks.zh'
import { type Language, useSentences, useText } from '../text'

const both = { zh, en }

/** What these pages say; it comes with them and not with the main package. */
export function useTaskWords(): { words: typeof zh; language: Language; app: ReturnType<typeof useText>['text']['app'] } {
  return { ...useSentences(both), app: useText().text.app }
}
