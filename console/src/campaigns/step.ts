import type { CampaignTerms } from '../../../shared/campaigns/campaign'

/** What every step of the wizard is given. */
export interface StepProps {
  readonly terms: CampaignTerms
  readonly change: (part: Partial<CampaignTerms>) => void
  /** What is wrong at a place of the terms, once it is to be told. */
  readonly problem: (path: string) => string | undefined
  /** Members were promised it: most may not change any more. */
  readonly isLaunched: boolean
}
