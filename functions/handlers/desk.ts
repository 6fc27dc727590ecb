import 'reflect-metadata'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { groundFrom } from '../ground'
import { createApi } from '../http/api'
import { whole } from '../whole'

const api = groundFrom(process.env).then((ground) => createApi(ground, whole))
// A start that failed is told with the first call, not as an unhandled rejection before it.
api.catch(() => undefined)

/** API Gateway → what desks ask; their routes stand in serverless.yml. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  return (await api)(event)
}
