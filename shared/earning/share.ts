import type { Account } from '../points/account'
import { type Moment, earn } from '../points/decide'
import type { Draft } from '../points/entry'
import { type Programme, expiresOn } from './programme'
import { shareOpened } from './rules/share-opened'

/** What is known of two people when a link is opened. `friendBroughtSharer`: the friend's own link led, over any steps, to the sharer. */
export interface ShareOpened {
  readonly sharer: { readonly id: string; readonly devices: readonly string[]; readonly phoneHash?: string }
  readonly friend: { readonly id: string; readonly devices: readonly string[]; readonly phoneHash?: string }
  readonly friendBroughtSharer: boolean
}

export const shareOutcomes = ['paid', 'own_link', 'same_device', 'same_phone', 'circle', 'daily_cap'] as const
export type ShareOutcome = (typeof shareOutcomes)[number]

/** Pays the sharer when another person opened the link; otherwise says why nothing is paid. */
export function openShare(account: Account, programme: Programme, opened: ShareOpened, operationId: string, moment: Moment): { outcome: ShareOutcome; drafts: readonly Draft[] } {
  const doubt = doubtAbout(opened)
  if (doubt) return { outcome: doubt, drafts: [] }
  const tally = account.tallies[shareOpened.name]
  const payment = shareOpened.pay(programme.shareOpened, { paidToday: tally?.period === moment.today ? tally.points : 0 })
  if (payment.points === 0) return { outcome: 'daily_cap', drafts: [] }
  const draft = earn(account, payment.points, { expiresOn: expiresOn(programme.expiry, moment.today) }, {
    type: 'earn',
    source: { kind: 'share', id: opened.friend.id },
    paidBy: { rule: shareOpened.name, version: programme.version },
    ...(payment.cuts.length > 0 ? { cappedBy: payment.cuts } : {}),
    tallies: [{ key: shareOpened.name, period: moment.today, points: payment.points, times: 1 }],
    operationId,
  }, moment)
  return { outcome: 'paid', drafts: [draft] }
}

function doubtAbout({ sharer, friend, friendBroughtSharer }: ShareOpened): ShareOutcome | undefined {
  if (sharer.id === friend.id) return 'own_link'
  if (sharer.devices.some((device) => friend.devices.includes(device))) return 'same_device'
  if (sharer.phoneHash !== undefined && sharer.phoneHash === friend.phoneHash) return 'same_phone'
  return friendBroughtSharer ? 'circle' : undefined
}
