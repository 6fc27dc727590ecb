import { campaign as en } from '../../../../shared/text/campaign.en'
import { campaign as zh, type CampaignText } from '../../../../shared/text/campaign.zh'
import { type Language, useSentences } from '../../text'

const both = { zh, en }

/** The sentences of this page, and the language of now. */
export const useWords = (): { words: CampaignText; language: Language } => useSentences(both)
