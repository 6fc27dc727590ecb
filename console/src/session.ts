import { storeOf } from './store'

const KEY = 'dianjin.desk'

interface Held {
  readonly token: string | null
  /** Why there is none any more; the sign-in page says so. */
  readonly ended: 'signed_out' | 'staff_removed' | 'left' | null
}

export const held = storeOf<Held>({ token: sessionStorage.getItem(KEY), ended: null })

/** The session of this tab: kept until the tab is closed, never shared with others. */
export const session = {
  token: (): string | null => held.get().token,
  begin: (token: string): void => {
    sessionStorage.setItem(KEY, token)
    held.set({ token, ended: null })
  },
  /** The address stays, so that signing in again leads back to the same place. */
  end: (why: NonNullable<Held['ended']>): void => {
    sessionStorage.removeItem(KEY)
    held.set({ token: null, ended: why })
  },
}
