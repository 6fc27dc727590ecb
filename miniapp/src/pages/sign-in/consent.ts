import { observable } from '../../observable'

/** What the newcomer has said to the privacy notice, before it is sent with the sign-in. */
export type Consent = { readonly type: 'open' } | { readonly type: 'accepted'; readonly version: string } | { readonly type: 'declined' }

export const consent = observable<Consent>({ type: 'open' })
