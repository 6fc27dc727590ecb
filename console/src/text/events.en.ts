import type { events as zh } from './events.zh'

export const events: typeof zh = {
  signed_up: 'Joining', profile_completed: 'Completing the profile', checked_in: 'Checking in', order_paid: 'Purchase', share_opened: 'Share opened', friend_purchased: 'Purchase of an invited friend',
  review_published: 'Review', birthday: 'Birthday', anniversary: 'Anniversary', custom: 'An event of the shop', granted: 'Gift of the shop',
}
