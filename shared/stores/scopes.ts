/** What a key may be allowed to do. */
export const scopes = ['events:write', 'holds:read', 'holds:write', 'members:read'] as const
export type Scope = (typeof scopes)[number]

/** The table of scope × call: the calls that each scope opens. A call of tills that stands in none is open to no key of limited scopes. */
const opens: Readonly<Record<Scope, readonly string[]>> = {
  'events:write': ['reportEvents', 'reportOrderPaid', 'reportOrderRefunded'],
  'holds:read': ['quoteHold', 'hold'],
  'holds:write': ['openHold', 'confirmHold', 'cancelHold', 'refundHold'],
  'members:read': ['tillMember'],
}

/** The scope that a call of tills asks for; undefined where there is none. */
export const scopeFor = (callName: string): Scope | undefined => scopes.find((scope) => opens[scope].includes(callName))

/** Whether a key may make a call. A key that was made before there were scopes (undefined) may do all that tills do. */
export const isOpenTo = (given: readonly Scope[] | undefined, callName: string): boolean => given === undefined || given.some((scope) => opens[scope].includes(callName))

/** Every call that the table names, for whoever checks that it exists. */
export const callsOfScopes: readonly string[] = Object.values(opens).flat()
