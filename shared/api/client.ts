import type { Endpoint, ReplyOf, SentInputOf } from './endpoint'

/** One request as any transport can send it: `Taro.request`, `fetch`, or a handler called in a test. */
export interface ApiRequest {
  readonly method: Endpoint['method']
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>> | undefined
}

/** Sends a request and gives the parsed reply, or throws a `Refusal`. */
export type Send = (request: ApiRequest, call: Endpoint) => Promise<unknown>

export type Client<Calls extends Record<string, Endpoint>> = {
  readonly [Name in keyof Calls]: (input: SentInputOf<Calls[Name]>) => Promise<ReplyOf<Calls[Name]>>
}

/** Turns a table of calls into typed functions over `send`. */
export function createClient<Calls extends Record<string, Endpoint>>(calls: Calls, send: Send): Client<Calls> {
  const functions = Object.entries(calls).map(([name, call]) => [name, (input: object) => send(requestFor(call, input), call)])
  return typed<Client<Calls>>(Object.fromEntries(functions))
}

/** Splits one flat input into path, query and body, the reverse of what the server does. */
export function requestFor(call: Endpoint, input: object): ApiRequest {
  const rest: Record<string, unknown> = { ...input }
  const path = call.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest[name]))
    delete rest[name]
    return value
  })
  const inBody = call.method === 'POST'
  const query = inBody ? [] : Object.entries(rest).filter(([, value]) => value !== undefined)
  return { method: call.method, path, query: Object.fromEntries(query.map(([name, value]) => [name, String(value)])), body: inBody ? rest : undefined }
}

/** The table was built name by name from `Calls` just above; TypeScript cannot follow `Object.fromEntries`. */
function typed<T>(value: unknown): T {
  return value as T
}
