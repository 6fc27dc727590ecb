import type { Endpoint } from '../../shared/api/endpoint'
import { calls } from '../../shared/calls'

const names: ReadonlyMap<Endpoint, string> = new Map(Object.entries<Endpoint>(calls).map(([name, call]) => [call, name]))

/** Every call there is. */
export const allNamed = (): readonly { readonly name: string; readonly call: Endpoint }[] => [...names].map(([call, name]) => ({ name, call }))
