import { campaign as en } from '../../../../shared/text/campaign.en'
import { campaign as zh, type CampaignText } from '../../../../shared/text/campaign.zh'
import { type Language, useText } from '../../text'

const words: Record<Language, CampaignText> = { zh, en }

/** The sentences of this page, and the language of now. */
export function useWords(): { words: CampaignText; language: Language } {
  const { language } = useText()
  return { words: words[language], language }
}
