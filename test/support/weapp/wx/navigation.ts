import { posix } from 'node:path'
import type { Weapp } from '../host'
import type { Opening } from '../pages'
import { type Bag, textOf } from '../values'
import { defineAsync, Fail } from './define'

const pagesMax = 10

/** Opening and closing pages, with WeChat's own refusals. */
export function addNavigation(host: Weapp): void {
  const openings: Opening[] = ['navigateTo', 'redirectTo', 'switchTab', 'reLaunch']
  for (const how of openings) {
    defineAsync(host, how, async ({ url }) => {
      const { path, query } = target(host, textOf(url))
      const isTab = host.tabs.includes(path)
      if (!host.pagePaths.includes(path)) throw new Fail(`page "${path}" is not found`)
      if (how === 'switchTab' && !isTab) throw new Fail('can not switch to no-tabBar page')
      if ((how === 'navigateTo' || how === 'redirectTo') && isTab) throw new Fail(`can not ${how} a tabbar page`)
      if (how === 'navigateTo' && host.pages.depth >= pagesMax) throw new Fail('webview count limit exceed')
      await host.pages.open(path, query, how)
    })
  }
  defineAsync(host, 'navigateBack', ({ delta }) => host.pages.back(Number(delta ?? 1)))
}

/** A path from the root or from the page on top; WeChat does not decode the query. */
export function target(host: Weapp, url: string): { path: string; query: Bag } {
  const [address = '', search = ''] = url.split('?')
  const path = address.startsWith('/') ? address.slice(1) : posix.normalize(posix.join(posix.dirname(host.pages.top.path), address))
  const pairs = search.split('&').filter(Boolean).map((pair) => {
    const at = pair.indexOf('=')
    return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
  })
  return { path, query: Object.fromEntries(pairs) }
}
