import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common'
import type { Endpoint } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import type { ApiCall } from './request'

export const ENDPOINT = 'dianjin:endpoint'
const FIELDS_NAMED_MAX = 5

/** Binds a controller method to a call of the API: its route, who may call, and what it takes. */
export const Call = (call: Endpoint): MethodDecorator => SetMetadata(ENDPOINT, call)

/** The checked input of the call. Refuses with `invalid_input`, naming the fields. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { call, raw } = apiCallOf(context)
  const result = call.input.safeParse(raw)
  if (result.success) return result.data
  const fields = result.error.issues.slice(0, FIELDS_NAMED_MAX).map((issue) => [issue.path.join('.') || 'body', issue.message].join(': '))
  throw new Refusal('invalid_input', { field: fields.join('; ') })
})

/** The caller, proven by the session guard to be of the kind the call asks for. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext) => apiCallOf(context).caller)

/** The address the call came from. */
export const Address = createParamDecorator((_: unknown, context: ExecutionContext) => apiCallOf(context).address)

/** The name of this request, as logs and answers say it. */
export const RequestId = createParamDecorator((_: unknown, context: ExecutionContext) => apiCallOf(context).requestId)

/** Every route is called with one argument, the `ApiCall`. */
export const apiCallOf = (context: ExecutionContext): ApiCall => context.getArgByIndex<ApiCall>(0)
