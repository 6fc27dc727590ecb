import type { Endpoint } from '../api/endpoint'

/** So much of what a call was given is kept, as JSON. */
const INPUT_CHARS_MAX = 2_000
const TEXT_CHARS_MAX = 200
const ITEMS_MAX = 20
const DEPTH_MAX = 6

/** Fields that open something, never kept; and fields that tell of a person, kept as their first letter. */
const secret = /password|secret|token|ticket|invitation|setupCode|secondFactor|^code$|^key$/i
const personal = /nickname|^name$|phone|birthday|openid|^value$/i
const phoneNumber = /(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)/g

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/**
 * What a call was given, as JSON that tells nothing personal and opens nothing.
 * @returns an object as text of at most about 2,000 characters; what is longer is cut, and says so
 */
export function maskedInput(input: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(masked(input, 'input', 0))
  return text.length <= INPUT_CHARS_MAX ? text : JSON.stringify({ cut: text.slice(0, INPUT_CHARS_MAX) })
}

function masked(value: unknown, name: string, depth: number): Json {
  if (secret.test(name)) return '•••'
  if (typeof value === 'string') return personal.test(name) ? `${[...value][0] ?? ''}***` : value.slice(0, TEXT_CHARS_MAX).replace(phoneNumber, '$1****$2')
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null) return null
  if (depth >= DEPTH_MAX) return '…'
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((one: unknown) => masked(one, name, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([inner, one]: [string, unknown]) => [inner, masked(one, inner, depth + 1)]))
}

/** What a call is about: what its path names, else the member, store or id it is given. */
export function targetOf({ path }: Pick<Endpoint, 'path'>, input: Readonly<Record<string, unknown>>): string | undefined {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const found = [...named, 'memberId', 'storeId', 'id'].map((name) => input[name]).find((value) => typeof value === 'string')
  return typeof found === 'string' ? found.slice(0, TEXT_CHARS_MAX) : undefined
}
