import type { MessagesText } from './messages.zh'

export const messages: MessagesText = {
  title: 'Messages',
  says: {
    points_received: {
      title: (points) => `${points} points received`,
      whys: {
        order: 'From your purchase', referral: 'A friend you invited bought for the first time', share: 'A friend opened your link', grant: 'A gift from the store', birthday: 'Happy birthday, this is for you', anniversary: 'Thank you for another year', review: 'Thank you for your review', tier: 'Your upgrade gift', event: 'A reward from an activity', approved: 'The check is complete',
      },
      usable: (why, day) => `${why}. Usable from ${day}.`,
      until: (why, day) => `${why}. Good until ${day}.`,
      plain: (why) => `${why}. Use them any time.`,
    },
    points_returned: { title: (points) => `${points} points are back`, body: (title) => `“${title}” expired unused, and its points are back. Choose something else.` },
    points_adjusted: { more: (points) => `${points} points were added`, less: (points) => `${points} points were taken back`, body: (text) => `The store says: ${text}. Please ask a clerk if that seems wrong.` },
    points_expiring: { title: (points) => `${points} points expire soon`, body: (day) => `They are good until ${day}. Exchange them for a reward now.` },
    tier_changed: { up: (tier) => `Welcome to ${tier}`, down: (tier) => `Your tier is now ${tier}`, upBody: 'Your new benefits have begun. Tap to see them.', downBody: 'A few purchases bring you back up. Tap to see what is missing.' },
    tier_warning: { title: (tier) => `${tier} ends soon`, body: (missing, day) => `Gain ${missing} more growth by ${day} to keep it.` },
    voucher_expiring: { title: (title) => `“${title}” expires soon`, body: (day) => `It is good until ${day}. Please use it in a store before then.` },
    campaign_starting: { title: (title) => `“${title}” is about to start`, body: (time) => `It starts at ${time}. Tap to take part.` },
  },
  unread: 'Unread',
  emptyTitle: 'No messages yet',
  emptyHint: 'Points that arrive, points or vouchers that expire soon: you will read of it here.',
  emptyAction: 'Check in for points',
  settings: {
    open: 'Settings',
    title: 'Message settings',
    hint: 'The inbox always keeps everything. These are about reminders in WeChat only.',
    quiet: 'Quiet hours',
    quietHint: 'No reminders in WeChat then; they come afterwards.',
    off: 'None',
    kindsTitle: 'What to send to WeChat',
    kinds: { points_received: 'Points received', points_returned: 'Points returned', points_adjusted: 'Points corrected', points_expiring: 'Points expiring', tier_changed: 'Tier change', tier_warning: 'Keeping a tier', voucher_expiring: 'Voucher expiring', campaign_starting: 'Campaign starting' },
    left: (count) => `${count} more ${count === 1 ? 'reminder' : 'reminders'} in WeChat allowed`,
    none: 'No reminder in WeChat allowed yet',
    allow: 'Allow reminders in WeChat',
    allowed: 'Fine, we will remind you in WeChat',
    inboxOnly: 'This shop does not remind in WeChat. Everything is here.',
    saved: 'Saved',
  },
}
