import { nextStep, pauseAfter, type Verdict, verdictOf } from '../../shared/messages/delivery'
import type { Message } from '../../shared/messages/message'
import { givenBack, type Messaging, spent, withdrawn } from '../../shared/messages/messaging'
import { reminderNow } from '../../shared/messages/reminder'
import { type Template, templateFor } from '../../shared/messages/templates'
import { instant } from '../../shared/points/decide'
import { outbox } from '../database/keys'
import { again, commit, LostRace, type Write } from '../database/write'
import type { Member } from '../members/members.repository'
import { PersonalData } from '../members/personal-data'
import type { Parcel } from '../messages/messages.repository'
import { campaignCause, letterWrites, parcelWrites } from '../messages/post'
import { wordingOf } from '../messages/wording'
import type { Tools } from './jobs'

const AT_ONCE = 10
/** A run ends by itself before its function is ended. */
const LONGEST_RUN_MS = 200_000
/** A parcel in hand for so long belongs to a run that has died. */
const DEAD_AFTER_MS = 10 * 60_000

type Fate = Verdict | 'waiting' | 'dropped' | 'told' | 'in_hand'

/**
 * Sends to WeChat what is due, each at most once: the permission is spent and the parcel taken in hand by one write before it is sent, and what was
 * in the hand of a run that died is not sent again, as WeChat may have it. What WeChat certainly has not sent is tried later. The inbox has it all.
 */
export async function deliver(tools: Tools): Promise<Readonly<Record<string, number>>> {
  const fates: Record<string, number> = { looked: 0, failed: 0 }
  const startedAt = tools.clock.elapsed()
  for (let shard = 0; shard < outbox.shards; shard++) {
    let after: string | undefined
    do {
      const page = await tools.messages.due(shard, tools.clock.now(), after)
      for (let from = 0; from < page.parcels.length; from += AT_ONCE) await Promise.all(page.parcels.slice(from, from + AT_ONCE).map((parcel) => deliverOne(tools, parcel, fates)))
      after = page.last
    } while (after !== undefined && tools.clock.elapsed() - startedAt < LONGEST_RUN_MS)
  }
  tools.log.info('delivered', fates)
  return fates
}

async function deliverOne(tools: Tools, parcel: Parcel, fates: Record<string, number>): Promise<void> {
  fates['looked'] = (fates['looked'] ?? 0) + 1
  try {
    const fate = await fateOf(tools, parcel)
    fates[fate] = (fates[fate] ?? 0) + 1
  } catch (error) {
    fates['failed'] = (fates['failed'] ?? 0) + 1
    tools.log.error('delivery failed', error, { memberId: parcel.memberId, cause: parcel.cause })
  }
}

async function fateOf(tools: Tools, parcel: Parcel): Promise<Fate> {
  const { sendingSince } = parcel
  if (sendingSince !== undefined) {
    if (tools.clock.now() - sendingSince < DEAD_AFTER_MS) return 'in_hand'
    await unlessEnded(commit(tools.database, [tools.messages.end(parcel, sendingSince)]))
    return 'unknown'
  }
  if (parcel.message === undefined) return again(() => remind(tools, parcel))
  const { message } = parcel
  const template = templateFor(await tools.templates.templates(), message.kind)
  const taken = await again(() => take(tools, parcel, message, template))
  if (typeof taken === 'string') return taken
  const verdict = verdictOf(await tools.wechat.sendSubscribeMessage(taken.sending))
  if (verdict === 'never') tools.log.error('wechat will not take this message', undefined, { cause: parcel.cause, kind: message.kind })
  await again(() => finish(tools, parcel, taken, verdict))
  return verdict
}

interface Taken {
  readonly since: number
  readonly templateId: string
  readonly sending: Parameters<Tools['wechat']['sendSubscribeMessage']>[0]
}

/** Decides about a parcel, and takes it in hand where it is to be sent. */
async function take(tools: Tools, given: Parcel, message: Message, template: Template | undefined): Promise<Taken | Fate> {
  const { programme, moment } = await tools.programmes.now()
  const { parcel, messaging, member } = await tools.messages.addressed(given)
  if (parcel === undefined || parcel.sendingSince !== undefined) return 'in_hand'
  const openid = openidOf(tools, member)
  const step = nextStep({ kind: message.kind, giveUpAt: parcel.giveUpAt }, messaging, template, openid !== undefined, moment.now, moment.timeZone)
  const after = step.type === 'send' ? spent(messaging, step.templateId) : undefined
  if (step.type === 'wait') {
    await commit(tools.database, moved(tools, parcel, undefined, { dueAt: instant(step.until) }))
    return 'waiting'
  }
  if (step.type === 'drop' || after === undefined || template === undefined || openid === undefined) {
    await commit(tools.database, [tools.messages.end(parcel, undefined)])
    return 'dropped'
  }
  await commit(tools.database, [tools.messages.change(parcel.memberId, messaging, after), tools.messages.takeInHand(parcel, moment.now)])
  return { since: moment.now, templateId: step.templateId, sending: { openid, ...wordingOf(message, template, messaging.language, programme, moment.now) } }
}

function openidOf({ settings }: Tools, member: Member | undefined): string | undefined {
  return member?.personal === undefined || member.state !== 'active' ? undefined : new PersonalData(settings).open(member.id, member.personal).openid
}

/** Writes down what WeChat said. The permission comes back exactly when WeChat certainly has not sent. */
async function finish(tools: Tools, given: Parcel, { since, templateId }: Taken, verdict: Verdict): Promise<void> {
  const { messages, database } = tools
  const { parcel, messaging } = await messages.addressed(given)
  if (parcel?.sendingSince !== since) return
  const change = (after: Messaging): Write => messages.change(parcel.memberId, messaging, after)
  const dueAt = tools.clock.now() + pauseAfter(parcel.tries + 1)
  switch (verdict) {
    case 'sent':
    case 'unknown':
      return unlessEnded(commit(database, [messages.end(parcel, since)]))
    case 'withdrawn':
      return commit(database, [change(withdrawn(messaging, templateId)), messages.end(parcel, since)])
    case 'never':
      return commit(database, [change(givenBack(messaging, templateId)), messages.end(parcel, since)])
    case 'again':
      return commit(database, [change(givenBack(messaging, templateId)), ...(dueAt >= parcel.giveUpAt ? [messages.end(parcel, since)] : moved(tools, parcel, since, { dueAt: instant(dueAt), tries: parcel.tries + 1 }))])
  }
}

/** A reminder whose time has come becomes a letter, and a parcel where WeChat may send it. */
async function remind(tools: Tools, given: Parcel): Promise<Fate> {
  const { moment } = await tools.programmes.now()
  const { parcel, messaging, member } = await tools.messages.addressed(given)
  if (parcel === undefined) return 'in_hand'
  const now = reminderNow(await tools.campaigns.byId(parcel.campaignId ?? ''), moment.now)
  const end = tools.messages.end(parcel, undefined)
  if (now.type === 'wait') {
    await commit(tools.database, moved(tools, parcel, undefined, { dueAt: instant(now.until) }))
    return 'waiting'
  }
  if (now.type === 'drop' || member?.state !== 'active') {
    await commit(tools.database, [end])
    return 'dropped'
  }
  const told = { cause: campaignCause(parcel.campaignId ?? ''), message: now.message, until: now.until }
  const asParcel = await parcelWrites(tools, parcel.memberId, told, messaging, moment)
  await commit(tools.database, [end, ...letterWrites(tools, parcel.memberId, told, instant(moment.now)), ...asParcel])
  return 'told'
}

/** The same parcel at another time: its key begins with when it is due. */
function moved({ messages }: Tools, { sendingSince: _hand, ...parcel }: Parcel, since: number | undefined, to: { dueAt: string; tries?: number }): readonly Write[] {
  return [messages.end(parcel, since), messages.post({ ...parcel, ...to })]
}

/** Another run was there first and has done the same. */
async function unlessEnded(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof LostRace)) throw error
  }
}
