import * as mini from 'zod/mini'

/**
 * What `zod` is inside the mini-program: zod's own small build with the methods our contract uses, under the same names.
 * It parses the same and weighs 50 KB less of the 500 that the main package may have. A method that is missing here fails
 * when the mini-program boots, and `test/lean-zod.test.ts` compares the two over the whole contract.
 */
export { array, boolean, coerce, config, discriminatedUnion, enum, iso, lazy, literal, nullable, number, object, optional, record, strictObject, string, stringbool, union, unknown } from 'zod/mini'

type Schema = mini.ZodMiniType
type Check = Parameters<Schema['check']>[number]

const methods = {
  optional(this: Schema) {
    return mini.optional(this)
  },
  nullable(this: Schema) {
    return mini.nullable(this)
  },
  default(this: Schema, value: unknown) {
    return mini._default(this, value)
  },
  refine(this: Schema, holds: (value: unknown) => boolean) {
    return this.check(mini.refine(holds))
  },
  /** For documents, which a phone does not write. */
  describe(this: Schema) {
    return this
  },
  meta(this: Schema) {
    return this
  },
}

const sized = (ofNumber: (limit: number) => Check, ofLength: (limit: number) => Check) =>
  function (this: Schema, limit: number) {
    return this.check(this.def.type === 'number' ? ofNumber(limit) : ofLength(limit))
  }

const checks = {
  min: sized(mini.gte, mini.minLength),
  max: sized(mini.lte, mini.maxLength),
  int(this: Schema) {
    return this.check(mini.int())
  },
  regex(this: Schema, pattern: RegExp) {
    return this.check(mini.regex(pattern))
  },
  trim(this: Schema) {
    return this.check(mini.trim())
  },
}

const objects = {
  extend(this: mini.ZodMiniObject, shape: Parameters<typeof mini.extend>[1]) {
    return mini.extend(this, shape)
  },
}

const plain = [
  mini.ZodMiniUnknown, mini.ZodMiniBoolean, mini.ZodMiniEnum, mini.ZodMiniLiteral, mini.ZodMiniUnion, mini.ZodMiniDiscriminatedUnion, mini.ZodMiniRecord,
  mini.ZodMiniNullable, mini.ZodMiniOptional, mini.ZodMiniDefault, mini.ZodMiniPipe, mini.ZodMiniLazy,
]
for (const type of plain) extendType(type, methods)
for (const type of [mini.ZodMiniString, mini.ZodMiniNumber, mini.ZodMiniArray, mini.iso.ZodMiniISODateTime]) extendType(type, { ...methods, ...checks })
extendType(mini.ZodMiniObject, { ...methods, ...objects })

function extendType(type: object, added: object): void {
  Object.assign(Object(Reflect.get(type, 'prototype')), added)
}
