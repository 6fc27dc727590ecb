import * as z from 'zod'

/** JSON as terms are made of. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

/** The part of JSON Schema that terms use. */
export interface Schema {
  readonly type?: string | undefined
  readonly const?: Json
  readonly enum?: readonly (string | number)[] | undefined
  readonly default?: Json
  readonly description?: string | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly maxLength?: number | undefined
  readonly maxItems?: number | undefined
  readonly properties?: Readonly<Record<string, Schema>> | undefined
  readonly required?: readonly string[] | undefined
  readonly items?: Schema | undefined
  readonly oneOf?: readonly Schema[] | undefined
  readonly anyOf?: readonly Schema[] | undefined
}

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
export const Json: z.ZodType<Json> = z.lazy(() => z.union([Scalar, z.array(Json), z.record(z.string(), Json)]))

export const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    type: z.string().optional(), const: Json.optional(), enum: z.array(z.union([z.string(), z.number()])).optional(), default: Json.optional(), description: z.string().optional(),
    minimum: z.number().optional(), maximum: z.number().optional(), maxLength: z.number().optional(), maxItems: z.number().optional(),
    properties: z.record(z.string(), Schema).optional(), required: z.array(z.string()).optional(), items: Schema.optional(), oneOf: z.array(Schema).optional(), anyOf: z.array(Schema).optional(),
  }),
)

export const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
export const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

export const optionsOf = ({ oneOf, anyOf }: Schema): readonly Schema[] | undefined => oneOf ?? anyOf

/** The word that tells one option of a union from the others. */
export const wordOf = ({ properties }: Schema): string => String(properties?.['type']?.const ?? '')

const FEN_PER_YUAN = 100
/** Fields of money are kept in fen and typed in yuan. */
export const isMoney = (name: string): boolean => /fen/i.test(name)

/** A first value that a form can begin with: what must be there, as small as it may be. */
export function blankOf(schema: Schema): Json {
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const [first] = optionsOf(schema) ?? []
  if (first !== undefined) return blankOf(first)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, isMoney(name) ? FEN_PER_YUAN : blankOf(schema.properties?.[name] ?? {})]))
    case 'array':
      return []
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return false
    default:
      return ''
  }
}

/** JSON without what was emptied. */
export function withoutGaps(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined))
}
