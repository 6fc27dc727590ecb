import Taro from '@tarojs/taro'
import * as z from 'zod'
import { app as appEn } from '../../shared/text/app.en'
import { app as appZh } from '../../shared/text/app.zh'
import { earn as earnEn } from '../../shared/text/earn.en'
import { earn as earnZh } from '../../shared/text/earn.zh'
import { mall as mallEn } from '../../shared/text/mall.en'
import { mall as mallZh } from '../../shared/text/mall.zh'
import type { Text as EveryText } from '../../shared/text/zh'
import { calling, startCalling } from './calling'
import { observable, useObservable } from './observable'
import { forget, readStored, store } from './storage'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** What the main package says. A package fetched later brings its own sentences: see `withSentences`. */
export type Text = Pick<EveryText, 'app' | 'earn' | 'mall'>

const texts: Record<Language, Text> = { zh: { app: appZh, earn: earnZh, mall: mallZh }, en: { app: appEn, earn: earnEn, mall: mallEn } }
const storedAs = 'language'

const current = observable<Language>('zh')

/** Called once at launch: the reader's own choice, else the system's language, else Chinese. */
export function startLanguage(): void {
  current.set(chosenLanguage() ?? systemLanguage())
  startCalling()
  current.subscribe(nameTabs)
  calling.subscribe(nameTabs)
}

/** The reader's own choice, or undefined where the system decides. */
export function chosenLanguage(): Language | undefined {
  return readStored(storedAs, z.enum(languages))
}

export function chooseLanguage(choice: Language | undefined): void {
  if (choice === undefined) forget(storedAs)
  else store(storedAs, choice)
  current.set(choice ?? systemLanguage())
}

/** Sentences of a page's own in the language of now, with the programme's word for points: follows a change of either. */
export function useSentences<Words extends object>(words: Readonly<Record<Language, Words>>): { words: Words; language: Language } {
  const language = useObservable(current)
  return { words: useObservable(calling)(words[language]), language }
}

/** The sentences and the language of now, for a page. */
export function useText(): { text: Text; language: Language } {
  const { words, language } = useSentences(texts)
  return { text: words, language }
}

/** For code outside of pages. */
export const textNow = (): { text: Text; language: Language } => textIn(texts)

const textIn = <Words extends object>(words: Readonly<Record<Language, Words>>): { text: Words; language: Language } => ({ text: calling.get()(words[current.get()]), language: current.get() })

/** `useText` and `textNow` of a package that is fetched later and says more. */
export function withSentences<More extends object>(more: Readonly<Record<Language, More>>) {
  const joined = { zh: { ...texts.zh, ...more.zh }, en: { ...texts.en, ...more.en } }
  return {
    useText: () => {
      const { words, language } = useSentences(joined)
      return { text: words, language }
    },
    textNow: () => textIn(joined),
  }
}

/** The tab bar belongs to the host and is named in Chinese: anything else is set when a tab is on screen. */
export function nameTabs(): void {
  const { tabs } = textNow().text.app
  for (const [index, text] of [tabs.home, tabs.mall, tabs.points, tabs.me].entries()) {
    Taro.setTabBarItem({ index, text }).catch(() => undefined)
  }
}

function systemLanguage(): Language {
  const spoken = process.env.TARO_ENV === 'h5' ? navigator.language : Taro.getAppBaseInfo().language
  return spoken?.toLowerCase().startsWith('en') ? 'en' : 'zh'
}
