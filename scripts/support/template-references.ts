import { everything, isObject, type Json, list, type Template, within } from './template-shape'
import type { Specification } from './template-types'

const pseudoParameters = new Set(['AccountId', 'NoValue', 'NotificationARNs', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'].map((name) => `AWS::${name}`))

/** Does everything that is pointed at exist, and can it be made in some order? */
export function referenceFaults(template: Template, specification: Specification): string[] {
  const faults = [...everything(template)].flatMap(([value, path]) => {
    const dangling = pointsAt(value).flatMap((target) => targetFault(target, template, specification)).map((fault) => `${path}: ${fault}`)
    return [...dangling, ...unresolved(value, path)]
  })
  return [...faults, ...attributeTargetFaults(template), ...conditionFaults(template), ...circleFaults(template)]
}

interface Target { readonly name: string; readonly attribute?: string }

/** What an intrinsic points at: `Ref`, `Fn::GetAtt` and each `${…}` of `Fn::Sub` that is not of its own variables. */
function pointsAt(value: Json): Target[] {
  if (!isObject(value)) return []
  const { Ref: reference, 'Fn::GetAtt': attribute, 'Fn::Sub': substitution } = value
  if (typeof reference === 'string') return [{ name: reference }]
  if (attribute !== undefined) {
    const [name = '', ...rest] = typeof attribute === 'string' ? attribute.split('.') : list(attribute).map(String)
    return [{ name, attribute: rest.join('.') }]
  }
  if (substitution === undefined) return []
  const [text, variables] = list(substitution)
  const own = isObject(variables) ? variables : {}
  return [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, inner = '']) => inner.trim()).filter((inner) => !(inner in own)).map((inner) => {
    const [name = '', ...rest] = inner.split('.')
    return rest.length === 0 ? { name } : { name, attribute: rest.join('.') }
  })
}

function targetFault({ name, attribute }: Target, template: Template, specification: Specification): string[] {
  const resource = template.Resources[name]
  if (attribute === undefined) return resource || name in template.Parameters || pseudoParameters.has(name) ? [] : [`there is no ${name}`]
  if (!resource) return [`there is no resource ${name}`]
  const [known] = specification.lookup('resource', 'cloudFormationType', 'equals', resource.Type)
  return !known || attribute in known.attributes ? [] : [`${name} has no attribute ${attribute}`]
}

/** `${…}` outside of `Fn::Sub` reaches AWS as it stands: a variable that nobody filled in. */
function unresolved(value: Json, path: string): string[] {
  const isText = typeof value === 'string' && !/\.Fn::Sub(\[0\])?$/.test(path)
  return isText && value.includes('${') ? [`${path}: ${value} was never filled in`] : []
}

function attributeTargetFaults({ Resources: resources }: Template): string[] {
  return Object.entries(resources).flatMap(([name, { DependsOn }]) =>
    list(DependsOn).map(String).filter((target) => !(target in resources)).map((target) => `${name}.DependsOn: there is no resource ${target}`),
  )
}

function conditionFaults(template: Template): string[] {
  const asked = [...everything(template)].flatMap(([value, path]) => (isObject(value) && 'Fn::If' in value ? [[list(value['Fn::If'])[0], path] as const] : []))
  const attached = Object.entries(template.Resources).flatMap(([name, { Condition }]) => (Condition === undefined ? [] : [[Condition, name] as const]))
  return [...asked, ...attached].filter(([name]) => !(String(name) in template.Conditions)).map(([name, path]) => `${path}: there is no condition ${String(name)}`)
}

/** CloudFormation refuses resources that wait for each other. */
function circleFaults(template: Template): string[] {
  const needs = new Map(Object.entries(template.Resources).map(([name, { Properties, DependsOn }]) => {
    const pointed = [...within(Properties, name)].flatMap(([value]) => pointsAt(value)).map((target) => target.name)
    return [name, [...pointed, ...list(DependsOn).map(String)].filter((target) => target in template.Resources)]
  }))
  const settled = new Set<string>()
  const visit = (name: string, trail: string[]): string[] => {
    if (trail.includes(name)) return [`${[...trail.slice(trail.indexOf(name)), name].join(' → ')}: a circle`]
    if (settled.has(name)) return []
    const faults = (needs.get(name) ?? []).flatMap((next) => visit(next, [...trail, name]))
    settled.add(name)
    return faults
  }
  return [...needs.keys()].flatMap((name) => visit(name, []))
}
