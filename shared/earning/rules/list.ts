import { checkIn } from './check-in'
import { perAmount } from './per-amount'
import { shareOpened } from './share-opened'
import { signUp } from './sign-up'

/** Every kind of rule. Adding one is its file and its name here. */
export const rules = [signUp, checkIn, shareOpened, perAmount] as const
