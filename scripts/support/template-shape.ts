import * as z from 'zod'

export type Json = z.output<typeof json>
export type JsonObject = { [name: string]: Json }

const json = z.json()

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), json).default({}),
  Condition: z.string().optional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
})

/** A CloudFormation template as far as the checks need to understand it. */
export const Template = z.looseObject({
  Resources: z.record(z.string(), resource),
  Conditions: z.record(z.string(), json).default({}),
  Parameters: z.record(z.string(), json).default({}),
  Outputs: z.record(z.string(), json).default({}),
})
export type Template = z.output<typeof Template>
export type Resource = z.output<typeof resource>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `Ref` or `Fn::…` when the value is an intrinsic, which CloudFormation replaces by what it yields. */
export function intrinsicOf(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined
  const [name, ...others] = Object.keys(value)
  return others.length === 0 && (name === 'Ref' || name?.startsWith('Fn::')) ? name : undefined
}

export function isNoValue(value: Json | undefined): boolean {
  return isObject(value) && value['Ref'] === 'AWS::NoValue'
}

export function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}

/** The value and everything inside it, each with its path. */
export function* within(value: Json, path: string): Generator<readonly [value: Json, path: string]> {
  yield [value, path]
  if (Array.isArray(value)) for (const [place, inner] of value.entries()) yield* within(inner, `${path}[${place}]`)
  else if (isObject(value)) for (const [name, inner] of Object.entries(value)) yield* within(inner, `${path}.${name}`)
}

/** All resources, outputs and conditions, value by value. */
export function* everything(template: Template): Generator<readonly [value: Json, path: string]> {
  for (const [name, { Properties }] of Object.entries(template.Resources)) yield* within(Properties, name)
  yield* within(template.Outputs, 'Outputs')
  yield* within(template.Conditions, 'Conditions')
}
