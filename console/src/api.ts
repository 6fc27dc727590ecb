import { createClient } from '../../shared/api/client'
import { calls } from './calls'
import { send } from './door'

/** Every call of a desk as a typed function, for whoever has signed in: the sign-in page asks at the door itself and loads less. */
export const api = createClient(calls, send)
