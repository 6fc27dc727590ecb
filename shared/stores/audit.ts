import type { Endpoint } from '../api/endpoint'

/** So much of what a call was given is kept, as JSON. */
const INPUT_CHARS_MAX = 2_000
const TEXT_CHARS_MAX = 200
const ITEMS_MAX = 20
const DEPTH_MAX = 6

/** Fields that open something, never kept; and fields that tell of a person, kept as their first letter. */
const secret = /password|secret|token|ticket|invitation|setupCode|secondFactor|^code$|^key$/i
const personal = /nickname|^name$|^login$|phone|birthday|openid|^value$/i
const phoneNumber = /(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)/g

/** So many places of a change are kept, each value as text of so many characters. */
const CHANGES_MAX = 40
const CHANGE_TEXT_CHARS_MAX = 160
const TITLE_CHARS_MAX = 80

/** What a call changes: the thing as it was and as it will be. */
export interface Changed {
  /** What the thing is called; never a person. */
  readonly title?: string
  readonly before: object
  readonly after: object
  /** Whether names and numbers in it are those of a person, and are masked. */
  readonly isPersonal: boolean
}

/** A change as it is kept: only the places that differ. A value that was not there is null. */
export interface Change {
  readonly title?: string
  readonly places: readonly { readonly path: string; readonly before: Json; readonly after: Json }[]
  /** How many places more there were. */
  readonly more: number
}

/** What counts changes itself says nothing to a person. */
const counters = new Set(['revision', 'version', 'editedAt', 'editedBy', 'publishedAt', 'createdAs'])

/** The places where a thing will differ, masked, cut, and no more than can be read. */
export function changeOf({ title, before, after, isPersonal }: Changed): Change {
  const all = placesIn(before, after, [])
  const shown = (value: unknown, path: string): Json => (value === undefined ? null : cut(masked(value, path.split('.').at(-1) ?? '', 0, isPersonal)))
  const places = all.slice(0, CHANGES_MAX).map((place) => ({ path: place.path, before: shown(place.before, place.path), after: shown(place.after, place.path) }))
  return { ...(title === undefined ? {} : { title: title.slice(0, TITLE_CHARS_MAX) }), places, more: all.length - places.length }
}

function cut(value: Json): Json {
  const text = JSON.stringify(value)
  return text.length <= CHANGE_TEXT_CHARS_MAX ? value : `${text.slice(0, CHANGE_TEXT_CHARS_MAX)}…`
}

interface Place {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

function placesIn(before: unknown, after: unknown, path: readonly string[]): readonly Place[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const [one, other] = [named(before), named(after)]
  if (one === undefined || other === undefined) return [{ path: path.join('.'), before, after }]
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => !counters.has(name))
  return names.flatMap((name) => placesIn(one[name], other[name], [...path, name]))
}

/** A map, or a list of things with ids as one; undefined for all else. */
function named(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!Array.isArray(value)) return Object.fromEntries(Object.entries(value))
  const ids = value.map((one: unknown) => (typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : undefined))
  return ids.length > 0 && ids.every((id) => id !== undefined) ? Object.fromEntries(value.map((one: unknown, place) => [ids[place], one])) : undefined
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/**
 * What a call was given, as JSON that tells nothing personal and opens nothing.
 * @returns an object as text of at most about 2,000 characters; what is longer is cut, and says so
 */
export function maskedInput(input: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(masked(input, 'input', 0))
  return text.length <= INPUT_CHARS_MAX ? text : JSON.stringify({ cut: text.slice(0, INPUT_CHARS_MAX) })
}

function masked(value: unknown, name: string, depth: number, isPersonal = true): Json {
  if (secret.test(name)) return '•••'
  if (typeof value === 'string') return isPersonal && personal.test(name) ? `${[...value][0] ?? ''}***` : value.slice(0, TEXT_CHARS_MAX).replace(phoneNumber, '$1****$2')
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null) return null
  if (depth >= DEPTH_MAX) return '…'
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((one: unknown) => masked(one, name, depth + 1, isPersonal))
  return Object.fromEntries(Object.entries(value).map(([inner, one]: [string, unknown]) => [inner, masked(one, inner, depth + 1, isPersonal)]))
}

/** What a call is about: what its path names, else the member, store or id it is given. */
export function targetOf({ path }: Pick<Endpoint, 'path'>, input: Readonly<Record<string, unknown>>): string | undefined {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const found = [...named, 'memberId', 'storeId', 'id'].map((name) => input[name]).find((value) => typeof value === 'string')
  return typeof found === 'string' ? found.slice(0, TEXT_CHARS_MAX) : undefined
}
