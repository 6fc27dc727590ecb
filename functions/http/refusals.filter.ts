import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common'
import { refusalSentence, statusOf } from '../../shared/api/errors'
import { Refusal } from '../../shared/api/refusal'
import { Log } from '../log'
import { Answer, type ApiCall } from './request'

/** Every no of the API in one shape. What is not a refusal is a bug: logged with its cause, answered with a plain apology. */
@Catch()
export class RefusalsFilter implements ExceptionFilter {
  constructor(@Inject(Log) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): Answer {
    const call = host.getArgByIndex<ApiCall>(0)
    return this.answer(error, call.requestId, call.event.headers['accept-language'])
  }

  answer(error: unknown, requestId: string, acceptLanguage: string | undefined): Answer {
    const refusal = error instanceof Refusal ? error : new Refusal('broken', { requestId })
    if (refusal.code === 'broken' || refusal.code === 'unavailable') this.log.error('call failed', error, { requestId })
    const { cause: _cause, ...details } = refusal.details
    const language = acceptLanguage?.toLowerCase().startsWith('en') ? 'en' : 'zh'
    const status = statusOf(refusal)
    const retryAfter = status === 503 || status === 429 ? { 'retry-after': String(details['retryAfterSeconds'] ?? 2) } : {}
    const body = { code: refusal.code, message: refusalSentence(refusal.code, { requestId, ...details }, language), requestId, details }
    return new Answer(status, body, retryAfter)
  }
}
