import { Inject, Injectable } from '@nestjs/common'
import { type Approval, approvalState, type ApprovalState, expiryOf, type Limits, type Wanted } from '../../shared/campaigns/approval'
import { ApprovalId } from '../../shared/api/ids'
import type { SortOrder } from '../../shared/api/page'
import { digest } from '../../shared/api/signature'
import { Refusal } from '../../shared/api/refusal'
import { sorted } from '../../shared/campaigns/fitness'
import { instant } from '../../shared/points/decide'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, type Item, range } from '../database/read'
import { stored } from '../database/stored'
import { type Write, commit, create } from '../database/write'
import { ProgrammeRepository } from '../earning/programme.repository'
import type { ClerkCaller } from '../http/request'

const LOOKS_MAX = 5

/** The limits as stored; `revision` is compared on every change. */
export type StoredLimits = Limits & { readonly revision: number }

/** A deed that a second person has approved: who asked, who approved, and what is written in the same step. */
export interface Approved {
  readonly askedBy: string
  readonly by: string
  readonly writes: readonly Write[]
}

/** Requests for a second person, one item each, and the limits above which one is needed. */
@Injectable()
export class ApprovalsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
  ) {}

  /** Before the owner has set any, only corrections have a limit: that of the programme. */
  async limits(): Promise<StoredLimits> {
    const [item, { programme }] = await Promise.all([get(this.database, keys.limits()), this.programmes.now()])
    if (item === undefined) return { adjustPoints: programme.adjustMostPoints, grantPoints: null, campaignPoints: null, campaignFen: null, revision: 0 }
    const { adjustPoints, grantPoints, campaignPoints, campaignFen, revision } = stored<StoredLimits>(item)
    return { adjustPoints, grantPoints, campaignPoints, campaignFen, revision }
  }

  setLimits(before: StoredLimits, after: Limits): Write {
    const item = { ...keys.limits(), ...after, revision: before.revision + 1 }
    return before.revision === 0 ? create(item) : { type: 'put', item, condition: 'revision = :revision', values: { ':revision': before.revision } }
  }

  async byId(id: string): Promise<Approval | undefined> {
    const item = await get(this.database, keys.approval(id))
    return item && approvalOf(item)
  }

  /** Writes the request down, once for an id. The same again finds it as it stands by now; another under the id is an `idempotency_conflict`. */
  async ask({ staff }: ClerkCaller, id: string, wanted: Wanted, now: number): Promise<Approval> {
    const approval: Approval = { id, wanted, askedBy: staff.id, askedMember: staff.memberId, askedAt: instant(now), expiresAt: instant(expiryOf(now)), state: 'waiting' }
    const before = await this.byId(id)
    if (before !== undefined && !isSame(before, approval)) throw new Refusal('idempotency_conflict')
    if (before !== undefined) return before
    await commit(this.database, [create({ ...keys.approval(id), ...approval })])
    return approval
  }

  /** What is decided of a request that still waits. */
  decided(after: Approval): Write {
    const { id, ...rest } = after
    return { type: 'put', item: { ...keys.approval(id), id, ...rest }, condition: '#state = :waiting', names: { '#state': 'state' }, values: { ':waiting': 'waiting' }, otherwise: () => new Refusal('approval_decided') }
  }

  /** Behind the request `after`; with a filter a page may be short while `last` goes on. */
  async page(state: ApprovalState | undefined, after: string | undefined, limit: number, now: number, order: SortOrder = 'newest'): Promise<{ approvals: readonly Approval[]; last: string | undefined }> {
    const found: Approval[] = []
    let place = after === undefined ? undefined : keys.approval(after).sk
    for (let look = 0; look < LOOKS_MAX && found.length < limit; look++) {
      const { items, last } = await range(this.database, { pk: keys.approval('').pk, beginsWith: prefixes.approval, after: place, limit: limit - found.length, newestFirst: order === 'newest', ...filterOf(state, now) })
      found.push(...items.map(approvalOf))
      place = last
      if (last === undefined) break
    }
    return { approvals: found, last: place?.slice(prefixes.approval.length) }
  }
}

function filterOf(state: string | undefined, now: number) {
  if (state === undefined) return {}
  const names = { '#state': 'state' }
  if (state !== 'waiting' && state !== 'expired') return { filter: { expression: '#state = :state', names, values: { ':state': state } } }
  return { filter: { expression: `#state = :state AND expiresAt ${state === 'waiting' ? '>' : '<='} :now`, names, values: { ':state': 'waiting', ':now': instant(now) } } }
}

export function approvalOf(item: Item): Approval {
  const { pk: _pk, sk: _sk, ...approval } = item
  return stored<Approval>(approval)
}

const isSame = (a: Approval, b: Approval): boolean => a.askedBy === b.askedBy && JSON.stringify(sorted(a.wanted)) === JSON.stringify(sorted(b.wanted))

/** The request of an operation goes by the operation's id, so that asking twice is asking once. */
export const approvalIdOf = (operationId: string): ApprovalId => ApprovalId.parse(`apr_${operationId.slice(operationId.indexOf('_') + 1)}`)

/** The request to launch a campaign as it stood in a revision. */
export const launchApprovalId = (campaignId: string, revision: number): ApprovalId => {
  const [, ulid = ''] = campaignId.split('_')
  return ApprovalId.parse(`apr_${ulid.slice(0, 10)}${digest(`${campaignId}/${revision}`, 16)}`)
}

/** How a request stands, for whoever asks. */
export const waitingOf = (approval: Approval, now: number) => ({ id: ApprovalId.parse(approval.id), state: approvalState(approval, now), expiresAt: approval.expiresAt })
