import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { keys } from '../functions/database/keys'
import { buildFunctions } from '../scripts/support/bundle'
import { packageService } from '../scripts/support/package-service'
import { checkTemplate } from '../scripts/support/template'
import { list, type Resource, Template } from '../scripts/support/template-shape'
import { breaches, changed } from './support/breaches'
import { unzipped } from './support/unzip'

/** Six bundles and two packages, on a machine that does other things too. */
const PACKAGING_MS = 180_000
const MAX_BUNDLE_BYTES = 1_200_000
const names = ['api', 'desk', 'stream', 'schedule', 'webhooks', 'verify'] as const

interface Made {
  readonly template: Template
  readonly folder: string
}

let bundles: Awaited<ReturnType<typeof buildFunctions>>
let world: Made
let china: Made

beforeAll(async () => {
  bundles = await buildFunctions()
  world = await made('ap-southeast-1')
  china = await made('cn-northwest-1')
}, PACKAGING_MS)

async function made(region: string): Promise<Made> {
  const parameters = ['alarmEmail=owner@shop.example', 'origins=https://shop.example']
  const { template, folder } = await packageService({ stage: 'prod', region, parameters, output: `dist/package-${region}` })
  return { template: Template.parse(template), folder }
}

function resource(name: string): Resource {
  const found = world.template.Resources[name]
  if (!found) throw new Error(`The template has no ${name}.`)
  return found
}

async function sources(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8')))
}

const logical = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
const properties = (name: string) => resource(name).Properties
const ofType = (type: string) => Object.values(world.template.Resources).filter(({ Type }) => Type === type)

describe('the package', () => {
  test('has no fault, in either partition', () => {
    expect(checkTemplate(world.template)).toEqual([])
    expect(checkTemplate(china.template)).toEqual([])
  })

  test('is the same for every region and partition', () => {
    const withoutTime = ({ template }: Made) => JSON.stringify(template).replaceAll(/"S3Key":"[^"]*"/g, '""')
    expect(withoutTime(china)).toBe(withoutTime(world))
  })

  test.each(names)('the zip of %s holds its bundle and nothing else', async (name) => {
    const files = await unzipped(join(world.folder, `${name}.zip`))
    expect([...files.keys()]).toEqual([`dist/lambda/${name}/index.js`])
    expect(properties(`${logical(name)}LambdaFunction`)).toMatchObject({ Handler: `dist/lambda/${name}/index.handler`, Runtime: 'nodejs22.x', Architectures: ['arm64'] })
  })

  test.each(names)('the bundle of %s is small enough to start fast', (name) => {
    expect(bundles[name].bytes).toBeLessThan(MAX_BUNDLE_BYTES)
  })
})

describe('the table', () => {
  test('has the keys, the indexes, the stream and the clean-up that the code relies on', () => {
    const key = (hash: string, range: string) => [{ AttributeName: hash, KeyType: 'HASH' }, { AttributeName: range, KeyType: 'RANGE' }]
    expect(properties('Table')).toMatchObject({
      KeySchema: key('pk', 'sk'),
      GlobalSecondaryIndexes: [
        { IndexName: 'roster', KeySchema: key('roster', 'pk'), Projection: { ProjectionType: 'KEYS_ONLY' } },
        { IndexName: 'members', KeySchema: key('listed', 'pk'), Projection: { ProjectionType: 'KEYS_ONLY' } },
        { IndexName: 'deeds', KeySchema: key('deedsOf', 'deedsAt'), Projection: { ProjectionType: 'ALL' } },
      ],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      BillingMode: 'PAY_PER_REQUEST',
    })
  })

  test('cannot be lost by a deployment, a deletion or a mistake of the last weeks', () => {
    expect(resource('Table')).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
    expect(properties('Table')).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    })
  })
})

const photos = { PHOTOS_HOST: { 'Fn::GetAtt': ['PhotosBucket', 'RegionalDomainName'] }, PHOTOS_ORIGIN: { 'Fn::Sub': 'https://${PhotosDistribution.DomainName}' } }

describe('the functions', () => {
  test('one bad record of the stream holds up nothing and is put aside', () => {
    const [consumer] = ofType('AWS::Lambda::EventSourceMapping')
    expect(consumer?.Properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['StreamFailures', 'Arn'] } } },
      MaximumRetryAttempts: expect.any(Number),
      MaximumRecordAgeInSeconds: expect.any(Number),
    })
  })

  test('the sweeps, deliveries and imports run every five minutes, the settling, the messages and the audit every hour, presents four times a day, webhooks every minute, and the check of the books is looked after every quarter of an hour', () => {
    const schedules = ofType('AWS::Events::Rule').map(({ Properties: { ScheduleExpression, Targets } }) => [ScheduleExpression, list(Targets)])
    expect(schedules).toEqual([
      ['rate(5 minutes)', [expect.objectContaining({ Input: '{"job":"sweep"}' })]],
      ['rate(5 minutes)', [expect.objectContaining({ Input: '{"job":"budgets"}' })]],
      ['rate(1 hour)', [expect.objectContaining({ Input: '{"job":"settle"}' })]],
      ['rate(6 hours)', [expect.objectContaining({ Input: '{"job":"occasions"}' })]],
      ['rate(1 hour)', [expect.objectContaining({ Input: '{"job":"messages"}' })]],
      ['rate(5 minutes)', [expect.objectContaining({ Input: '{"job":"deliver"}' })]],
      ['rate(1 hour)', [expect.objectContaining({ Input: '{"job":"audit"}' })]],
      ['rate(5 minutes)', [expect.objectContaining({ Input: '{"job":"imports"}' })]],
      ['rate(1 minute)', [expect.objectContaining({ Input: '{"job":"webhooks"}' })]],
      ['rate(15 minutes)', [expect.objectContaining({ Input: '{"job":"verify"}' })]],
    ])
  })

  test('each has a role of its own, and there are no others', () => {
    const roles = names.map((name) => properties(`${logical(name)}LambdaFunction`)['Role'])
    expect(roles).toEqual(names.map((name) => ({ 'Fn::GetAtt': [`${logical(name)}Role`, 'Arn'] })))
    expect(ofType('AWS::IAM::Role')).toHaveLength(names.length)
  })

  test.each(names)('%s may only write its own log', (name) => {
    const rights = JSON.stringify(properties(`${logical(name)}Role`))
    expect([...rights.matchAll(/(\w+)LogGroup/g)].map(([, owner]) => owner)).toEqual([logical(name)])
  })

  test('webhooks hear at once of what was put into their queue, and of nothing else', () => {
    const [, consumer] = ofType('AWS::Lambda::EventSourceMapping')
    expect(consumer?.Properties['FunctionName']).toEqual({ 'Fn::GetAtt': ['WebhooksLambdaFunction', 'Arn'] })
    expect(list(JSON.parse(JSON.stringify(consumer?.Properties['FilterCriteria'])).Filters)).toEqual([{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"DUE#"}]}}}}' }])
  })

  test('only the stream and webhooks read the stream, only the check looks through the table, and nobody may drop it', () => {
    const rights = names.map((name) => JSON.stringify(properties(`${logical(name)}Role`)))
    expect(rights.map((text) => text.includes('dynamodb:GetRecords'))).toEqual([false, false, true, false, true, false])
    expect(rights.map((text) => text.includes('sqs:SendMessage'))).toEqual([false, false, true, false, false, false])
    expect(rights.map((text) => text.includes('dynamodb:Scan'))).toEqual([false, false, false, false, false, true])
    expect(rights.join()).not.toMatch(/dynamodb:(DeleteTable|UpdateTable|PartiQL\w*)/)
  })

  test('the check of the books may write what it has found and its own place, nothing of the shop’s, and reads no secrets', () => {
    const [{ PolicyDocument: { Statement: statements } }] = JSON.parse(JSON.stringify(properties('VerifyRole')['Policies']))
    const writing = statements.filter((statement: object) => /dynamodb:(Put|Update|Delete|BatchWrite)/.test(JSON.stringify(statement)))
    expect(writing).toEqual([{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: { 'Fn::GetAtt': ['Table', 'Arn'] }, Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [keys.lastCheck().pk] } } }])
    expect([keys.checkRun().pk, keys.checkPart(1, 1).pk]).toEqual([keys.lastCheck().pk, keys.lastCheck().pk])
    expect(JSON.stringify(statements)).not.toContain('ssm:')
  })

  test('the rights on the table are the calls that the code makes, no more and no fewer', async () => {
    const rights = JSON.stringify(names.map((name) => properties(`${logical(name)}Role`)))
    const allowed = rights.matchAll(/dynamodb:((?:Batch)?(?:Get|Write|Put|Update|Delete|ConditionCheck)Item|Query|Scan)/g)
    const made = (await sources('functions')).join('\n').matchAll(/\b(?:new (BatchGet|BatchWrite|Get|Put|Update|Delete|Query|Scan)Command|(ConditionCheck): \{)/g)
    const calls = [...made].map(([, command, check]) => command ?? check ?? '').map((call) => (/^(Query|Scan)$/.test(call) ? call : `${call}Item`))
    expect([...new Set([...allowed].map(([, action]) => action))].sort()).toEqual([...new Set(calls)].sort())
  })

  test.each(names)('%s is told where the secrets are and none of them', (name) => {
    expect(properties(`${logical(name)}LambdaFunction`)['Environment']).toEqual({
      Variables: { STAGE: 'prod', LOG_LEVEL: 'info', TABLE_NAME: { Ref: 'Table' }, SETTINGS_PATH: '/dianjin/prod', ...(name === 'api' || name === 'desk' ? photos : {}) },
    })
    expect(JSON.stringify(world.template)).not.toMatch(/SESSION_KEY|CODE_KEY|PERSONAL_|WECHAT_|SecretString|SecureString/)
  })

  test('logs are kept for a year and hold no address of a caller', () => {
    const groups = ofType('AWS::Logs::LogGroup')
    expect(groups).toHaveLength(names.length + 1)
    for (const { Properties } of groups) expect(Properties['RetentionInDays']).toBe(365)
    expect(JSON.stringify(properties('HttpApiStage')['AccessLogSettings'])).not.toMatch(/sourceIp|userAgent/)
  })

  test('the interface is slowed down before the table is, and answers browsers of the named origins only', () => {
    expect(properties('HttpApiStage')['DefaultRouteSettings']).toEqual({ ThrottlingRateLimit: 400, ThrottlingBurstLimit: 400 })
    const allowed = expect.objectContaining({ AllowOrigins: { 'Fn::Split': [',', 'https://shop.example'] } })
    expect(properties('HttpApi')).toMatchObject({ CorsConfiguration: { 'Fn::If': ['HasOrigins', allowed, { Ref: 'AWS::NoValue' }] } })
  })
})

test('the console’s files are read by its own distribution alone, over HTTPS, and every path of it is answered', () => {
  expect(properties('ConsoleBucket')['PublicAccessBlockConfiguration']).toEqual({ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true })
  const [allowed, denied] = list(JSON.parse(JSON.stringify(properties('ConsoleBucketPolicy')['PolicyDocument'])).Statement)
  expect(allowed).toMatchObject({ Effect: 'Allow', Action: 's3:GetObject', Principal: { CanonicalUser: { 'Fn::GetAtt': ['ConsoleReader', 'S3CanonicalUserId'] } } })
  expect(denied).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })
  expect(properties('ConsoleDistribution')).toMatchObject({
    DistributionConfig: {
      DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https', AllowedMethods: ['GET', 'HEAD'] },
      CustomErrorResponses: [{ ErrorCode: 403, ResponseCode: 200, ResponsePagePath: '/index.html' }, { ErrorCode: 404, ResponseCode: 200, ResponsePagePath: '/index.html' }],
    },
  })
})

test('photos are put by the desk alone, read by their own distribution alone, and never taken away', () => {
  expect(properties('PhotosBucket')).toEqual(properties('ConsoleBucket'))
  const [allowed] = list(JSON.parse(JSON.stringify(properties('PhotosBucketPolicy')['PolicyDocument'])).Statement)
  expect(allowed).toMatchObject({ Effect: 'Allow', Action: 's3:GetObject', Principal: { CanonicalUser: { 'Fn::GetAtt': ['PhotosReader', 'S3CanonicalUserId'] } } })
  const rights = Object.entries(world.template.Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role').map(([name, { Properties }]) => `${name} ${[...JSON.stringify(Properties).matchAll(/s3:\w+/g)].join(' ')}`)
  expect(rights.filter((right) => /(Api|Desk|Stream|Schedule|Verify)Role/.test(right)).sort()).toEqual(['ApiRole ', 'DeskRole s3:PutObject', 'ScheduleRole ', 'StreamRole ', 'VerifyRole '])
})

test('an alarm rings for everything that would otherwise go unseen', () => {
  const watched = ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => {
    const metrics = [...JSON.stringify(Properties).matchAll(/"MetricName":"(\w+)"/g)].map(([, metric]) => metric)
    const [of] = [...JSON.stringify(Properties['Dimensions'] ?? null).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g)].map(([, target]) => target)
    return `${of ?? 'Table'} ${[...new Set(metrics)].join(' ')}`
  })
  const ofFunctions = names.flatMap((name) => [`${logical(name)}LambdaFunction Errors`, `${logical(name)}LambdaFunction Throttles`])
  expect(watched.sort()).toEqual([
    ...ofFunctions,
    'HttpApi 5xx',
    'ScheduleLambdaFunction Invocations',
    'StreamFailures ApproximateNumberOfMessagesVisible',
    'StreamLambdaFunction IteratorAge',
    'Table BooksLate',
    'Table BooksUnbalanced',
    'Table ReadThrottleEvents WriteThrottleEvents',
    'Table SystemErrors',
    'Table WebhooksPaused',
    'VerifyLambdaFunction Invocations',
  ].sort())
})

describe('the check sees', () => {
  test.each(breaches)('$law', ({ path, value, complaint }) => {
    const faults = checkTemplate(changed(world.template, path, value))
    expect(faults.filter((fault) => complaint.test(fault))).not.toEqual([])
  })

  test('what is no template at all', () => {
    expect(checkTemplate('Resources')).toHaveLength(1)
    expect(checkTemplate({ Resources: { Table: {} } })).toEqual([expect.stringContaining('Resources.Table.Type')])
  })
})
