import type { Event } from '../events/event'
import type { Person } from '../members/person'
import type { Account } from '../points/account'
import type { Moment } from '../points/decide'
import { withDay } from '../points/ledger'
import { isCheckedIn, streakOf } from './check-in'
import type { TriedEvent } from './trials.api'

/** An event as it would come from this member then. */
export function eventOf(tried: TriedEvent, account: Account, { invitedBy }: Person, { today }: Moment): Event {
  switch (tried.type) {
    case 'order_paid':
      return { ...tried, isFirst: (account.tallies['orders']?.times ?? 0) === 0, wasInvited: invitedBy !== undefined }
    case 'checked_in':
      return { type: 'checked_in', streak: tried.streak ?? streakOf(isCheckedIn(account.runs, today) ? account.runs : withDay(account.runs, today, today), today) }
    case 'signed_up':
    case 'profile_completed':
    case 'share_opened':
    case 'friend_purchased':
    case 'review_published':
    case 'birthday':
    case 'anniversary':
    case 'custom':
    case 'granted':
      return tried
  }
}
