import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Weapp } from './host'
import { HostNode, type Owner } from './node'
import type { OpenPage } from './pages'
import { type Bag, bagOf, copyOf, invoke, isBag, listOf, textOf } from './values'

/** A component as it stands on a page: Taro uses them where a page is deeper than its written-out templates. */
export interface DrawnComponent extends Owner {
  readonly key: string
  readonly definition: Bag
  readonly settings: Bag
  readonly view: Bag
  propertiesJson: string
}

interface Drawing {
  readonly host: Weapp
  readonly page: OpenPage
  readonly seen: Set<string>
}

/** Draws a page from what its view knows. */
export function drawPage(host: Weapp, page: OpenPage): HostNode {
  const drawing: Drawing = { host, page, seen: new Set() }
  const root = new HostNode(host, page, undefined, 'page', {})
  add(drawing, host.render(`${page.path}.wxml`, page.view), root, page, page.settings, '')
  for (const [key, component] of page.components) {
    if (drawing.seen.has(key)) continue
    page.components.delete(key)
    host.guard(() => invoke(lifeOf(component, 'detached'), 'detached'))
  }
  return root
}

function add(drawing: Drawing, raw: unknown, parent: HostNode, owner: Owner, settings: Bag, path: string): void {
  if (raw === null || raw === undefined) return
  if (!isBag(raw)) {
    parent.children.push(new HostNode(drawing.host, owner, parent, '#text', {}, textOf(raw)))
    return
  }
  const tag = textOf(raw['tag'])
  const name = tag.replace(/^wx-/, '')
  if (['', 'virtual', 'page', 'block'].includes(name)) {
    for (const child of listOf(raw['children'])) add(drawing, child, parent, owner, settings, path)
    return
  }
  const attributes = bagOf(raw['attr'])
  const node = new HostNode(drawing.host, owner, parent, name, attributes)
  parent.children.push(node)
  const used = bagOf(settings['usingComponents'])[name]
  if (used === undefined) {
    for (const child of listOf(raw['children'])) add(drawing, child, node, owner, settings, path)
    return
  }
  const file = textOf(used)
  const component = file.startsWith('/') ? file.slice(1) : posix.normalize(posix.join(posix.dirname(owner.path), file))
  const key = `${path}/${name}:${textOf(bagOf(attributes['i'])['sid'] ?? raw['wxKey'] ?? parent.children.length)}`
  const inside = place(drawing, component, attributes, key)
  add(drawing, drawing.host.render(`${component}.wxml`, inside.view), node, inside, inside.settings, key)
}

function place(drawing: Drawing, path: string, attributes: Bag, key: string): DrawnComponent {
  drawing.seen.add(key)
  const known = drawing.page.components.get(key)
  const component = known ?? create(drawing, path, attributes, key)
  const properties = bagOf(copyOf(attributes))
  const json = JSON.stringify(properties)
  if (json !== component.propertiesJson) {
    component.propertiesJson = json
    for (const name of Object.keys(bagOf(component.definition['properties']))) {
      if (!(name in properties)) continue
      component.view[name] = properties[name]
      bagOf(component.instance['data'])[name] = drawing.host.adopt(properties[name])
    }
  }
  if (!known) drawing.host.guard(() => invoke(lifeOf(component, 'attached'), 'attached'))
  return component
}

function create({ host, page }: Drawing, path: string, attributes: Bag, key: string): DrawnComponent {
  const definition = host.definitions.components.get(path)
  if (!isBag(definition)) throw new Error(`component ${path} is not registered`)
  const declared = Object.entries(bagOf(definition['properties'])).map(([name, property]) => [name, copyOf(bagOf(property)['value'] ?? null)])
  const view = { ...Object.fromEntries(declared), ...bagOf(copyOf(definition['data'] ?? {})) }
  const instance: Bag = { ...bagOf(definition['methods']), data: host.adopt(view), properties: {}, id: attributes['id'], dataset: {}, is: path }
  const settings = bagOf(JSON.parse(readFileSync(join(host.dist, `${path}.json`), 'utf8')))
  const component: DrawnComponent = { key, path, definition, settings, view, instance, propertiesJson: '' }
  instance['setData'] = (data: unknown, then: unknown) => host.pages.setData(page, `${page.path}>${path}`, instance, view, data, then)
  instance['selectComponent'] = page.instance['selectComponent']
  page.components.set(key, component)
  return component
}

/** The lifetime's method with the component's instance as `this`. */
function lifeOf(component: DrawnComponent, moment: string): Bag {
  const method = bagOf(component.definition['lifetimes'])[moment] ?? component.definition[moment]
  return { ...component.instance, [moment]: typeof method === 'function' ? method.bind(component.instance) : undefined }
}
