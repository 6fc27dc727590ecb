import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { type MemberId, StaffId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import { Refusal } from '../../shared/api/refusal'
import { instant } from '../../shared/points/decide'
import { riskReasons } from '../../shared/risk/judge'
import { type BlockKind, blockKinds, type riskApi } from '../../shared/risk/risk.api'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit, LostRace } from '../database/write'
import { cursorOf, placeIn } from '../http/cursor'
import type { ClerkCaller } from '../http/request'
import { type Member, MembersRepository, notMerged } from '../members/members.repository'
import { PersonalData } from '../members/personal-data'
import { noteChange } from '../stores/changes'
import { type Block, type Blockable, BlocksRepository } from './blocks.repository'
import { RefusedRepository } from './refused.repository'
import { saidOf } from './said'

type AddBlocks = InputOf<typeof riskApi.addBlocks>

/** What staff decide of members: freezing, trusting, and who may not join. */
@Injectable()
export class StandingsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(BlocksRepository) private readonly blocks: BlocksRepository,
    @Inject(RefusedRepository) private readonly refused: RefusedRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  freeze(caller: ClerkCaller, { memberId, reason }: InputOf<typeof riskApi.freezeMember>) {
    return this.set(caller, memberId, 'frozen', reason)
  }

  thaw(caller: ClerkCaller, { memberId, reason, trust }: InputOf<typeof riskApi.thawMember>) {
    return this.set(caller, memberId, trust ? 'trusted' : 'thawed', reason)
  }

  async risk({ memberId }: InputOf<typeof riskApi.memberRisk>) {
    const member = await this.known(memberId)
    const refused = await this.refused.of(memberId)
    return {
      ...standingOf(member),
      wechatRank: member.wechatRank?.rank ?? null,
      refused: refused.map(({ what, at, reasons }) => ({ what, at, reasons: saidOf(riskReasons.filter((reason) => reasons.includes(reason))) })),
    }
  }

  async addBlocks({ staff }: ClerkCaller, input: AddBlocks): Promise<{ items: ReturnType<typeof blockView>[] }> {
    const those = await this.meant(input)
    for (const one of those) {
      const block = { ...one, reason: input.reason, by: staff.id, at: instant(this.clock.now()) }
      await this.blocks.add(block).catch((error: unknown) => {
        if (!(error instanceof LostRace)) throw error
      })
    }
    return { items: (await this.blocks.known(those)).flatMap((block) => (block === undefined ? [] : blockView(block))) }
  }

  async listBlocks({ cursor, limit }: InputOf<typeof riskApi.listBlocks>): Promise<Page<ReturnType<typeof blockView>>> {
    const { blocks, last } = await this.blocks.page(placeIn(cursor, /^BLOCK#(openid|phone|device)#[\w-]{43}$/), limit)
    return { items: blocks.map(blockView), next: last === undefined ? null : cursorOf(last) }
  }

  async removeBlock({ blockId }: InputOf<typeof riskApi.removeBlock>): Promise<{ removed: true }> {
    const [kind = '', hash = ''] = blockId.split('.')
    const known = blockKinds.find((one) => one === kind)
    if (known !== undefined) await commit(this.database, [this.blocks.remove({ kind: known, hash })])
    return { removed: true }
  }

  /** The same state again changes nothing: the first who said so and why stays. Nobody decides on themself, but the owner. */
  private set({ staff }: ClerkCaller, memberId: MemberId, state: 'frozen' | 'thawed' | 'trusted', reason: string) {
    return again(async () => {
      const member = await this.known(memberId)
      if (memberId === staff.memberId && staff.role !== 'owner') throw new Refusal('not_allowed')
      if (member.standing?.state === state) return standingOf(member)
      const after = { ...member, standing: { state, by: staff.id, at: instant(this.clock.now()), reason } }
      noteChange({ before: { standing: member.standing?.state ?? null }, after: { standing: state }, isPersonal: true })
      await commit(this.database, [this.members.change(member, after)])
      return standingOf(after)
    })
  }

  private async known(memberId: string): Promise<Member> {
    const member = await this.members.byId(memberId)
    if (member === undefined || member.state === 'erased') throw new Refusal('member_not_found')
    return notMerged(member)
  }

  /** Whom a block is for: one named thing, or all that is known of a member. */
  private async meant({ kind, value, memberId }: AddBlocks): Promise<readonly Blockable[]> {
    if (memberId !== undefined && value === undefined) {
      const { openidHash, phoneHash, devices = [] } = await this.known(memberId)
      const all = [...named('openid', openidHash), ...named('phone', phoneHash), ...devices.flatMap((device) => named('device', this.personalData.hash('device', device)))]
      return all.filter((one) => kind === undefined || one.kind === kind)
    }
    if (kind === undefined || value === undefined || memberId !== undefined) throw new Refusal('invalid_input', { field: 'kind, value' })
    return named(kind, this.personalData.hash(kind, kind === 'phone' ? value.replace(/^\+86/, '') : value))
  }
}

const named = (kind: BlockKind, hash: string | undefined): readonly Blockable[] => (hash === undefined ? [] : [{ kind, hash }])

const blockView = ({ kind, hash, reason, by, at }: Block) => ({ id: `${kind}.${hash}`, kind, reason, by: StaffId.parse(by), at })

function standingOf({ id, standing }: Member) {
  return { memberId: id, standing: standing === undefined ? null : { ...standing, by: StaffId.parse(standing.by) } }
}
