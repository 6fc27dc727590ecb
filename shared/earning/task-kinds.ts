export const taskKinds = ['check_in', 'profile_completed', 'referral', 'share_opened', 'review', 'challenge', 'custom', 'birthday'] as const
export const taskStates = ['ready', 'underway', 'waiting', 'done'] as const
/** Where a task is done: a page of the mini-program, or `store` for what happens in the shop. */
export const taskPlaces = ['check_in', 'profile', 'invite', 'store', 'none'] as const

export const referralDoubts = ['own_link', 'same_device', 'same_phone', 'circle', 'inviter_gone'] as const
export type ReferralDoubt = (typeof referralDoubts)[number]

/** Why a friend who bought something brought the inviter no points. */
export const unpaidReasons = [...referralDoubts, 'cap', 'no_points'] as const
export type UnpaidReason = (typeof unpaidReasons)[number]
