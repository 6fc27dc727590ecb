import { clerk as en } from '../../../shared/text/clerk.en'
import { clerk as zh } from '../../../shared/text/clerk.zh'
import { withSentences } from '../text'

export type { Language } from '../text'
export type Text = ReturnType<typeof textNow>['text']
export const { useText, textNow } = withSentences({ zh: { clerk: zh }, en: { clerk: en } })
