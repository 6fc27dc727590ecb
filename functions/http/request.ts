import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Endpoint } from '../../shared/api/endpoint'
import type { MemberId } from '../../shared/api/ids'
import type { DeskSession } from '../stores/desk-sessions.repository'
import type { StaffMember } from '../stores/staff.repository'
import type { Till } from '../stores/tills.repository'

export interface MemberCaller {
  readonly type: 'member'
  readonly memberId: MemberId
  readonly cardNo: string
}

/** Any of the staff, on a phone as a member, or at a desk. */
export interface ClerkCaller {
  readonly type: 'clerk'
  readonly memberId: MemberId
  readonly staff: StaffMember
  /** The session, if it is one at a desk. */
  readonly desk?: DeskSession
}

export interface TillCaller {
  readonly type: 'till'
  readonly till: Till
}

/** Who is calling, as the session guard has proven. */
export type AnyCaller = { readonly type: 'anyone' } | MemberCaller | ClerkCaller | TillCaller

/** One HTTP request on its way through Nest: the argument of every route, and what guards and decorators read. */
export interface ApiCall {
  readonly call: Endpoint
  /** Its name in the list of calls. */
  readonly name: string
  readonly event: APIGatewayProxyEventV2
  readonly requestId: string
  readonly address: string
  /** Path parts, query and body as one object, not yet checked. */
  readonly raw: Readonly<Record<string, unknown>>
  caller: AnyCaller
}

/** A finished answer, where a route or the refusals filter sets more than a JSON body. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}
