/** How a name becomes addresses; throws where it is unknown. */
export type Resolve = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>

/** The injection token of a way that is not the system's own; null where it is. */
export const RESOLVE = Symbol('resolve')
