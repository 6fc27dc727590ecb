import { useRef, useState } from 'react'
import type { CampaignId } from '../../../shared/api/ids'
import { api } from '../api'
import { sentenceFor } from '../failures'
import { useRemindWords } from '../remind-words'
import { useSubscribing } from '../subscribe'
import { toast } from '../toast'
import { Button } from './button'

export interface RemindOfStartProps {
  readonly campaignId: CampaignId
  readonly isReminded: boolean
  readonly look: 'gold' | 'quiet'
  readonly onReminded: () => void
  /** It could not be: what the page shows may no longer be so. */
  readonly onStale: () => void
}

/** The wish to be told before a campaign starts. The same tap asks, in WeChat, whether it may be told there; the inbox tells it anyway. */
export function RemindOfStart({ campaignId, isReminded, look, onReminded, onStale }: RemindOfStartProps) {
  const words = useRemindWords()
  const subscribing = useSubscribing(['campaign_starting'])
  const [isRunning, setIsRunning] = useState(false)
  const isBusy = useRef(false)
  const remind = async () => {
    if (isBusy.current) return
    isBusy.current = true
    setIsRunning(true)
    // Before anything is waited for: WeChat takes the question only straight from a tap.
    const asked = subscribing.ask()
    try {
      await api.remindOfCampaign({ campaignId })
      onReminded()
      toast((await asked) ? words.allowed : words.inInbox)
    } catch (failure) {
      toast(sentenceFor(failure))
      onStale()
    } finally {
      isBusy.current = false
      setIsRunning(false)
    }
  }
  return <Button isWide look={look} label={isReminded ? words.isSet : words.ofStart} isDisabled={isReminded} isRunning={isRunning || !subscribing.isReady} onTap={() => void remind()} id="remind" />
}
