import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Weapp } from './host'
import type { HostNode, Owner } from './node'
import { drawPage, type DrawnComponent } from './tree'
import { type Bag, bagOf, copyOf, invoke, isBag, isCallable, listOf, putAt, sleep, textOf, unsendable } from './values'

const setDataBytesMax = 1_048_576
const setDataBytesGood = 262_144

/** A page that is open: its logic (`instance`) and what the view knows (`view`). */
export interface OpenPage extends Owner {
  readonly settings: Bag
  readonly view: Bag
  readonly components: Map<string, DrawnComponent>
  version: number
  drawn: { version: number; root: HostNode } | undefined
  isGone: boolean
}

export type Opening = 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch'

/** The stack of open pages and their lives. */
export class Pages {
  private stack: OpenPage[] = []
  private readonly tabs = new Map<string, OpenPage>()
  private lastId = 0

  constructor(private readonly host: Weapp) {}

  get top(): OpenPage {
    const top = this.stack.at(-1)
    if (!top) throw new Error('no page is open')
    return top
  }

  get depth(): number {
    return this.stack.length
  }

  get instances(): unknown[] {
    return this.stack.map((page) => page.instance)
  }

  /** The tree of the page on top, drawn anew when its data changed. */
  get root(): HostNode {
    return this.draw(this.top)
  }

  async open(path: string, query: Bag, how: Opening): Promise<void> {
    const left = this.leave(path, how)
    const known = how === 'switchTab' ? this.tabs.get(path) : undefined
    const page = known ?? this.create(path, query)
    this.stack.push(page)
    if (left && left !== page && !left.isGone) this.live(left, 'onHide')
    if (!known) this.live(page, 'onLoad', this.host.adopt(query))
    this.live(page, 'onShow')
    await sleep(0)
    if (!known) this.live(page, 'onReady')
  }

  async back(delta: number): Promise<void> {
    const count = Math.min(delta, this.stack.length - 1)
    if (count < 1) throw new Error('cannot navigate back at first page')
    for (let step = 0; step < count; step++) this.unload(this.stack.pop())
    this.live(this.top, 'onShow')
    await sleep(0)
  }

  live(page: OpenPage, moment: string, ...args: readonly unknown[]): unknown {
    return this.host.guard(() => invoke(page.instance, moment, ...args))
  }

  draw(page: OpenPage): HostNode {
    if (page.drawn?.version !== page.version) {
      const version = page.version
      page.drawn = { version, root: drawPage(this.host, page) }
    }
    return page.drawn.root
  }

  /** Takes away what the opening replaces; gives the page that is left behind. */
  private leave(path: string, how: Opening): OpenPage | undefined {
    const left = this.stack.at(-1)
    switch (how) {
      case 'navigateTo':
        return left
      case 'redirectTo':
        this.unload(this.stack.pop())
        return undefined
      case 'switchTab':
        for (const page of this.stack.reverse()) if (!this.tabs.has(page.path)) this.unload(page)
        this.stack = []
        return left?.path === path ? undefined : left
      case 'reLaunch':
        for (const page of new Set([...this.stack.reverse(), ...this.tabs.values()])) this.unload(page)
        this.stack = []
        this.tabs.clear()
        return undefined
    }
  }

  private unload(page: OpenPage | undefined): void {
    if (!page || page.isGone) return
    page.isGone = true
    this.live(page, 'onUnload')
  }

  private create(path: string, query: Bag): OpenPage {
    for (const shared of ['comp', 'custom-wrapper']) if (existsSync(join(this.host.dist, `${shared}.js`))) this.host.realm.load(shared)
    if (!this.host.definitions.pages.has(path)) this.host.realm.load(path)
    const definition = this.host.definitions.pages.get(path)
    if (!isBag(definition)) throw new Error(`${path}.js registered no page`)
    const page: OpenPage = {
      path,
      settings: bagOf(JSON.parse(readFileSync(join(this.host.dist, `${path}.json`), 'utf8'))),
      view: bagOf(copyOf(definition['data'] ?? {})),
      instance: { ...definition, data: this.host.adopt(definition['data'] ?? {}) },
      components: new Map(),
      version: 0,
      drawn: undefined,
      isGone: false,
    }
    this.equip(page, query)
    if (this.host.tabs.includes(path)) this.tabs.set(path, page)
    return page
  }

  /** What WeChat adds to a page's own methods. */
  private equip(page: OpenPage, query: Bag): void {
    const id = String(++this.lastId)
    Object.assign(page.instance, {
      route: page.path,
      __route__: page.path,
      is: page.path,
      options: this.host.adopt(query),
      __wxExparserNodeId__: id,
      renderer: 'webview',
      setData: (data: unknown, then: unknown) => this.setData(page, page.path, page.instance, page.view, data, then),
      selectComponent: (selector: unknown) => selectComponent(page, textOf(selector)),
      createSelectorQuery: () => invoke(this.host.wx, 'createSelectorQuery'),
      createIntersectionObserver: () => invoke(this.host.wx, 'createIntersectionObserver'),
      getOpenerEventChannel: () => ({ on: nothing, once: nothing, off: nothing, emit: nothing }),
      getTabBar: () => null,
      getPageId: () => `pageId:${id}`,
      setUpdatePerformanceListener: nothing,
    })
  }

  /** Carries data over the bridge, counts its bytes, and draws a moment later. */
  setData(page: OpenPage, where: string, instance: Bag, view: Bag, data: unknown, then: unknown): void {
    const sent = bagOf(data)
    const json = JSON.stringify(sent)
    const { journal } = this.host
    const bad = Object.entries(sent).flatMap(([key, value]) => unsendable(value, key))
    if (bad.length > 0) journal.warnings.push(`setData on ${where}: ${bad.slice(0, 5).join('; ')}`)
    if (json.length > setDataBytesMax) journal.errors.push(new Error(`setData of ${json.length} bytes on ${where}: over 1 MB`))
    else if (json.length > setDataBytesGood) journal.warnings.push(`setData of ${json.length} bytes on ${where}`)
    journal.setData.push({ path: where, bytes: Buffer.byteLength(json), at: this.host.timeStamp() })
    const arrived = bagOf(JSON.parse(json))
    for (const key of Object.keys(sent)) {
      putAt(bagOf(instance['data']), key, this.host.adopt(arrived[key]))
      putAt(view, key, arrived[key])
    }
    page.version++
    setTimeout(() => {
      if (page.isGone) return
      this.draw(page)
      if (isCallable(then)) this.host.guard(() => Reflect.apply(then, instance, []))
    }, 0)
  }
}

function selectComponent(page: OpenPage, selector: string): Bag | null {
  const id = selector.replace(/^#/, '')
  for (const { instance } of page.components.values()) {
    const item = bagOf(bagOf(instance['data'])['i'])
    if ([item['uid'], item['sid'], instance['id']].includes(id)) return instance
  }
  return null
}

const nothing = (): undefined => undefined

/** The pages of app.json, those of sub-packages with their root in front. */
export function pagePathsOf(app: Bag): readonly string[] {
  const parts = listOf(app['subPackages'] ?? app['subpackages']).map(bagOf)
  const inParts = parts.flatMap((part) => listOf(part['pages']).map((page) => `${textOf(part['root']).replace(/\/$/, '')}/${textOf(page)}`))
  return [...listOf(app['pages']).map(textOf), ...inParts]
}
