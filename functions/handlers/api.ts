import 'reflect-metadata'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { groundFrom } from '../ground'
import { createApi } from '../http/api'
import { phones } from '../phones'

const api = groundFrom(process.env).then((ground) => createApi(ground, phones))
// A start that failed is told with the first call, not as an unhandled rejection before it.
api.catch(() => undefined)

/** API Gateway → what phones and tills ask. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  return (await api)(event)
}
