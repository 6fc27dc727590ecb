import type { MessageKind } from '../../../shared/messages/kinds'
import type { Slot, Template } from '../../../shared/messages/templates'

/** A template while it is written: fields in their order, perhaps without a name yet. */
export interface TemplateDraft {
  readonly key: string
  readonly id: string
  readonly kinds: readonly MessageKind[]
  readonly fields: readonly { readonly key: string; readonly name: string; readonly slot: Slot }[]
}

let made = 0
export const newKey = (): string => `draft-${(made += 1)}`

export const draftOf = (template: Template | undefined): TemplateDraft => ({
  key: newKey(),
  id: template?.id ?? '',
  kinds: template?.kinds ?? [],
  fields: Object.entries(template?.fields ?? { thing1: 'title' as const }).map(([name, slot]) => ({ key: newKey(), name, slot })),
})

/** As it would be sent; whether that is right, the schema says. */
export const templateOf = ({ id, kinds, fields }: TemplateDraft) => ({ id: id.trim(), kinds: [...kinds], fields: Object.fromEntries(fields.map(({ name, slot }) => [name.trim(), slot])) })
