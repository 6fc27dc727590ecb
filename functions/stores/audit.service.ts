import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { StaffId } from '../../shared/api/ids'
import type { Page } from '../../shared/api/page'
import type { Change } from '../../shared/stores/audit'
import type { auditApi, StaffDeed } from '../../shared/stores/audit.api'
import { stored } from '../database/stored'
import { cursorOf, placeIn } from '../http/cursor'
import { AuditRepository, type StoredDeed } from './audit.repository'
import { StaffRepository } from './staff.repository'

/** The name of a deed. */
const PLACE = /^\d{4}-\d{2}-[\w:.#/-]{1,200}$/

@Injectable()
export class AuditService {
  constructor(
    @Inject(AuditRepository) private readonly audit: AuditRepository,
    @Inject(StaffRepository) private readonly staff: StaffRepository,
  ) {}

  /** Three requests at most: their names and they themselves, and who works here. */
  async list({ from, to, order, cursor, limit, ...wanted }: InputOf<typeof auditApi.listAudit>): Promise<Page<StaffDeed>> {
    const after = placeIn(cursor, PLACE, order)
    const { deeds, last } = await this.audit.trail({ ...wanted, ...(await this.audit.bounds(from, to)), order, after, limit })
    const shown = deeds.slice(0, limit)
    const place = deeds.length > limit ? shown.at(-1)?.name : last
    return { items: await this.views(shown), next: place === undefined ? null : cursorOf(place, order) }
  }

  private async views(deeds: readonly StoredDeed[]): Promise<StaffDeed[]> {
    const staff = new Map((await this.staff.list()).map((one) => [String(one.id), one]))
    return deeds.map((deed) => {
      const one = staff.get(deed.staffId)
      const name = one === undefined || one.name === '' ? `#${deed.staffId.slice(-4)}` : one.name
      return {
        id: deed.name, at: deed.at, day: deed.day, staff: { id: StaffId.parse(deed.staffId), name, role: one?.role ?? null },
        call: deed.call, target: deed.target ?? null, input: stored<StaffDeed['input']>(JSON.parse(deed.input)),
        outcome: deed.outcome ?? null, requestId: deed.requestId ?? null, number: deed.link ?? null,
        change: deed.change === undefined ? null : changed(stored<Change>(JSON.parse(deed.change))),
      }
    })
  }
}

const changed = ({ title, places, more }: Change): StaffDeed['change'] => ({ title: title ?? null, places: [...places], more })
