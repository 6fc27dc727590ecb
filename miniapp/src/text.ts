import Taro from '@tarojs/taro'
import * as z from 'zod'
import { app as appEn } from '../../shared/text/app.en'
import { app as appZh } from '../../shared/text/app.zh'
import { earn as earnEn } from '../../shared/text/earn.en'
import { earn as earnZh } from '../../shared/text/earn.zh'
import { mall as mallEn } from '../../shared/text/mall.en'
import { mall as mallZh } from '../../shared/text/mall.zh'
import type { Text as EveryText } from '../../shared/text/zh'
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
}

/** The reader's own choice, or undefined where the system decides. */
export function chosenLanguage(): Language | undefined {
  return readStored(storedAs, z.enum(languages))
}

export function chooseLanguage(choice: Language | undefined): void {
  if (choice === undefined) forget(storedAs)
  else store(storedAs, choice)
  current.set(choice ?? systemLanguage())
  nameTabs()
}

/** The sentences and the language of now, for a page: follows a change. */
export function useText(): { text: Text; language: Language } {
  const language = useObservable(current)
  return { text: texts[language], language }
}

/** For code outside of pages. */
export function textNow(): { text: Text; language: Language } {
  return { text: texts[current.get()], language: current.get() }
}

/** `useText` and `textNow` of a package that is fetched later and says more. */
export function withSentences<More extends object>(more: Readonly<Record<Language, More>>) {
  const joined = { zh: { ...texts.zh, ...more.zh }, en: { ...texts.en, ...more.en } }
  return {
    useText: () => {
      const { language } = useText()
      return { text: joined[language], language }
    },
    textNow: () => ({ text: joined[current.get()], language: current.get() }),
  }
}

/** The tab bar belongs to the host and is named in Chinese: any other language is set when a tab is on screen. */
export function nameTabs(): void {
  const { tabs } = texts[current.get()].app
  for (const [index, text] of [tabs.home, tabs.mall, tabs.points, tabs.me].entries()) {
    Taro.setTabBarItem({ index, text }).catch(() => undefined)
  }
}

function systemLanguage(): Language {
  const spoken = process.env.TARO_ENV === 'h5' ? navigator.language : Taro.getAppBaseInfo().language
  return spoken?.toLowerCase().startsWith('en') ? 'en' : 'zh'
}
