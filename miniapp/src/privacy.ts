import Taro from '@tarojs/taro'
import { observable } from './observable'

/** The id of the button by which a person agrees; WeChat checks that it was really tapped. */
export const agreeButtonId = 'privacy-agree'

type Answer = (result: { event: 'agree'; buttonId: string } | { event: 'disagree' } | { event: 'exposureAuthorization' }) => void

/** WeChat's question before a privacy interface (camera, phone number, album), while it is open. */
export const askedForPrivacy = observable<Answer | undefined>(undefined)

/** From now on WeChat asks us, and we ask the person, before a privacy interface does anything. */
export function guardPrivacy(): void {
  if (process.env.TARO_ENV !== 'weapp' || !Taro.onNeedPrivacyAuthorization) return
  Taro.onNeedPrivacyAuthorization((resolve: Answer) => {
    resolve({ event: 'exposureAuthorization' })
    askedForPrivacy.set(resolve)
  })
}

export function answerPrivacy(isAgreed: boolean): void {
  askedForPrivacy.get()?.(isAgreed ? { event: 'agree', buttonId: agreeButtonId } : { event: 'disagree' })
  askedForPrivacy.set(undefined)
}

/** WeChat shows the declared guideline itself. */
export function openPrivacyGuideline(): void {
  if (process.env.TARO_ENV === 'weapp') void Taro.openPrivacyContract()
}

/** Asks for consent where it is still missing; true when the privacy interface may be used. */
export function mayUsePrivacyInterface(): Promise<boolean> {
  if (process.env.TARO_ENV !== 'weapp' || !Taro.requirePrivacyAuthorize) return Promise.resolve(true)
  return new Promise((resolve) => {
    Taro.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) })
  })
}
