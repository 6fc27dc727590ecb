import { GIVE_UP_AFTER_MS } from '../../shared/messages/delivery'
import { messagesFromEntry } from '../../shared/messages/from-entry'
import type { Told } from '../../shared/messages/message'
import { left, type Messaging } from '../../shared/messages/messaging'
import { loudFrom } from '../../shared/messages/quiet'
import { templateFor } from '../../shared/messages/templates'
import { instant } from '../../shared/points/decide'
import type { Entry } from '../../shared/points/entry'
import type { Ground } from '../app.module'
import { tried, type Write } from '../database/write'
import type { ProgrammeRepository } from '../earning/programme.repository'
import type { SettingsRepository } from '../settings/settings.repository'
import type { MessagesRepository } from './messages.repository'

/** What the post works with. */
export interface PostTools extends Ground {
  readonly messages: MessagesRepository
  readonly programmes: ProgrammeRepository
  readonly templates: Pick<SettingsRepository, 'templates'>
}

/** Tells a member of a change of their points, once however often the record of it comes. */
export async function tellEntry(tools: PostTools, memberId: string, entry: Entry): Promise<void> {
  const { programme, moment } = await tools.programmes.now()
  for (const told of messagesFromEntry(entry, programme.tiers)) {
    const messaging = await tools.messages.messaging(memberId)
    await tried(tools.database, [...letterWrites(tools, memberId, told, entry.at), ...(await parcelWrites(tools, memberId, told, messaging, moment))])
  }
}

/** Tells a member of what the calendar brings: a fence of its own for each cause, as its moment differs from run to run. Gives how many were new. */
export async function tellCalendar(tools: PostTools, memberId: string, all: readonly Told[]): Promise<number> {
  const untold = all.length === 0 ? [] : await tools.messages.untold(memberId, all.map(({ cause }) => cause))
  if (untold.length === 0) return 0
  const { moment } = await tools.programmes.now()
  const messaging = await tools.messages.messaging(memberId)
  let count = 0
  for (const told of all.filter(({ cause }) => untold.includes(cause))) {
    const writes = [tools.messages.tell(memberId, told.cause), ...letterWrites(tools, memberId, told, instant(moment.now)), ...(await parcelWrites(tools, memberId, told, messaging, moment))]
    if (await tried(tools.database, writes)) count += 1
  }
  return count
}

/** What a start is told by, and what a reminder of it waits by: two parcels that never share a key. */
export const campaignCause = (campaignId: string): string => `campaign.${campaignId}`
export const reminderCause = (campaignId: string): string => `remind.${campaignId}`

export function letterWrites({ messages, clock }: PostTools, memberId: string, { cause, message }: Told, at: string): readonly Write[] {
  return [messages.put(memberId, { cause, at, cameAt: instant(clock.now()), message })]
}

/** To WeChat goes what the member wants there and has allowed, after quiet hours. */
export async function parcelWrites({ messages, templates }: PostTools, memberId: string, { cause, message, until }: Told, messaging: Messaging, { now, timeZone }: { now: number; timeZone: string }): Promise<readonly Write[]> {
  const template = templateFor(await templates.templates(), message.kind)
  if (template === undefined || left(messaging, template.id) < 1 || messaging.muted.includes(message.kind)) return []
  const dueAt = loudFrom(messaging.quiet, now, timeZone)
  return [messages.post({ memberId, cause, dueAt: instant(dueAt), giveUpAt: Math.min(until ?? Number.POSITIVE_INFINITY, dueAt + GIVE_UP_AFTER_MS), tries: 0, message })]
}
