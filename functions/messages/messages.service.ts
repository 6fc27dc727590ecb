import { Inject, Injectable } from '@nestjs/common'
import type { messagesDeskApi } from '../../shared/messages/messages-desk.api'
import type { InputOf } from '../../shared/api/endpoint'
import type { Page, SortOrder } from '../../shared/api/page'
import type { messagesApi, MessageView, MessagingView } from '../../shared/messages/messages.api'
import { left, type Messaging, readTo, withAnswers } from '../../shared/messages/messaging'
import { reminderAt } from '../../shared/messages/reminder'
import { instant } from '../../shared/points/decide'
import { CampaignsRepository } from '../campaigns/campaigns.repository'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit, LostRace } from '../database/write'
import { cursorOf, placeIn } from '../http/cursor'
import type { MemberCaller } from '../http/request'
import { MembersRepository } from '../members/members.repository'
import { SettingsRepository } from '../settings/settings.repository'
import { type Letter, MessagesRepository } from './messages.repository'
import { reminderCause } from './post'

const UNREAD_LOOKED_AT = 100
const PLACE = /^[\d-]{10}T[\d:.]{12}Z#[\w.-]{1,80}$/

@Injectable()
export class MessagesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MessagesRepository) private readonly messages: MessagesRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(CampaignsRepository) private readonly campaigns: CampaignsRepository,
    @Inject(SettingsRepository) private readonly settings: SettingsRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list({ memberId }: MemberCaller, input: InputOf<typeof messagesApi.listMessages>): Promise<Page<MessageView>> {
    await this.members.active(memberId)
    return this.page(memberId, input)
  }

  /** The same for staff. */
  async listOf(input: InputOf<typeof messagesDeskApi.memberMessages>): Promise<Page<MessageView>> {
    await this.members.living(input.memberId)
    return this.page(input.memberId, input)
  }

  private async page(memberId: string, { order = 'newest', cursor, limit }: InputOf<typeof messagesApi.listMessages> & { readonly order?: SortOrder }): Promise<Page<MessageView>> {
    const [messaging, page] = await Promise.all([this.messages.messaging(memberId), this.messages.letters(memberId, order, placeIn(cursor, PLACE, order), limit)])
    return { items: page.letters.map((letter) => viewOf(letter, messaging)), next: page.last === undefined ? null : cursorOf(page.last, order) }
  }

  async unread({ memberId }: MemberCaller): Promise<{ unread: number }> {
    await this.members.active(memberId)
    return this.unreadOf(memberId, await this.messages.messaging(memberId))
  }

  async read({ memberId }: MemberCaller, { upTo }: InputOf<typeof messagesApi.readMessages>): Promise<{ unread: number }> {
    const until = [upTo, instant(this.clock.now())].sort()[0] ?? upTo
    return this.unreadOf(memberId, await this.changed(memberId, (before) => readTo(before, until)))
  }

  async messaging({ memberId }: MemberCaller): Promise<MessagingView> {
    await this.members.active(memberId)
    return this.settingsOf(await this.messages.messaging(memberId))
  }

  async change({ memberId }: MemberCaller, { language, quiet, muted }: InputOf<typeof messagesApi.changeMessaging>): Promise<MessagingView> {
    const after = await this.changed(memberId, (before) => ({
      ...before,
      ...(language === undefined ? {} : { language }),
      ...(quiet === undefined ? {} : { quiet }),
      ...(muted === undefined ? {} : { muted: [...new Set(muted)] }),
    }))
    return this.settingsOf(after)
  }

  async subscribe({ memberId }: MemberCaller, { id, answers }: InputOf<typeof messagesApi.answerSubscriptions>): Promise<MessagingView> {
    const known = (await this.settings.templates()).map((template) => template.id)
    return this.settingsOf(await this.changed(memberId, (before) => withAnswers(before, id, answers, known)))
  }

  /** Asking again, or at once from two phones, makes one reminder. */
  async remind({ memberId }: MemberCaller, { campaignId }: InputOf<typeof messagesApi.remindOfCampaign>): Promise<{ startsAt: string }> {
    await this.members.active(memberId)
    const campaign = await this.campaigns.byId(campaignId)
    const dueAt = reminderAt(campaign, memberId, this.clock.now())
    const cause = reminderCause(campaignId)
    const plan = this.messages.post({ memberId, cause, campaignId, dueAt: instant(dueAt), giveUpAt: Number.MAX_SAFE_INTEGER, tries: 0 })
    try {
      if (!(await this.messages.isTold(memberId, cause))) await commit(this.database, [this.messages.tell(memberId, cause), plan])
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
    }
    return { startsAt: campaign?.startsAt ?? instant(dueAt) }
  }

  /** Reads, decides and writes how a member is told; nothing is written where nothing changes. */
  private changed(memberId: string, decide: (before: Messaging) => Messaging): Promise<Messaging> {
    return again(async () => {
      await this.members.active(memberId)
      const before = await this.messages.messaging(memberId)
      const after = decide(before)
      if (after !== before) await commit(this.database, [this.messages.change(memberId, before, after)])
      return after
    })
  }

  private async unreadOf(memberId: string, messaging: Messaging): Promise<{ unread: number }> {
    const { letters } = await this.messages.letters(memberId, 'newest', undefined, UNREAD_LOOKED_AT)
    return { unread: letters.filter((letter) => isUnread(letter, messaging)).length }
  }

  private async settingsOf(messaging: Messaging): Promise<MessagingView> {
    const { language, quiet, muted } = messaging
    return { language, quiet, muted: [...muted], templates: (await this.settings.templates()).map(({ id, kinds }) => ({ id, kinds, left: left(messaging, id) })) }
  }
}

const isUnread = ({ cameAt }: Letter, { readUpTo }: Messaging): boolean => readUpTo === undefined || cameAt > readUpTo

function viewOf(letter: Letter, messaging: Messaging): MessageView {
  const { kind, ...facts } = letter.message
  return { id: letter.cause, kind, at: letter.cameAt, isUnread: isUnread(letter, messaging), facts: Object.fromEntries(Object.entries<string | number | undefined>(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))) }
}
