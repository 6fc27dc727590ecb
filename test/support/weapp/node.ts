import { type Bag, copyOf, textOf } from './values'

/** Where the events of a node go: the page or component whose template drew it. */
export interface Owner {
  readonly path: string
  readonly instance: Bag
}

/** What a node needs of the host to be touched. */
export interface Stage {
  send(owner: Owner, method: string, event: Bag): void
  timeStamp(): number
  /** What WeChat itself does when a button with an open ability was tapped. */
  openAbility(button: HostNode): void
}

const bubbling = new Set(['tap', 'longpress', 'longtap', 'touchstart', 'touchmove', 'touchend', 'touchcancel', 'transitionend', 'animationstart', 'animationiteration', 'animationend'])
const touch = { touches: [{ identifier: 0, clientX: 1, clientY: 1, pageX: 1, pageY: 1 }], changedTouches: [{ identifier: 0, clientX: 1, clientY: 1, pageX: 1, pageY: 1 }] }
const valued = new Set(['input', 'textarea', 'switch', 'picker', 'slider', 'checkbox-group', 'radio-group'])
const shown = new Set(['id', 'class', 'src', 'value', 'placeholder', 'disabled', 'checked', 'openType'])

/** One node of what a person would see. */
export class HostNode {
  readonly children: HostNode[] = []

  constructor(
    private readonly stage: Stage,
    readonly owner: Owner,
    readonly parent: HostNode | undefined,
    /** `view`, `button`, … or `#text`. */
    readonly tag: string,
    readonly attributes: Bag,
    private readonly words = '',
  ) {}

  get id(): string {
    return textOf(this.attributes['id'])
  }

  get classNames(): readonly string[] {
    return textOf(this.attributes['class']).split(/\s+/).filter(Boolean)
  }

  get text(): string {
    return this.tag === '#text' ? this.words : this.children.map((child) => child.text).join('')
  }

  get isDisabled(): boolean {
    return this.tag === 'button' && this.attributes['disabled'] === true
  }

  get dataset(): Bag {
    const pairs = Object.entries(this.attributes).filter(([name]) => name.startsWith('data-'))
    return Object.fromEntries(pairs.map(([name, value]) => [name.slice(5).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()), value]))
  }

  /** This node and everything below it. */
  all(): HostNode[] {
    return [this, ...this.children.flatMap((child) => child.all())]
  }

  /** The nodes a selector names: `#id`, `.class`, `tag`, `tag.class`, and descendants with spaces. */
  findAll(selector: string): HostNode[] {
    const [first = '', ...rest] = selector.trim().split(/\s+/)
    const [, tag = '', mark = '', name = ''] = /^([a-z-]*)([#.]?)(\S*)$/.exec(first) ?? []
    const found = this.all().filter((node) => (tag === '' || node.tag === tag) && (mark !== '#' || node.id === name) && (mark !== '.' || node.classNames.includes(name)))
    if (rest.length === 0) return found
    return [...new Set(found.flatMap((node) => node.children.flatMap((child) => child.findAll(rest.join(' ')))))]
  }

  find(selector: string): HostNode | undefined {
    return this.findAll(selector)[0]
  }

  /** The innermost node that says exactly this, or matches it. */
  byText(words: string | RegExp): HostNode | undefined {
    const says = (node: HostNode) => (typeof words === 'string' ? node.text === words : words.test(node.text))
    return this.all().filter((node) => node.tag !== '#text' && says(node)).at(-1)
  }

  nearest(isWanted: (node: HostNode) => boolean): HostNode | undefined {
    return isWanted(this) ? this : this.parent?.nearest(isWanted)
  }

  /** A finger's tap. False when nothing listened, as on a disabled button. */
  tap(): boolean {
    const button = this.nearest((node) => node.tag === 'button')
    if (button?.isDisabled) return false
    this.dispatch('touchstart', {}, touch)
    this.dispatch('touchend', {}, touch)
    const isHeard = this.dispatch('tap', { x: 1, y: 1 }, touch)
    if (button?.attributes['openType']) this.stage.openAbility(button)
    if (button?.attributes['formType'] === 'submit') button.nearest((node) => node.tag === 'form')?.submit()
    return isHeard || button?.attributes['openType'] !== undefined
  }

  input(value: string): boolean {
    return this.dispatch('input', { value, cursor: value.length, keyCode: 0 })
  }

  confirm(value: string): boolean {
    return this.dispatch('confirm', { value })
  }

  change(value: unknown): boolean {
    return this.dispatch('change', { value })
  }

  submit(): boolean {
    const fields = this.all().filter((node) => node.attributes['name'] && valued.has(node.tag))
    return this.dispatch('submit', { value: Object.fromEntries(fields.map((node) => [textOf(node.attributes['name']), node.attributes['value'] ?? node.attributes['checked']])) })
  }

  /** Dispatches as WeChat's view layer does: some events walk up until a `catch` stops them. */
  dispatch(type: string, detail: Bag = {}, extra: Bag = {}): boolean {
    const target = { id: this.id, dataset: this.dataset, offsetLeft: 0, offsetTop: 0 }
    const timeStamp = this.stage.timeStamp()
    let isHeard = false
    for (let node: HostNode | undefined = this; node; node = bubbling.has(type) ? node.parent : undefined) {
      const handler = node.handler(type)
      if (!handler) continue
      const currentTarget = { id: node.id, dataset: node.dataset, offsetLeft: 0, offsetTop: 0 }
      this.stage.send(node.owner, handler.method, { type, timeStamp, target, currentTarget, mark: {}, detail: copyOf(detail), ...extra, mut: false })
      isHeard = true
      if (handler.isCatch) break
    }
    return isHeard
  }

  private handler(type: string): { method: string; isCatch: boolean } | undefined {
    for (const [name, method] of Object.entries(this.attributes)) {
      const [, kind, event] = /^(mut-bind|bind|catch):?(.+)$/.exec(name) ?? []
      if (event === type && method) return { method: textOf(method), isCatch: kind === 'catch' }
    }
    return undefined
  }

  toString(indent = ''): string {
    if (this.tag === '#text') return `${indent}${this.words}\n`
    const attributes = Object.entries(this.attributes).filter(([name, value]) => shown.has(name) && value && !(name === 'id' && textOf(value).startsWith('_')))
    const written = attributes.map(([name, value]) => ` ${name}=${JSON.stringify(textOf(value).slice(0, 60))}`).join('')
    return `${indent}<${this.tag}${written}>\n${this.children.map((child) => child.toString(`${indent}  `)).join('')}`
  }
}
