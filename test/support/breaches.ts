import { isObject, type Json, type Template } from '../../scripts/support/template-shape'

interface Breach {
  readonly law: string
  /** Names and places down to the value, which is replaced, or removed when no value is given. */
  readonly path: readonly (string | number)[]
  readonly value?: Json
  readonly complaint: RegExp
}

/** The template with one value replaced or removed. */
export function changed(template: Template, path: Breach['path'], value: Json | undefined): unknown {
  const copy = structuredClone(template)
  const last = path.at(-1) ?? ''
  const holder = path.slice(0, -1).reduce<unknown>((inside, name) => {
    const next: unknown = Array.isArray(inside) ? inside[Number(name)] : isObject(inside) ? inside[name] : undefined
    if (next === undefined) throw new Error(`The template has nothing at ${path.join('.')}.`)
    return next
  }, copy)
  if (Array.isArray(holder)) holder[Number(last)] = value
  else if (isObject(holder) && value === undefined) delete holder[last]
  else if (isObject(holder) && value !== undefined) holder[last] = value
  return copy
}

const consumer = ['Resources', 'StreamEventSourceMappingDynamodbTable', 'Properties'] as const
const table = ['Resources', 'Table'] as const
const api = ['Resources', 'ApiLambdaFunction', 'Properties'] as const
const rights = ['Resources', 'ApiRole', 'Properties', 'Policies', 0, 'PolicyDocument', 'Statement', 0] as const
const files = ['Resources', 'ConsoleBucketPolicy', 'Properties', 'PolicyDocument', 'Statement', '0'] as const
const trust = ['Resources', 'ApiRole', 'Properties', 'AssumeRolePolicyDocument', 'Statement', 0, 'Principal'] as const
const cors = ['Resources', 'HttpApi', 'Properties', 'CorsConfiguration', 'Fn::If'] as const
const alarm = ['Resources', 'ApiErrors', 'Properties'] as const
const tableFault = ['Resources', 'TableFaults', 'Properties', 'Metrics', 1, 'MetricStat', 'Metric'] as const

/** Every way to spoil the template that the check must see. */
export const breaches: readonly Breach[] = [
  { law: 'a type that AWS does not have', path: [...table, 'Type'], value: 'AWS::DynamoDB::Tables', complaint: /^Table: AWS has no resource type AWS::DynamoDB::Tables/ },
  { law: 'a property that the type does not have', path: [...table, 'Properties', 'BillingModus'], value: 'x', complaint: /^Table\.BillingModus: unknown property/ },
  { law: 'a property that does not exist further in', path: [...table, 'Properties', 'SSESpecification', 'Enabled'], value: true, complaint: /^Table\.SSESpecification\.Enabled: unknown property/ },
  { law: 'a property that is missing', path: [...consumer, 'FunctionName'], complaint: /FunctionName: missing/ },
  { law: 'a property that is missing further in', path: [...table, 'Properties', 'GlobalSecondaryIndexes', 0, 'Projection'], complaint: /^Table\.GlobalSecondaryIndexes\[0\]\.Projection: missing/ },
  { law: 'a required property that amounts to nothing', path: [...consumer, 'FunctionName'], value: { Ref: 'AWS::NoValue' }, complaint: /FunctionName: missing/ },
  { law: 'text for a number', path: [...consumer, 'BatchSize'], value: '100', complaint: /BatchSize: must be a whole number, is string/ },
  { law: 'a broken number', path: [...consumer, 'BatchSize'], value: 99.5, complaint: /BatchSize: must be a whole number/ },
  { law: 'text for true or false', path: [...consumer, 'Enabled'], value: 'yes', complaint: /Enabled: must be true or false/ },
  { law: 'a list for text', path: [...consumer, 'StartingPosition'], value: ['LATEST'], complaint: /StartingPosition: must be text, is a list/ },
  { law: 'text for a list', path: [...consumer, 'FunctionResponseTypes'], value: 'ReportBatchItemFailures', complaint: /FunctionResponseTypes: must be a list/ },
  { law: 'text for a structure', path: [...table, 'Properties', 'StreamSpecification'], value: 'NEW_IMAGE', complaint: /StreamSpecification: must be a structure/ },
  { law: 'a number that is not offered', path: ['Resources', 'ApiLogGroup', 'Properties', 'RetentionInDays'], value: 200, complaint: /RetentionInDays: 200 is not allowed/ },
  { law: 'a reference where a list is wanted, behind a condition too', path: [...cors, 1, 'AllowOrigins'], value: { Ref: 'HttpApi' }, complaint: /AllowOrigins: Ref yields text/ },
  { law: 'a split where text is wanted', path: [...api, 'Handler'], value: { 'Fn::Split': [',', 'a,b'] }, complaint: /Handler: Fn::Split yields a list/ },
  { law: 'an attribute that no resource has', path: [...table, 'Propertys'], value: {}, complaint: /^Table: Propertys is no attribute/ },
  { law: 'a policy of deletion that does not exist', path: [...table, 'DeletionPolicy'], value: 'Keep', complaint: /^Table: DeletionPolicy is not one of/ },

  { law: 'a reference to nothing', path: [...api, 'Environment', 'Variables', 'TABLE_NAME'], value: { Ref: 'Tabel' }, complaint: /there is no Tabel/ },
  { law: 'an attribute of nothing', path: [...consumer, 'EventSourceArn'], value: { 'Fn::GetAtt': ['Tabel', 'StreamArn'] }, complaint: /there is no resource Tabel/ },
  { law: 'an attribute that the resource does not have', path: [...consumer, 'EventSourceArn'], value: { 'Fn::GetAtt': 'Table.StreamName' }, complaint: /Table has no attribute StreamName/ },
  { law: 'a substitution of nothing', path: [...rights, 'Resource'], value: { 'Fn::Sub': '${Tabel}' }, complaint: /there is no Tabel/ },
  { law: 'a substitution of an unknown attribute', path: [...rights, 'Resource'], value: { 'Fn::Sub': ['${Table.Name}/${own}', { own: 'x' }] }, complaint: /Table has no attribute Name/ },
  { law: 'a variable that nobody filled in', path: [...api, 'Environment', 'Variables', 'LOG_LEVEL'], value: '${param:logLevel}', complaint: /was never filled in/ },
  { law: 'an output of nothing', path: ['Outputs', 'TableName', 'Value'], value: { Ref: 'Tabel' }, complaint: /^Outputs\.TableName\.Value: there is no Tabel/ },
  { law: 'a dependency on nothing', path: [...table, 'DependsOn'], value: ['Nothing'], complaint: /^Table\.DependsOn: there is no resource Nothing/ },
  { law: 'a condition that does not exist', path: ['Resources', 'AlarmMail', 'Condition'], value: 'HasMail', complaint: /there is no condition HasMail/ },
  { law: 'a condition that does not exist, in a property', path: [...cors, 0], value: 'HasOrigin', complaint: /there is no condition HasOrigin/ },
  { law: 'resources that wait for each other', path: [...table, 'DependsOn'], value: 'ApiLambdaFunction', complaint: /Table → ApiLambdaFunction.*: a circle|ApiLambdaFunction → .*Table.*: a circle/ },

  { law: 'a right to do anything', path: [...rights, 'Action'], value: 'dynamodb:*', complaint: /dynamodb:\* is a wildcard/ },
  { law: 'a right to anything', path: [...rights, 'Resource'], value: '*', complaint: /\* is a wildcard/ },
  { law: 'a right to anything further down', path: [...rights, 'Resource'], value: { 'Fn::Sub': '${Table.Arn}/index/*' }, complaint: /index\/\* is a wildcard/ },
  { law: 'a right to all but something', path: [...rights, 'NotAction'], value: 'iam:PassRole', complaint: /NotAction allows all the rest/ },
  { law: 'a right to write all files of the console', path: [...files, 'Action'], value: 's3:PutObject', complaint: /ConsoleBucket\.Arn\}\/\* is a wildcard/ },
  { law: 'a right to every bucket', path: [...files, 'Resource'], value: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::*' }, complaint: /:::\* is a wildcard/ },
  { law: 'a role that anyone may take', path: [...trust], value: '*', complaint: /Principal: \* is a wildcard/ },
  { law: 'rights that nobody here has read', path: ['Resources', 'ApiRole', 'Properties', 'ManagedPolicyArns'], value: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess' }], complaint: /^ApiRole: managed policies/ },
  { law: 'a function that anyone may invoke', path: ['Resources', 'ApiLambdaPermissionHttpApi', 'Properties', 'SourceArn'], complaint: /anyone may invoke/ },

  { law: 'a named partition', path: [...rights, 'Resource'], value: 'arn:aws:sqs:::queue', complaint: /names a partition/ },
  { law: 'another named partition', path: [...rights, 'Resource'], value: { 'Fn::Sub': 'arn:aws-cn:sqs:${AWS::Region}::queue' }, complaint: /names a partition/ },
  { law: 'a named region', path: [...api, 'Environment', 'Variables', 'STAGE'], value: 'cn-northwest-1', complaint: /names a region/ },
  { law: 'a named account', path: [...rights, 'Resource'], value: { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:123456789012:queue' }, complaint: /names an account/ },
  { law: 'a host of one partition', path: [...api, 'Environment', 'Variables', 'STAGE'], value: 'https://sqs.eu.amazonaws.com/queue', complaint: /names a partition’s hosts/ },
  { law: 'a service that is named differently elsewhere', path: [...trust, 'Service'], value: 'ec2.amazonaws.com', complaint: /not known to hold in every partition/ },

  { law: 'an alarm on a metric that AWS does not report', path: [...alarm, 'MetricName'], value: 'Error', complaint: /AWS reports no metric AWS\/Lambda Error/ },
  { law: 'an alarm that would stay silent for want of a dimension', path: [...tableFault, 'Dimensions'], value: [{ Name: 'TableName', Value: { Ref: 'Table' } }], complaint: /SystemErrors is not reported by TableName/ },
  { law: 'an alarm on an operation that does not exist', path: [...tableFault, 'Dimensions', 1, 'Value'], value: 'ReadItem', complaint: /SystemErrors is not reported by TableName and Operation/ },
  { law: 'an alarm on what no filter of ours counts', path: ['Resources', 'WebhooksPausedCount', 'Properties', 'MetricTransformations', 0, 'MetricName'], value: 'WebhookPaused', complaint: /^WebhooksPaused: AWS reports no metric dianjin\/prod WebhooksPaused/ },
  { law: 'an alarm that tells nobody', path: [...alarm, 'AlarmActions'], value: [], complaint: /^ApiErrors: tells nobody/ },
]
