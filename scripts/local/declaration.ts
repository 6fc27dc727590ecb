import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import { projectFolder } from './folders'
import { reasonOf, Sentence } from './sentence'
import { text } from './text'

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))

const tableProperties = z.object({
  BillingMode: z.literal('PAY_PER_REQUEST'),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.object({ ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']), NonKeyAttributes: z.array(z.string()).optional() }),
      }),
    )
    .default([]),
  StreamSpecification: z.object({ StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) }),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
  PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }).optional(),
})

const corsConfiguration = z.object({
  AllowMethods: z.array(z.string()),
  AllowHeaders: z.array(z.string()),
  ExposeHeaders: z.array(z.string()).default([]),
  MaxAge: z.number(),
})

const route = z.object({ httpApi: z.string().regex(/^[A-Z]+ \/\S*$/) })

const streamEvent = z.object({
  stream: z.object({
    batchSize: z.int().positive(),
    maximumRetryAttempts: z.int(),
    filterPatterns: z.array(z.strictObject({ eventName: z.array(z.string()) })).default([]),
  }),
})

/** The parts of `serverless.yml` that the local run takes over, so that it cannot differ from what is deployed. */
const declaration = z.object({
  functions: z.object({ desk: z.object({ events: z.array(route) }), stream: z.object({ events: z.tuple([streamEvent]) }) }),
  resources: z.object({
    extensions: z.object({ HttpApi: z.object({ Properties: z.object({ CorsConfiguration: z.unknown() }) }) }),
    Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown().optional() })),
  }),
})

export type DeclaredTable = z.output<typeof tableProperties>
export type DeclaredCors = z.output<typeof corsConfiguration>

export interface DeclaredStream {
  readonly batchSize: number
  readonly maximumRetryAttempts: number
  /** Names of the events the consumer is told of; all without any. */
  readonly eventNames: readonly string[]
}

export interface Declaration {
  readonly table: DeclaredTable
  readonly cors: DeclaredCors
  readonly stream: DeclaredStream
  /** The routes that the desk's function answers, as `METHOD /path`; all others are the phones'. */
  readonly deskRoutes: readonly string[]
}

export function readDeclaration(file = join(projectFolder, 'serverless.yml')): Declaration {
  try {
    return understand(parse(readFileSync(file, 'utf8'), { merge: true, logLevel: 'error' }))
  } catch (error) {
    throw new Sentence(text.declarationUnreadable(file, error instanceof z.ZodError ? z.prettifyError(error).replace(/\s+/g, ' ') : reasonOf(error)))
  }
}

function understand(document: unknown): Declaration {
  const { functions, resources } = declaration.parse(document)
  const [table] = Object.values(resources.Resources).filter(({ Type }) => Type === 'AWS::DynamoDB::Table')
  const { batchSize, maximumRetryAttempts, filterPatterns } = functions.stream.events[0].stream
  return {
    table: tableProperties.parse(table?.Properties),
    cors: corsConfiguration.parse(withoutCondition(resources.extensions.HttpApi.Properties.CorsConfiguration)),
    deskRoutes: functions.desk.events.map(({ httpApi }) => httpApi),
    stream: { batchSize, maximumRetryAttempts, eventNames: filterPatterns.flatMap(({ eventName }) => eventName) },
  }
}

const conditional = z.object({ 'Fn::If': z.tuple([z.string(), z.unknown(), z.unknown()]) })

/** What `Fn::If` gives when its condition holds: a browser build is being served here. */
function withoutCondition(value: unknown): unknown {
  const found = conditional.safeParse(value)
  return found.success ? found.data['Fn::If'][1] : value
}
