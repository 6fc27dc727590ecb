import type { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec'
import { intrinsicOf, isNoValue, isObject, type Json, type JsonObject, list, type Template } from './template-shape'

export type Specification = ReturnType<typeof loadAwsServiceSpecSync>
type Properties = ReturnType<Specification['all']>[number] extends infer Entity ? (Entity extends { cloudFormationType: string; properties: infer P } ? P : never) : never
type PropertyType = Properties[string]['type']

const attributes = new Set(['Type', 'Properties', 'Condition', 'DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata', 'CreationPolicy', 'UpdatePolicy'])
const policies = new Set(['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'])
const listIntrinsics = new Set(['Fn::Split', 'Fn::GetAZs', 'Fn::Cidr'])
const textIntrinsics = new Set(['Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::Join', 'Fn::Base64'])

/** Resource by resource: is the type known, are its properties known, present and of their type? */
export function typeFaults(template: Template, specification: Specification): string[] {
  return Object.entries(template.Resources).flatMap(([name, resource]) => {
    const [known] = specification.lookup('resource', 'cloudFormationType', 'equals', resource.Type)
    if (!known) return [`${name}: AWS has no resource type ${resource.Type}`]
    return [...attributeFaults(name, resource), ...propertyFaults(known.properties, resource.Properties, name, specification)]
  })
}

function attributeFaults(name: string, resource: Template['Resources'][string]): string[] {
  const unknown = Object.keys(resource).filter((attribute) => !attributes.has(attribute)).map((attribute) => `${name}: ${attribute} is no attribute of a resource`)
  const wrong = ['DeletionPolicy', 'UpdateReplacePolicy'].filter((attribute) => {
    const policy = resource[attribute]
    return policy !== undefined && !(typeof policy === 'string' && policies.has(policy))
  })
  return [...unknown, ...wrong.map((attribute) => `${name}: ${attribute} is not one of ${[...policies].join(', ')}`)]
}

function propertyFaults(known: Properties, given: JsonObject, path: string, specification: Specification): string[] {
  const missing = Object.entries(known).filter(([name, property]) => property.required && (given[name] === undefined || isNoValue(given[name])))
  const faults = Object.entries(given).flatMap(([name, value]) => {
    const property = known[name]
    if (!property) return [`${path}.${name}: unknown property`]
    // A property keeps the types of its past, which CloudFormation still accepts.
    return oneOf([property.type, ...(property.previousTypes ?? [])], value, `${path}.${name}`, specification)
  })
  return [...missing.map(([name]) => `${path}.${name}: missing`), ...faults]
}

/** Nothing when one of the types fits, otherwise the complaint of the first. */
function oneOf(types: PropertyType[], value: Json, path: string, specification: Specification): string[] {
  const complaints = types.map((type) => valueFaults(type, value, path, specification))
  return complaints.some((faults) => faults.length === 0) ? [] : (complaints[0] ?? [])
}

function valueFaults(type: PropertyType, value: Json, path: string, specification: Specification): string[] {
  if (isNoValue(value)) return []
  const intrinsic = intrinsicOf(value)
  if (intrinsic !== undefined && isObject(value)) return intrinsicFaults(type, intrinsic, value[intrinsic], path, specification)
  const wrong = (wanted: string) => [`${path}: must be ${wanted}, is ${Array.isArray(value) ? 'a list' : value === null ? 'null' : typeof value}`]
  switch (type.type) {
    case 'string': return typeof value === 'string' ? allowed(type.allowedValues, value, path) : wrong('text')
    case 'date-time': return typeof value === 'string' ? [] : wrong('a date and time')
    case 'integer': return Number.isInteger(value) ? allowed(type.allowedValues, value, path) : wrong('a whole number')
    case 'number': return typeof value === 'number' ? [] : wrong('a number')
    case 'boolean': return typeof value === 'boolean' ? [] : wrong('true or false')
    case 'json': return typeof value === 'string' || typeof value === 'object' ? [] : wrong('a document')
    case 'null': return value === null ? [] : wrong('null')
    case 'tag': return isObject(value) && 'Key' in value && 'Value' in value ? [] : wrong('a tag with Key and Value')
    case 'array':
      if (!Array.isArray(value)) return wrong('a list')
      return value.flatMap((item, place) => valueFaults(type.element, item, `${path}[${place}]`, specification))
    case 'map':
      if (!isObject(value)) return wrong('a map')
      return Object.entries(value).flatMap(([name, item]) => valueFaults(type.element, item, `${path}.${name}`, specification))
    case 'union': return oneOf(type.types, value, path, specification)
    case 'ref':
      if (!isObject(value)) return wrong('a structure')
      return propertyFaults(specification.get('typeDefinition', type.reference.$ref).properties, value, path, specification)
  }
}

function allowed(values: readonly Json[] | undefined, value: Json, path: string): string[] {
  return values === undefined || values.includes(value) ? [] : [`${path}: ${String(value)} is not allowed`]
}

/** What an intrinsic yields is known only as text, as a list, or not at all; both branches of a condition are looked into. */
function intrinsicFaults(type: PropertyType, intrinsic: string, argument: Json | undefined, path: string, specification: Specification): string[] {
  if (intrinsic === 'Fn::If') return list(argument).slice(1).flatMap((branch) => valueFaults(type, branch, path, specification))
  if (type.type === 'union') return []
  const holdsList = type.type === 'array'
  const holdsText = !holdsList && type.type !== 'ref' && type.type !== 'map' && type.type !== 'tag'
  if (listIntrinsics.has(intrinsic) && !holdsList) return [`${path}: ${intrinsic} yields a list`]
  if (textIntrinsics.has(intrinsic) && !holdsText) return [`${path}: ${intrinsic} yields text`]
  return []
}
