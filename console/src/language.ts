import type { zh } from './text/zh'
import { storeOf, useStore } from './store'

export type Language = 'zh' | 'en'
const KEY = 'dianjin.desk.language'

const first = (): Language => {
  const kept = localStorage.getItem(KEY)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

export const language = storeOf<Language>(first())
type Text = typeof zh
const texts = new Map<Language, Text>()

/** Fetches the sentences of a language; nothing is drawn before those of the first are there. */
export async function learn(wanted: Language = language.get()): Promise<void> {
  if (!texts.has(wanted)) texts.set(wanted, wanted === 'zh' ? (await import('./text/zh')).zh : (await import('./text/en')).en)
}

export function speak(next: Language): void {
  localStorage.setItem(KEY, next)
  void change(next)
}

async function change(next: Language): Promise<void> {
  await learn(next)
  language.set(next)
}

export const useLanguage = (): Language => useStore(language)

/** Every sentence of the console in the language of the desk. */
export function useText(): Text {
  const spoken = texts.get(useLanguage())
  if (spoken === undefined) throw new Error('a language is spoken that was not learned')
  return spoken
}

/** Picks the language out of sentences of the API. */
export function useSaid(): (sentence: { readonly zh: string; readonly en: string }) => string {
  const spoken = useLanguage()
  return (sentence) => sentence[spoken]
}
