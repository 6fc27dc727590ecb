import { everything, isObject, type Json, type JsonObject, list, type Template, within } from './template-shape'

/** Written without a partition's suffix and valid in `aws` and in `aws-cn`. */
const servicesOfEveryPartition = new Set(['lambda.amazonaws.com', 'apigateway.amazonaws.com', 'events.amazonaws.com'])

/** Does anyone get more than they need? Refusing statements may be as broad as they like. */
export function rightsFaults(template: Template): string[] {
  const statements = [...everything(template)].flatMap(([value, path]) =>
    list(isObject(value) ? value['Statement'] : undefined).flatMap((statement, place) => statementFaults(statement, `${path}.Statement[${place}]`, template)),
  )
  const resources = Object.entries(template.Resources).flatMap(([name, { Type, Properties }]) => {
    const managed = list(Properties['ManagedPolicyArns']).length > 0 ? [`${name}: managed policies give rights that nobody here has read`] : []
    const isOpen = Type === 'AWS::Lambda::Permission' && (Properties['Principal'] === '*' || Properties['SourceArn'] === undefined)
    return [...managed, ...(isOpen ? [`${name}: anyone may invoke; name the principal and the source`] : [])]
  })
  return [...statements, ...resources]
}

function statementFaults(statement: Json, path: string, template: Template): string[] {
  if (!isObject(statement) || statement['Effect'] !== 'Allow') return []
  const excluding = ['NotAction', 'NotResource', 'NotPrincipal'].filter((word) => word in statement).map((word) => `${path}: ${word} allows all the rest`)
  const broad = ['Action', 'Resource', 'Principal'].flatMap((word) => {
    const values = [...within(statement[word] ?? null, `${path}.${word}`)]
    return values.filter(([value]) => typeof value === 'string' && value.includes('*') && !(word === 'Resource' && isOfOneBucket(statement, value, template))).map(([value, at]) => `${at}: ${String(value)} is a wildcard`)
  })
  return [...excluding, ...broad]
}

/** The objects of a bucket have no names here: whom its policy names may read all of one bucket of this template, a role may put into one folder, and nothing else. */
function isOfOneBucket({ Action, Principal }: JsonObject, resource: string, { Resources: resources }: Template): boolean {
  const [, bucket = '', folder] = /^\$\{(\w+)\.Arn\}\/(\w+\/)?\*$/.exec(resource) ?? []
  return resources[bucket]?.Type === 'AWS::S3::Bucket' && list(Action).every((action) => (Principal === undefined ? action === 's3:PutObject' && folder !== undefined : action === 's3:GetObject'))
}

/** Would the template work in another partition, region or account? */
export function placeFaults(template: Template): string[] {
  return [...everything(template)].flatMap(([value, path]) => {
    const faults = typeof value === 'string' ? namedPlaces(value) : unknownServices(value)
    return faults.map((fault) => `${path}: ${fault}`)
  })
}

function namedPlaces(text: string): string[] {
  const places: readonly (readonly [RegExp, string])[] = [
    [/\barn:aws[\w-]*:/, 'names a partition, ${AWS::Partition} does not'],
    [/\b(?:us|eu|ap|ca|sa|me|af|il|mx|cn)(?:-gov)?-(?:north|south|east|west|central)\w*-\d\b/, 'names a region, ${AWS::Region} does not'],
    [/(?<![\d-])\d{12}(?!\d)/, 'names an account, ${AWS::AccountId} does not'],
    [/[\w.-]+\.[\w-]+\.amazonaws\.com/, 'names a partition’s hosts, ${AWS::URLSuffix} does not'],
  ]
  return places.filter(([place]) => place.test(text)).map(([, fault]) => `${text} ${fault}`)
}

function unknownServices(value: Json): string[] {
  if (!isObject(value) || !isObject(value['Principal'])) return []
  const services = list(value['Principal']['Service']).map(String)
  return services.filter((service) => !servicesOfEveryPartition.has(service)).map((service) => `${service} is not known to hold in every partition`)
}
