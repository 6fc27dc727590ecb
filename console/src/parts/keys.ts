import { useEffect, useRef } from 'react'

/** What a key does on the screen that is open; false where it does nothing just now. */
type KeyDeeds = Readonly<Record<string, () => boolean>>

const screen: { deeds: KeyDeeds } = { deeds: {} }

/** The shell listens to the keyboard and asks here what a key means on the screen. */
export const keyDeed = (key: string): (() => boolean) | undefined => screen.deeds[key]

interface RowDeeds<Item> {
  readonly open: (item: Item) => void
  readonly approve: (item: Item) => void
  readonly refuse: (item: Item) => void
}

const rowHere = (): Element | undefined => document.activeElement?.closest('[data-row]') ?? undefined

/** Works a list by keys alone: j, k and the arrows move, Enter opens, a and r decide on the row in focus. Rows carry `rowProps`. */
export function useRowKeys<Item extends { readonly id: string }>(items: readonly Item[], { open, approve, refuse }: RowDeeds<Item>): void {
  const place = useRef(-1)
  const seen = useRef('')
  const ids = items.map(({ id }) => id).join(' ')
  const focus = (at: number): boolean => {
    const row = document.querySelector<HTMLElement>(`[data-row="${items[at]?.id ?? ''}"]`)
    if (row === null) return false
    place.current = at
    row.focus()
    row.scrollIntoView({ block: 'nearest' })
    return true
  }
  const here = (): number => items.findIndex(({ id }) => id === rowHere()?.getAttribute('data-row'))
  const go = (step: 1 | -1) => (): boolean => focus(Math.min(items.length - 1, Math.max(0, here() >= 0 ? here() + step : place.current)))
  const decide = (deed: (item: Item) => void) => (): boolean => {
    const item = items[here()]
    if (item === undefined) return false
    place.current = here()
    deed(item)
    return true
  }
  const enter = (): boolean => document.activeElement === rowHere() && decide(open)()
  useEffect(() => {
    // The row that was decided on has gone: the one in its place is next.
    if (seen.current !== ids && place.current >= 0 && document.activeElement === document.body) focus(Math.min(place.current, items.length - 1))
    seen.current = ids
    const deeds = { j: go(1), ArrowDown: go(1), k: go(-1), ArrowUp: go(-1), Enter: enter, a: decide(approve), r: decide(refuse) }
    screen.deeds = deeds
    return () => void (screen.deeds === deeds && (screen.deeds = {}))
  })
}

/** Makes a row one that keys can stand on. */
export const rowProps = (id: string) => ({ 'data-row': id, tabIndex: -1 })
