import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { MemberId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import type { Moment } from '../../shared/points/decide'
import { checkCode, CODE_STEP_MS, readCode } from '../../shared/vouchers/code'
import { stateAt, type Voucher } from '../../shared/vouchers/voucher'
import type { DeskVoucher, vouchersDeskApi } from '../../shared/vouchers/vouchers-desk.api'
import { Database } from '../database/client'
import { roster } from '../database/keys'
import { onRoster } from '../database/read'
import { ProgrammeRepository } from '../earning/programme.repository'
import { cursorOf, placeIn } from '../http/cursor'
import { MembersRepository } from '../members/members.repository'
import { Secrets } from '../secrets'
import { StaffRepository } from '../stores/staff.repository'
import { voucherPage } from './voucher-page'
import { VoucherViews } from './voucher.views'
import { VouchersRepository } from './vouchers.repository'

/** So many members' vouchers are read for a page of those of everyone, all at once. */
const MEMBERS_AT_ONCE = 12
/** The roster is asked so often for a page; a small shop's is read to its end. */
const ROUNDS_MAX = 20

type Find = InputOf<typeof vouchersDeskApi.findVouchers>

/** Vouchers as a desk looks for them. No index is kept for it: every exchange and redemption would pay for one. */
@Injectable()
export class VouchersDeskService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(VouchersRepository) private readonly vouchers: VouchersRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(VoucherViews) private readonly views: VoucherViews,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  async find(input: Find): Promise<Page<DeskVoucher>> {
    const { code, memberId, cardNo } = input
    if ([code, memberId, cardNo].filter((one) => one !== undefined).length > 1) throw new Refusal('invalid_input', { field: 'code, memberId, cardNo' })
    const { moment } = await this.programmes.now()
    if (code !== undefined) return { items: await this.shown(await this.behind(code), moment), next: null }
    const meant = memberId ?? (cardNo === undefined ? undefined : await this.members.byCard(cardNo))
    if (meant !== undefined) return this.ofMember(meant, input, moment)
    if (input.order !== undefined) throw new Refusal('invalid_input', { field: 'order' })
    return cardNo === undefined ? this.ofEveryone(input, moment) : { items: [], next: null }
  }

  /** A code says whose voucher it is. How old it is does not matter here: nothing is redeemed by it. */
  private async behind(code: string): Promise<readonly Voucher[]> {
    const scanned = readCode(code)
    if (scanned.type === 'member') throw new Refusal('code_unreadable')
    checkCode(this.secrets.codeKey, scanned, scanned.type === 'voucher' ? scanned.step * CODE_STEP_MS : 0)
    const memberId = await this.members.byCard(scanned.cardNo)
    const voucher = memberId === undefined ? undefined : await this.vouchers.byHandle(memberId, scanned.handle)
    return voucher === undefined ? [] : [voucher]
  }

  private async ofMember(memberId: MemberId, input: Find, moment: Moment): Promise<Page<DeskVoucher>> {
    const { page, next } = voucherPage(await this.vouchers.ofMember(memberId), fits(input, moment), input)
    return { items: await this.shown(page, moment), next }
  }

  /** Members of the roster, a few at a time, until there is enough to show; then where to go on. */
  private async ofEveryone(input: Find, moment: Moment): Promise<Page<DeskVoucher>> {
    const found: Voucher[] = []
    let place: string | undefined = placeIn(input.cursor, /^(\d|1[0-5])( mem_[0-9A-Z]{26})?$/) ?? '0'
    for (let round = 0; round < ROUNDS_MAX && place !== undefined && found.length < input.limit; round++) {
      const [shard = '0', after]: readonly string[] = place.split(' ')
      const page = await onRoster(this.database, Number(shard), after, MEMBERS_AT_ONCE)
      const all = await Promise.all(page.memberIds.map(async (id) => (await this.vouchers.ofMember(MemberId.parse(id))).filter(fits(input, moment)).slice(0, input.limit)))
      found.push(...all.flat())
      place = page.last !== undefined ? `${shard} ${page.last}` : Number(shard) + 1 < roster.shards ? String(Number(shard) + 1) : undefined
    }
    return { items: await this.shown(found, moment), next: place === undefined ? null : cursorOf(place) }
  }

  /** With the names of those who redeemed them, which are kept only with the staff. */
  private async shown(vouchers: readonly Voucher[], moment: Moment): Promise<DeskVoucher[]> {
    const names = new Map((vouchers.some(({ redeemed }) => redeemed !== undefined) ? await this.staff.list() : []).map(({ id, name }) => [id, name]))
    return Promise.all(
      vouchers.map(async (voucher) => {
        const { memberId, cardNo, stockOf, endedAt = null, redeemed } = voucher
        const by = redeemed && { at: redeemed.at, storeName: redeemed.storeName, staffId: redeemed.staffId, clerkName: names.get(redeemed.staffId) ?? '' }
        return { ...(await this.views.view(voucher, moment)), memberId, cardNo, isFlash: stockOf !== undefined, endedAt, redeemed: by ?? null }
      }),
    )
  }
}

const fits = ({ state, rewardId }: Find, moment: Moment) => (voucher: Voucher): boolean =>
  (state === undefined || stateAt(voucher, moment.now) === state) && (rewardId === undefined || voucher.rewardId === rewardId)
