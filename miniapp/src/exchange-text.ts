import { exchange as en } from '../../shared/text/exchange.en'
import { exchange as zh } from '../../shared/text/exchange.zh'
import { withSentences } from './text'

export type { Language } from './text'
export type Text = ReturnType<typeof textNow>['text']
export const { useText, textNow } = withSentences({ zh: { exchange: zh }, en: { exchange: en } })
