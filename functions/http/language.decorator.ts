import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import { apiCallOf } from './call.decorators'

/** The language the caller asked for; Chinese where nothing is said. */
export const Language = createParamDecorator((_: unknown, context: ExecutionContext): 'zh' | 'en' => (apiCallOf(context).event.headers['accept-language']?.toLowerCase().startsWith('en') === true ? 'en' : 'zh'))
