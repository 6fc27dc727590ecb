import * as z from 'zod'
import { messageKinds } from './kinds'

/** What a message offers to fill a template with. */
export const slots = ['title', 'note', 'points', 'date'] as const
export type Slot = (typeof slots)[number]

const TEMPLATES_MAX = 10

/** A template chosen in WeChat's console, for which messages it is, and which of its fields is filled with what. */
export const Template = z.strictObject({
  id: z.string().regex(/^[\w-]{1,64}$/),
  kinds: z.array(z.enum(messageKinds)).min(1),
  fields: z.record(z.string().regex(/^[a-z_]+\d{1,2}$/), z.enum(slots)).refine((fields) => Object.keys(fields).length > 0),
})
export type Template = z.output<typeof Template>

/** Each kind of message goes by one template at most. */
export const Templates = z.array(Template).max(TEMPLATES_MAX).refine((all) => {
  const kinds = all.flatMap((template) => template.kinds)
  return new Set(kinds).size === kinds.length && new Set(all.map(({ id }) => id)).size === all.length
}, 'each template and each kind of message once')

export const templateFor = (templates: readonly Template[], kind: (typeof messageKinds)[number]): Template | undefined => templates.find(({ kinds }) => kinds.includes(kind))

/** A template's fields with their values, each cut to what WeChat takes for its kind of field. */
export function filled(template: Template, values: Readonly<Record<Slot, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(template.fields).map(([field, slot]) => [field, fitted(field, values[slot])]))
}

/** Of kinds that WeChat does not cut. */
const LONGEST = 100
const longest: Readonly<Record<string, number>> = { thing: 20, character_string: 32, letter: 32, name: 10, phrase: 5 }

function fitted(field: string, value: string): string {
  const kind = field.replace(/\d+$/, '')
  const text = kind === 'phrase' ? value.replace(/\P{Script=Han}/gu, '') : kind === 'character_string' ? value.replace(/[^\x21-\x7e]/g, '') : value.replace(/\s+/g, ' ').trim()
  const letters = [...(text === '' ? '-' : text)]
  const most = longest[kind] ?? LONGEST
  if (letters.length <= most) return letters.join('')
  return kind === 'thing' ? `${letters.slice(0, most - 1).join('')}…` : letters.slice(0, most).join('')
}
