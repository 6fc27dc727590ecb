import { ExternalContextCreator, ModulesContainer } from '@nestjs/core'
import type { INestApplicationContext } from '@nestjs/common'
import type { Endpoint } from '../../shared/api/endpoint'
import { ENDPOINT } from './call.decorators'
import type { ApiCall } from './request'

export interface Route {
  readonly call: Endpoint
  readonly pattern: RegExp
  readonly run: (call: ApiCall) => Promise<unknown>
}

/** Where Nest's own parameter decorators keep what they were given. */
const PARAMETERS = '__routeArguments__'
const noBuiltInParameters = { exchangeKeyForValue: () => undefined }

/**
 * Every bound method of every controller, run in Nest's own manner (guards, parameter decorators, filters) without an HTTP server,
 * which would triple the cold start.
 */
export function routesOf(application: INestApplicationContext): readonly Route[] {
  const contexts = application.get(ExternalContextCreator, { strict: false })
  const modules = application.get(ModulesContainer, { strict: false })
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()].map(({ instance }) => instance))
  const routes = controllers.flatMap((controller) =>
    methodsOf(controller).map(({ name, call, method }) => ({ call, pattern: patternOf(call.path), run: contexts.create(controller, method, name, PARAMETERS, noBuiltInParameters) })),
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

function methodsOf(controller: object): { name: string; call: Endpoint; method: Method }[] {
  const prototype: object = Reflect.getPrototypeOf(controller) ?? {}
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const method: Method | undefined = Reflect.get(prototype, name)
    const call: Endpoint | undefined = typeof method === 'function' && name !== 'constructor' ? Reflect.getMetadata(ENDPOINT, method) : undefined
    return call === undefined || method === undefined ? [] : [{ name, call, method }]
  })
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)

const namedParts = (path: string): number => path.split('{').length
