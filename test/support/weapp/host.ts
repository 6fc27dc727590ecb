import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { HostNode, Owner, Stage } from './node'
import { pagePathsOf, Pages } from './pages'
import { createRealm, type Realm } from './realm'
import { type Bag, bagOf, copyOf, invoke, isBag, isCallable, listOf, sleep, textOf } from './values'
import { addInterface } from './wx/interface'
import { addNavigation } from './wx/navigation'
import { addNetwork, type SentRequest } from './wx/network'
import { addOpenAbilities, useOpenAbility } from './wx/open'
import { addStorage } from './wx/storage'
import { addSystem } from './wx/system'
import { compileWxml, type Render } from './wxml'

export interface LaunchOptions {
  /** The built mini-program. */
  readonly dist: string
  /** The request domains that are listed, and where they really answer. */
  readonly origins: Readonly<Record<string, string>>
  /** The page a person arrives at, with its query as WeChat passes it, not decoded. */
  readonly path?: string
  readonly query?: Readonly<Record<string, string>>
  readonly scene?: number
  /** The storage of a phone that was here before; shared, so a second launch finds it again. */
  readonly storage?: Map<string, unknown>
  readonly loginCode?: () => string | Promise<string>
  readonly phoneCode?: () => string | Promise<string>
  readonly language?: 'zh_CN' | 'en'
  readonly theme?: 'light' | 'dark'
  readonly fontSizeSetting?: number
  readonly functionConstructor?: 'throws' | 'does-nothing'
  readonly hasIntl?: boolean
}

/** How long WeChat waits for a promised share. */
const promisedShareMs = 3_000

/** What happened, in order, for tests to look at. */
export interface Journal {
  readonly requests: SentRequest[]
  readonly calls: { readonly name: string; readonly options: Bag }[]
  readonly toasts: string[]
  readonly modals: { readonly title: string; readonly content: string }[]
  readonly setData: { readonly path: string; readonly bytes: number; readonly at: number }[]
  /** What the mini-program threw where WeChat catches. */
  readonly errors: unknown[]
  readonly warnings: string[]
  readonly console: { readonly level: string; readonly words: readonly unknown[] }[]
}

/** How the person holding the phone answers. */
export interface Person {
  /** Codes in front of the camera, one for each scan; none means the scan is cancelled. */
  readonly scans: string[]
  readonly answersModal: boolean[]
  readonly answersActionSheet: number[]
  hasAgreed: boolean
  subscribes: boolean
}

/** What the mini-program's files registered. */
interface Definitions {
  app: unknown
  readonly pages: Map<string, unknown>
  readonly components: Map<string, unknown>
}

/** A mini-program running in a simulated WeChat. Made by `launchWeapp`. */
export class Weapp implements Stage {
  readonly dist: string
  readonly app: Bag
  readonly tabs: readonly string[]
  readonly pagePaths: readonly string[]
  readonly journal: Journal = { requests: [], calls: [], toasts: [], modals: [], setData: [], errors: [], warnings: [], console: [] }
  readonly person: Person = { scans: [], answersModal: [], answersActionSheet: [], hasAgreed: true, subscribes: true }
  readonly definitions: Definitions = { app: undefined, pages: new Map(), components: new Map() }
  readonly listeners = new Map<string, Set<(...args: readonly unknown[]) => unknown>>()
  readonly shared: unknown[] = []
  readonly wx: Bag = {}
  readonly storage: Map<string, unknown>
  readonly pages: Pages
  readonly realm: Realm
  readonly render: Render
  readonly launchOptions: Bag
  isOffline = false
  /** So many answers from now on are lost after the server has given them. */
  lostAnswers = 0
  title = ''
  clipboard = ''
  agreedBy = ''
  privacyListener: ((...args: readonly unknown[]) => unknown) | undefined
  private readonly startedAt = Date.now()

  constructor(readonly options: LaunchOptions) {
    this.dist = resolve(options.dist)
    this.app = bagOf(JSON.parse(readFileSync(join(this.dist, 'app.json'), 'utf8')))
    this.tabs = listOf(bagOf(this.app['tabBar'])['list']).map((tab) => textOf(bagOf(tab)['pagePath']))
    this.pagePaths = pagePathsOf(this.app)
    this.storage = options.storage ?? new Map()
    const path = options.path ?? textOf(this.app['entryPagePath'] ?? this.pagePaths[0])
    this.launchOptions = { path, query: { ...options.query }, scene: options.scene ?? 1001, referrerInfo: {}, apiCategory: 'default' }
    this.render = compileWxml(this.dist)
    this.pages = new Pages(this)
    for (const add of [addSystem, addStorage, addInterface, addOpenAbilities, addNavigation, addNetwork]) add(this)
    this.realm = this.createRealm()
  }

  private createRealm(): Realm {
    const { functionConstructor = 'throws', hasIntl = true } = this.options
    return createRealm({
      dist: this.dist,
      wx: this.wx,
      functionConstructor,
      hasIntl,
      onApp: (definition) => {
        this.definitions.app = definition
      },
      onPageOrComponent: (kind, file, definition) => {
        const isPage = this.pagePaths.includes(file)
        const registered = kind === 'component' && isPage ? pageFromComponent(bagOf(definition)) : definition
        this.definitions[isPage ? 'pages' : 'components'].set(file, registered)
      },
      currentApp: () => this.definitions.app,
      currentPages: () => this.pages.instances,
      onConsole: (level, words) => this.journal.console.push({ level, words }),
      guard: (work) => this.guard(work),
    })
  }

  /** The page that is on top, drawn. */
  get root(): HostNode {
    return this.pages.root
  }

  get path(): string {
    return this.pages.top.path
  }

  /** A copy of a value in the mini-program's own realm. */
  adopt(value: unknown): unknown {
    return this.realm.adopt(value)
  }

  timeStamp(): number {
    return Date.now() - this.startedAt
  }

  /** Runs the mini-program's code as WeChat does: what it throws is reported, not fatal. */
  guard(work: () => unknown): unknown {
    try {
      return work()
    } catch (failure) {
      this.journal.errors.push(failure)
      this.emit('onError', textOf(failure))
      return undefined
    }
  }

  emit(event: string, value: unknown): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) this.guard(() => listener(this.adopt(value)))
  }

  send(owner: Owner, method: string, event: Bag): void {
    if (!isCallable(owner.instance[method])) throw new Error(`${owner.path} has no method ${method}`)
    this.guard(() => invoke(owner.instance, method, this.adopt(event)))
  }

  openAbility(button: HostNode): void {
    useOpenAbility(this, button)
  }

  /** What a page gives to be shared, from its button or from WeChat's menu. */
  share(button?: HostNode): Bag {
    const asked = { from: button ? 'button' : 'menu', ...(button && { target: { id: button.id, dataset: button.dataset } }) }
    return bagOf(copyOf(this.pages.live(this.pages.top, 'onShareAppMessage', this.adopt(asked))))
  }

  /** The same from the menu, with what the page promises instead where it comes in time. */
  async sharePromised(): Promise<Bag> {
    const given = bagOf(this.pages.live(this.pages.top, 'onShareAppMessage', this.adopt({ from: 'menu' })))
    const promised = await Promise.race([given['promise'], sleep(promisedShareMs)])
    return bagOf(copyOf(isBag(promised) ? promised : given))
  }

  async start(): Promise<void> {
    this.realm.load('app')
    if (this.definitions.app === undefined) throw new Error('app.js did not call App()')
    for (const moment of ['onLaunch', 'onShow']) this.guard(() => invoke(this.definitions.app, moment, this.adopt(this.launchOptions)))
    const path = textOf(this.launchOptions['path'])
    await this.pages.open(path, bagOf(this.launchOptions['query']), this.tabs.includes(path) ? 'switchTab' : 'navigateTo')
    await sleep(0)
  }
}

/** A page may be registered by `Component`; its methods are the page's. */
function pageFromComponent(definition: Bag): Bag {
  const methods = bagOf(definition['methods'])
  return { ...methods, data: definition['data'] ?? {}, onShow: bagOf(definition['pageLifetimes'])['show'] ?? methods['onShow'] }
}
