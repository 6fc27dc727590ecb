import type { BusinessDay } from '../time/day'

/** What rules and audiences may know of a member beside the account. */
export interface Person {
  readonly memberId: string
  readonly joinedOn: BusinessDay
  /** The day of birth, where the member told it. */
  readonly birthday?: BusinessDay | undefined
  /** Names of the lists the member is on. */
  readonly lists: readonly string[]
  readonly invitedBy?: string | undefined
}
