import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common'
import { from, lastValueFrom, type Observable } from 'rxjs'
import { Refusal } from '../../shared/api/refusal'
import { type Changed, changeOf } from '../../shared/stores/audit'
import { isChange } from '../../shared/stores/roles'
import { Log } from '../log'
import { AuditRepository, type StoredDeed } from '../stores/audit.repository'
import { noting } from '../stores/changes'
import { apiCallOf } from './call.decorators'
import type { ApiCall } from './request'

/** Calls at the counter: what they write says itself who did it, and the stream tells the audit trail. */
const toldByStream: ReadonlySet<string> = new Set(['redeem', 'recordPurchase'])

/** Records every change that staff ask for: before it is done, so that a death on the way leaves a trace, and how it ended. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    @Inject(AuditRepository) private readonly audit: AuditRepository,
    @Inject(Log) private readonly log: Log,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const call = apiCallOf(context)
    const run = () => lastValueFrom(next.handle())
    return from(this.recorded(call, run))
  }

  private async recorded(call: ApiCall, run: () => Promise<unknown>): Promise<unknown> {
    const named = { name: call.name, call: call.call }
    // What is not even understood is refused before anything happens.
    const input = call.caller.type === 'clerk' && isChange(named) && !toldByStream.has(named.name) ? call.call.input.safeParse(call.raw) : undefined
    if (call.caller.type !== 'clerk' || input?.success !== true) return run()
    const deed = await this.audit.begin({ staffId: call.caller.staff.id, named, input: input.data, requestId: call.requestId })
    try {
      return await noting(run, (changed) => this.end(deed, 'done', call, changed))
    } catch (error) {
      await this.end(deed, error instanceof Refusal ? error.code : 'broken', call)
      throw error
    }
  }

  /** What was done stays done: an end that cannot be written is found by the sweep. */
  private async end(deed: StoredDeed, outcome: string, { requestId }: ApiCall, changed?: Changed): Promise<void> {
    try {
      await this.audit.end(deed, outcome, changed && changeOf(changed))
    } catch (error) {
      this.log.error('deed not ended', error, { requestId })
    }
  }
}
