import { useState } from 'react'
import { Refusal } from '../../../../shared/api/refusal'
import { useDeed } from '../../deed'
import { showNumber } from '../../dates'
import { forgetDemoPerson } from '../../demo'
import { sentenceFor } from '../../failures'
import { goBack } from '../../open'
import { signIn } from '../../session'
import { textNow } from '../../text'
import { toast } from '../../toast'
import { consent } from './consent'

type SignedIn = Awaited<ReturnType<typeof signIn>>

export interface Joining {
  /** Signs in with consent to this version of the notice. */
  join(noticeVersion: string): void
  /** Browser build only: somebody else takes the phone. */
  beSomeoneElse(): void
  readonly isRunning: boolean
  /** The newcomer who has just arrived, to be welcomed. */
  readonly arrived: SignedIn | undefined
}

/** @param onNewNotice the notice changed while it was being read */
export function useJoining(onNewNotice: () => void): Joining {
  const [arrived, setArrived] = useState<SignedIn | undefined>(undefined)
  const deed = useDeed(
    'operation',
    (noticeVersion: string | undefined) => signIn(noticeVersion === undefined ? undefined : { noticeVersion }),
    (failure) => {
      if (failure instanceof Refusal && failure.code === 'consent_needed') {
        consent.set({ type: 'open' })
        onNewNotice()
      } else toast(sentenceFor(failure))
    },
  )
  const run = async (noticeVersion: string | undefined) => {
    const signedIn = await deed.run(noticeVersion)
    if (!signedIn) return
    if (signedIn.isNew && signedIn.welcomePoints > 0) setArrived(signedIn)
    else {
      goBack()
      if (signedIn.welcomeInReview > 0) toast(textNow().text.earn.signIn.welcomeInReview(showNumber(signedIn.welcomeInReview)))
    }
  }
  return {
    join: (noticeVersion) => void run(noticeVersion),
    beSomeoneElse: () => {
      forgetDemoPerson()
      void run(undefined)
    },
    isRunning: deed.isRunning,
    arrived,
  }
}
