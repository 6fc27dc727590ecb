import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { Page } from '../../shared/api/page'
import type { MemberLine, memberListApi } from '../../shared/earning/member-list.api'
import type { Programme } from '../../shared/earning/programme'
import { emptyAccount, type Account } from '../../shared/points/account'
import type { Moment } from '../../shared/points/decide'
import { applyAll } from '../../shared/points/ledger'
import { calendarSteps } from '../../shared/tiers/standing'
import { tierOf } from '../../shared/tiers/terms'
import { dayOf } from '../../shared/time/day'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll, type Item, onMemberList } from '../database/read'
import { stored } from '../database/stored'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import { accountOf } from '../points/points.repository'
import { memberOf } from './members.repository'
import { maskName, maskPhone, PersonalData } from './personal-data'

type Wanted = InputOf<typeof memberListApi.listMembers>

/** With a filter so many members are looked through for a page: both their items are read in one request. */
const LOOKED_THROUGH = 50

/** All members by when they came: one look at the index, one request for what it names. */
@Injectable()
export class MemberListService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  async list({ cursor, limit, order, tier, state }: Wanted): Promise<Page<MemberLine>> {
    const { programme, moment } = await this.programmes.now()
    const after = placeIn(cursor, /^mem_[0-9A-Z]{26}$/, order)
    const { memberIds, last } = await onMemberList(this.database, order, after, tier === undefined && state === undefined ? limit : LOOKED_THROUGH)
    const items = await getAll(this.database, memberIds.flatMap((id) => [keys.member(id), keys.account(id)]))
    const fitting = memberIds.flatMap((_, place) => this.line(items[2 * place], items[2 * place + 1], programme, moment) ?? []).filter((line) => fits(line, tier, state))
    const shown = fitting.slice(0, limit)
    const goOn = fitting.length > limit ? shown.at(-1)?.id : last
    return { items: shown, next: goOn === undefined ? null : cursorOf(goOn, order) }
  }

  /** Undefined for one who was erased since the index was looked at. */
  private line(memberItem: Item | undefined, accountItem: Item | undefined, programme: Programme, moment: Moment): MemberLine | undefined {
    const member = memberItem && memberOf(memberItem)
    if (member?.state !== 'active') return undefined
    const { nickname, phone } = member.personal === undefined ? { nickname: '', phone: undefined } : this.personalData.open(member.id, member.personal)
    const joinedOn = dayOf(Date.parse(member.joinedAt), moment.timeZone)
    const before = accountItem === undefined ? emptyAccount : accountOf(stored<Account>(accountItem))
    const { account } = applyAll(before, calendarSteps(before, programme.tiers, joinedOn, moment))
    const tier = programme.tiers && tierOf(programme.tiers, account.tier?.id)
    return {
      id: member.id,
      cardNo: member.cardNo,
      nicknameMasked: nickname === '' ? '' : maskName(nickname),
      phoneMasked: phone === undefined ? null : maskPhone(phone),
      joinedOn,
      isFrozen: member.standing?.state === 'frozen',
      customer: member.customer ?? null,
      isOnWechat: member.openidHash !== undefined,
      available: account.available,
      pending: account.pending,
      debt: account.debt,
      tier: tier === undefined ? null : { id: tier.id, name: tier.name },
      lastPurchaseOn: account.marks.purchase ?? null,
    }
  }
}

function fits({ tier: held, isFrozen, debt }: MemberLine, tier: string | undefined, state: Wanted['state']): boolean {
  if (tier !== undefined && held?.id !== tier) return false
  if (state === 'frozen') return isFrozen
  if (state === 'in_debt') return debt > 0
  return state === undefined || (!isFrozen && debt === 0)
}
