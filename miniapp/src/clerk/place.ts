import * as z from 'zod'
import { type Store, Store as StoreSchema } from '../../../shared/stores/stores.api'
import { observable, useObservable } from '../observable'
import { memberSignedIn } from '../session'
import { forget, readStored, store } from '../storage'

const Place = z.object({ memberId: z.string(), store: StoreSchema })
type Place = z.infer<typeof Place>

const storedAs = 'clerk-store'

/** The store a clerk stands in, kept for the next time; another person on the same phone chooses anew. */
const place = observable<Place | undefined>(readStored(storedAs, Place))

export function usePlace(): Store | undefined {
  const kept = useObservable(place)
  return kept?.memberId === memberSignedIn() ? kept?.store : undefined
}

export function standIn(chosen: Store): void {
  const memberId = memberSignedIn()
  if (memberId === undefined) return
  const kept: Place = { memberId, store: chosen }
  store(storedAs, kept)
  place.set(kept)
}

export function leaveStore(): void {
  forget(storedAs)
  place.set(undefined)
}
