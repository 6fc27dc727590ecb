import { profile as en } from '../../shared/text/profile.en'
import { profile as zh } from '../../shared/text/profile.zh'
import { withSentences } from './text'

export type { Language } from './text'
export type Text = ReturnType<typeof textNow>['text']
export const { useText, textNow } = withSentences({ zh: { profile: zh }, en: { profile: en } })
