import { ExternalContextCreator, ModulesContainer } from '@nestjs/core'
import type { INestApplicationContext } from '@nestjs/common'
import type { Endpoint } from '../../shared/api/endpoint'
import { ENDPOINT } from './call.decorators'
import type { ApiCall } from './request'

export interface Route {
  readonly call: Endpoint
  /** Its name in the list of calls. */
  readonly name: string
  readonly pattern: RegExp
  readonly run: (call: ApiCall) => Promise<unknown>
}

/** Where Nest's own parameter decorators keep what they were given. */
const PARAMETERS = '__routeArguments__'
const noBuiltInParameters = { exchangeKeyForValue: () => undefined }

/**
 * Every bound method of every controller, run in Nest's own manner (guards, parameter decorators, filters) without an HTTP server,
 * which would triple the cold start. Throws when the part does not list what a controller is bound to.
 */
export function routesOf(application: INestApplicationContext, calls: Readonly<Record<string, Endpoint>>): readonly Route[] {
  const names = new Map(Object.entries(calls).map(([name, call]) => [call, name]))
  const contexts = application.get(ExternalContextCreator, { strict: false })
  const modules = application.get(ModulesContainer, { strict: false })
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()].map(({ instance }) => instance))
  const routes = controllers.flatMap((controller) =>
    methodsOf(controller).map(({ key, call, method }) => ({ call, name: nameOf(call, names), pattern: patternOf(call.path), run: contexts.create(controller, method, key, PARAMETERS, noBuiltInParameters) })),
  )
  return routes.sort((a, b) => namedParts(a.call.path) - namedParts(b.call.path))
}

/** Finds the route of a request and the named parts of its path. */
export function findRoute(routes: readonly Route[], method: string, path: string): { route: Route; parts: Record<string, string> } | undefined {
  for (const route of routes) {
    const match = route.call.method === method ? route.pattern.exec(path) : null
    if (match) return { route, parts: { ...match.groups } }
  }
  return undefined
}

type Method = (...values: unknown[]) => unknown

function methodsOf(controller: object): { key: string; call: Endpoint; method: Method }[] {
  const prototype: object = Reflect.getPrototypeOf(controller) ?? {}
  return Object.getOwnPropertyNames(prototype).flatMap((key) => {
    const method: Method | undefined = Reflect.get(prototype, key)
    const call: Endpoint | undefined = typeof method === 'function' && key !== 'constructor' ? Reflect.getMetadata(ENDPOINT, method) : undefined
    return call === undefined || method === undefined ? [] : [{ key, call, method }]
  })
}

function nameOf(call: Endpoint, names: ReadonlyMap<Endpoint, string>): string {
  const name = names.get(call)
  if (name === undefined) throw new Error(`${call.method} ${call.path} is bound to a controller and stands in no list of calls.`)
  return name
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)

const namedParts = (path: string): number => path.split('{').length
