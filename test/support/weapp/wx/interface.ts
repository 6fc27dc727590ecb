import type { Weapp } from '../host'
import { textOf } from '../values'
import { defineAsync, Fail } from './define'

/** Calls that change the host's own chrome or the phone, and need no answer but that they went well. */
const quiet = [
  'setNavigationBarTitle', 'setNavigationBarColor', 'showNavigationBarLoading', 'hideNavigationBarLoading', 'setTabBarItem', 'setTabBarStyle', 'setTabBarBadge', 'removeTabBarBadge',
  'showTabBarRedDot', 'hideTabBarRedDot', 'hideTabBar', 'showTabBar', 'stopPullDownRefresh', 'startPullDownRefresh', 'pageScrollTo', 'setBackgroundColor', 'setBackgroundTextStyle',
  'vibrateShort', 'vibrateLong', 'makePhoneCall', 'openLocation', 'previewImage', 'setKeepScreenOn', 'setScreenBrightness', 'showShareMenu', 'hideShareMenu', 'updateShareMenu',
  'hideHomeButton', 'hideKeyboard', 'openSetting', 'preloadSubpackage', 'reportEvent', 'exitMiniProgram', 'checkSession', 'hideToast', 'hideLoading', 'loadFontFace',
]

/** Toasts, dialogs and the like; what they said is in the journal, what a person answers comes from the test. */
export function addInterface(host: Weapp): void {
  for (const name of quiet) defineAsync(host, name, () => ({}))
  defineAsync(host, 'setNavigationBarTitle', ({ title }) => {
    host.title = textOf(title)
  })
  defineAsync(host, 'showToast', ({ title }) => void host.journal.toasts.push(textOf(title)))
  defineAsync(host, 'showLoading', ({ title }) => void host.journal.toasts.push(textOf(title)))
  defineAsync(host, 'showModal', ({ title, content }) => {
    host.journal.modals.push({ title: textOf(title), content: textOf(content) })
    const isConfirmed = host.person.answersModal.shift() ?? true
    return { confirm: isConfirmed, cancel: !isConfirmed, content: null }
  })
  defineAsync(host, 'showActionSheet', () => {
    const tapIndex = host.person.answersActionSheet.shift()
    if (tapIndex === undefined) throw new Fail('cancel')
    return { tapIndex }
  })
  defineAsync(host, 'getScreenBrightness', () => ({ value: 0.5 }))
  defineAsync(host, 'setClipboardData', ({ data }) => {
    host.clipboard = textOf(data)
  })
  defineAsync(host, 'getClipboardData', () => ({ data: host.clipboard }))
}
