import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { StaffId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import type { auditApi, StaffDeed } from '../../shared/stores/audit.api'
import type { BusinessDay } from '../../shared/time/day'
import { stored } from '../database/stored'
import { cursorOf, placeIn } from '../http/cursor'
import { AuditRepository, type StoredDeed } from './audit.repository'
import { StaffRepository } from './staff.repository'

/** So many deeds are looked at for one page, and so many days. */
const READ_MAX = 1_000
const DAYS_MAX = 31
const READ_AT_ONCE = 200
const PLACE = /^(\d{4}-\d{2}-\d{2}) ([\w:.#/-]{0,200})$/

@Injectable()
export class AuditService {
  constructor(
    @Inject(AuditRepository) private readonly audit: AuditRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
  ) {}

  /** Goes back day by day until the page is full, or enough has been looked at. */
  async list({ day: only, cursor, limit, ...wanted }: InputOf<typeof auditApi.listAudit>): Promise<Page<StaffDeed>> {
    const [, cursorDay, place] = PLACE.exec(placeIn(cursor, PLACE) ?? '') ?? []
    let day: BusinessDay | undefined = cursorDay ?? only ?? (await this.audit.today())
    let after = place === '' ? undefined : place
    const found: StoredDeed[] = []
    for (let read = 0, days = 0; day !== undefined && read < READ_MAX && days < DAYS_MAX; read += READ_AT_ONCE) {
      const { deeds, last } = await this.audit.ofDay(day, after, READ_AT_ONCE, wanted)
      const room = limit - found.length
      found.push(...deeds.slice(0, room))
      if (deeds.length > room) return this.page(found, `${day} ${found.at(-1)?.name ?? ''}`)
      after = last
      if (last !== undefined) continue
      days += 1
      day = only === undefined ? await this.audit.dayBefore(day) : undefined
    }
    return this.page(found, day === undefined ? undefined : `${day} ${after ?? ''}`)
  }

  private async page(deeds: readonly StoredDeed[], place: string | undefined): Promise<Page<StaffDeed>> {
    const staff = new Map((await this.staff.list()).map((one) => [String(one.id), one]))
    const items = deeds.map((deed) => {
      const one = staff.get(deed.staffId)
      const name = one === undefined || one.name === '' ? `#${deed.staffId.slice(-4)}` : one.name
      return {
        id: deed.name, at: deed.at, day: deed.day, staff: { id: StaffId.parse(deed.staffId), name, role: one?.role ?? null },
        call: deed.call, target: deed.target ?? null, input: stored<StaffDeed['input']>(JSON.parse(deed.input)),
        outcome: deed.outcome ?? null, requestId: deed.requestId ?? null, number: deed.link ?? null,
      }
    })
    return { items, next: place === undefined ? null : cursorOf(place) }
  }
}
