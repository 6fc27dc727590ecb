import type { Weapp } from '../host'
import type { HostNode } from '../node'
import { bagOf, isCallable, listOf, textOf } from '../values'
import { defineAsync, Fail } from './define'

const privacyRefused = 104

/** WeChat's open abilities: sign-in, privacy consent, scanning, subscribe messages, and buttons that carry one. */
export function addOpenAbilities(host: Weapp): void {
  defineAsync(host, 'login', async () => ({ code: await (host.options.loginCode?.() ?? 'test-code') }))
  defineAsync(host, 'getSetting', () => ({ authSetting: { 'scope.camera': true } }))
  defineAsync(host, 'scanCode', async () => {
    await requireConsent(host, 'scanCode')
    const result = host.person.scans.shift()
    if (result === undefined) throw new Fail('cancel')
    return { result, scanType: 'QR_CODE', charSet: 'UTF-8', path: '', rawData: '' }
  })
  defineAsync(host, 'requestSubscribeMessage', ({ tmplIds }) => Object.fromEntries(listOf(tmplIds).map((template) => [textOf(template), host.person.subscribes ? 'accept' : 'reject'])))
  defineAsync(host, 'chooseMedia', () => {
    throw new Fail('cancel')
  })
  addPrivacy(host)
}

function addPrivacy(host: Weapp): void {
  defineAsync(host, 'getPrivacySetting', () => ({ needAuthorization: !host.person.hasAgreed, privacyContractName: '《点金隐私保护指引》' }))
  defineAsync(host, 'requirePrivacyAuthorize', () => requireConsent(host, 'requirePrivacyAuthorize'))
  defineAsync(host, 'openPrivacyContract', () => ({}))
  host.wx['onNeedPrivacyAuthorization'] = (listener: unknown) => {
    host.privacyListener = isCallable(listener) ? listener : undefined
  }
}

/** Asks the mini-program, which asks the person; agreeing counts only through a button made for it. */
async function requireConsent(host: Weapp, referrer: string): Promise<void> {
  if (host.person.hasAgreed || !host.privacyListener) return
  const ask = host.privacyListener
  await new Promise<void>((agreed, refused) => {
    const resolve = (answer: unknown) => {
      const { event, buttonId } = bagOf(answer)
      if (event === 'disagree') refused(new Fail('privacy permission is not authorized', privacyRefused))
      if (event !== 'agree') return
      if (host.agreedBy !== textOf(buttonId)) refused(new Fail('the button to agree was not tapped', privacyRefused))
      host.person.hasAgreed = true
      agreed()
    }
    host.guard(() => ask(resolve, host.adopt({ referrer })))
  })
}

/** What WeChat does when a button with `open-type` was tapped. */
export function useOpenAbility(host: Weapp, button: HostNode): void {
  switch (button.attributes['openType']) {
    case 'agreePrivacyAuthorization':
      host.agreedBy = button.id
      button.dispatch('agreeprivacyauthorization')
      break
    case 'getPhoneNumber':
      void givePhoneNumber(host, button)
      break
    case 'share':
      host.shared.push(host.share(button))
      break
  }
}

async function givePhoneNumber(host: Weapp, button: HostNode): Promise<void> {
  try {
    await requireConsent(host, 'getPhoneNumber')
    const code = await host.options.phoneCode?.()
    button.dispatch('getphonenumber', code === undefined ? { errMsg: 'getPhoneNumber:fail user deny' } : { errMsg: 'getPhoneNumber:ok', code })
  } catch (failure) {
    button.dispatch('getphonenumber', { errMsg: `getPhoneNumber:fail ${failure instanceof Error ? failure.message : ''}`, errno: privacyRefused })
  }
}
