import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** Filters and places live in the address, so that a link opens a screen as it was. */
export function useAddress() {
  const [params, setParams] = useSearchParams()
  const set = useCallback(
    (changes: Readonly<Record<string, string | undefined>>, { replace = false } = {}) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before)
          for (const [name, value] of Object.entries(changes)) {
            if (value === undefined || value === '') next.delete(name)
            else next.set(name, value)
          }
          return next
        },
        { replace },
      ),
    [setParams],
  )
  return { get: (name: string) => params.get(name) ?? undefined, set }
}

/** One of the known words at a name of the address. */
export const oneOf = <Word extends string>(words: readonly Word[], value: string | undefined): Word | undefined => words.find((word) => word === value)
