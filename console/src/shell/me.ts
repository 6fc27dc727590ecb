import { createContext, useContext } from 'react'
import type { ReplyOf } from '../../../shared/api/endpoint'
import type { deskApi } from '../../../shared/stores/desk.api'
import type { CallName } from '../calls'

export type Me = ReplyOf<typeof deskApi.deskMe>

export const MeContext = createContext<Me | undefined>(undefined)

/** Who is signed in, and what they may call. */
export function useMe() {
  const me = useContext(MeContext)
  if (me === undefined) throw new Error('nobody is signed in here')
  return { ...me, may: (...names: readonly CallName[]) => names.every((name) => me.mayCall.includes(name)) }
}
