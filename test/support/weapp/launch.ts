import { type Journal, type LaunchOptions, type Person, Weapp } from './host'
import type { HostNode } from './node'
import { invoke, sleep, textOf } from './values'

const patienceMs = 5_000
const lookEveryMs = 10

/** A phone with our mini-program open, as a test holds it. */
export interface Phone {
  readonly weapp: Weapp
  readonly journal: Journal
  readonly person: Person
  readonly storage: Map<string, unknown>
  /** The path of the page on top, `pages/home/index`. */
  readonly path: string
  readonly title: string
  /** Every word on the page. */
  readonly text: string
  find(selector: string): HostNode | undefined
  findAll(selector: string): HostNode[]
  byText(words: string | RegExp): HostNode | undefined
  /** The node, once it is there. */
  see(selector: string, patienceMs?: number): Promise<HostNode>
  seeText(words: string | RegExp, patienceMs?: number): Promise<HostNode>
  until<Value>(look: () => Value | undefined | false | null, message?: string, patienceMs?: number): Promise<Value>
  /** Taps the node, once it is there and listens. */
  tap(selector: string): Promise<void>
  tapText(words: string | RegExp): Promise<void>
  type(selector: string, value: string): Promise<void>
  openTab(index: number): Promise<void>
  pressBack(): Promise<void>
  pullDown(): void
  reachBottom(): void
  leaveForHomeScreen(): void
  comeBack(): void
  goOffline(): void
  goOnline(): void
  share(): { readonly title: string; readonly path: string }
  /** Nodes of the page, its depth, and the bytes of setData so far. */
  weight(): { readonly nodes: number; readonly depth: number; readonly setDataBytes: number }
  close(): void
}

/** Boots a built mini-program and opens its first page. */
export async function launchWeapp(options: LaunchOptions): Promise<Phone> {
  const weapp = new Weapp(options)
  const onRejection = (reason: unknown) => {
    weapp.journal.errors.push(reason)
    weapp.emit('onUnhandledRejection', { reason: textOf(reason) })
  }
  process.on('unhandledRejection', onRejection)
  const phone = createPhone(weapp, () => {
    process.off('unhandledRejection', onRejection)
    weapp.realm.close()
  })
  await weapp.start()
  return phone
}

function createPhone(weapp: Weapp, close: () => void): Phone {
  const page = () => weapp.root
  const until: Phone['until'] = (look, message = String(look), patience = patienceMs) => waitFor(weapp, look, message, patience)
  const phone: Phone = {
    weapp,
    journal: weapp.journal,
    person: weapp.person,
    storage: weapp.storage,
    get path() {
      return weapp.path
    },
    get title() {
      return weapp.title
    },
    get text() {
      return page().text
    },
    find: (selector) => page().find(selector),
    findAll: (selector) => page().findAll(selector),
    byText: (words) => page().byText(words),
    see: (selector, patience) => until(() => page().find(selector), `nothing is ${selector}`, patience),
    seeText: (words, patience) => until(() => page().byText(words), `nothing says ${String(words)}`, patience),
    until,
    tap: async (selector) => {
      await until(() => page().find(selector)?.tap(), `${selector} cannot be tapped`)
      await sleep(0)
    },
    tapText: async (words) => {
      await until(() => page().byText(words)?.tap(), `${String(words)} cannot be tapped`)
      await sleep(0)
    },
    type: async (selector, value) => {
      if (!(await phone.see(selector)).input(value)) throw new Error(`nothing listens to typing in ${selector}`)
      await sleep(0)
    },
    ...chrome(weapp),
    weight: () => {
      const nodes = page().all().filter((node) => node.tag !== '#text')
      return { nodes: nodes.length, depth: depthOf(page()), setDataBytes: weapp.journal.setData.reduce((sum, { bytes }) => sum + bytes, 0) }
    },
    close,
  }
  return phone
}

/** What a person does outside of the page: WeChat's own bars, the phone, the network. */
function chrome(weapp: Weapp) {
  const live = (moment: string, ...args: readonly unknown[]) => weapp.pages.live(weapp.pages.top, moment, ...args)
  const appLives = (moment: string) => weapp.guard(() => invoke(weapp.definitions.app, moment, weapp.adopt(weapp.launchOptions)))
  const setOffline = (isOffline: boolean) => {
    weapp.isOffline = isOffline
    weapp.emit('onNetworkStatusChange', { isConnected: !isOffline, networkType: isOffline ? 'none' : 'wifi' })
  }
  return {
    openTab: async (index: number) => {
      const path = weapp.tabs[index]
      if (path === undefined) throw new Error(`there is no tab ${index}`)
      await weapp.pages.open(path, {}, 'switchTab')
      live('onTabItemTap', weapp.adopt({ index, pagePath: path }))
    },
    pressBack: () => weapp.pages.back(1),
    pullDown: () => {
      if (weapp.pages.top.settings['enablePullDownRefresh'] !== true) throw new Error(`${weapp.path} cannot be pulled down`)
      live('onPullDownRefresh')
    },
    reachBottom: () => void live('onReachBottom'),
    leaveForHomeScreen: () => {
      live('onHide')
      appLives('onHide')
      weapp.emit('onAppHide', {})
    },
    comeBack: () => {
      appLives('onShow')
      weapp.emit('onAppShow', weapp.launchOptions)
      live('onShow')
    },
    goOffline: () => setOffline(true),
    goOnline: () => setOffline(false),
    share: () => {
      const { title, path } = weapp.share()
      return { title: textOf(title), path: textOf(path) }
    },
  }
}

/** Looks again and again; says what the page shows and what went wrong when patience ends. */
async function waitFor<Value>(weapp: Weapp, look: () => Value | undefined | false | null, message: string, patience: number): Promise<Value> {
  const end = Date.now() + patience
  for (;;) {
    const found = look()
    if (found !== undefined && found !== false && found !== null) return found
    if (Date.now() > end) throw new Error(`${message}\n${weapp.path}:\n${weapp.root}${report(weapp)}`)
    await sleep(lookEveryMs)
  }
}

function report({ journal }: Weapp): string {
  const errors = journal.errors.map((error) => (error instanceof Error ? error.stack : JSON.stringify(error)))
  const requests = journal.requests.slice(-6).map(({ method, url, status, failure }) => `${method} ${url} ${status ?? failure ?? 'unanswered'}`)
  const said = journal.console.filter(({ level }) => level === 'error').slice(-4).map(({ words }) => words.map(textOf).join(' '))
  return [...errors, ...said, ...requests].join('\n')
}

const depthOf = (node: HostNode): number => 1 + Math.max(0, ...node.children.filter((child) => child.tag !== '#text').map(depthOf))
