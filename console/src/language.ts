import { en } from './text/en'
import { zh } from './text/zh'
import { storeOf, useStore } from './store'

export type Language = 'zh' | 'en'
const KEY = 'dianjin.desk.language'

const first = (): Language => {
  const kept = localStorage.getItem(KEY)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

export const language = storeOf<Language>(first())
const texts = { zh, en }

export function speak(next: Language): void {
  localStorage.setItem(KEY, next)
  language.set(next)
}

export const useLanguage = (): Language => useStore(language)

/** Every sentence of the console in the language of the desk. */
export const useText = () => texts[useLanguage()]

/** Picks the language out of sentences of the API. */
export function useSaid(): (sentence: { readonly zh: string; readonly en: string }) => string {
  const spoken = useLanguage()
  return (sentence) => sentence[spoken]
}
