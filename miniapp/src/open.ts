import Taro from '@tarojs/taro'

/** The tabs; every other page is pushed on top. */
const tabs = ['home', 'mall', 'points', 'me'] as const
export type Tab = (typeof tabs)[number]

export function openTab(tab: Tab): void {
  void Taro.switchTab({ url: `/pages/${tab}/index` })
}

/** Opens a page such as `pages/reward` or `clerk/scan`, with what it should know in its address. */
export function openPage(page: string, query: Readonly<Record<string, string>> = {}): void {
  void Taro.navigateTo({ url: addressOf(page, query) })
}

export function replacePage(page: string, query: Readonly<Record<string, string>> = {}): void {
  void Taro.redirectTo({ url: addressOf(page, query) })
}

/** One page back, or home where there is none, as after a shared link. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else openTab('home')
}

/** A newcomer reads the privacy notice before anything is shown; several answers may ask for it at once. */
export function askForConsent(): void {
  const isOpen = Taro.getCurrentPages().some((page) => (page.route ?? '').includes('pages/sign-in/'))
  if (!isOpen) openPage('pages/sign-in')
}

export function addressOf(page: string, query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `/${page}/index${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`
}
