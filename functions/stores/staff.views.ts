import { Inject, Injectable } from '@nestjs/common'
import type { Staff } from '../../shared/stores/stores.api'
import type { StaffMember } from './staff.repository'
import { StoresRepository } from './stores.repository'

/** Staff as they are shown. */
@Injectable()
export class StaffViews {
  constructor(@Inject(StoresRepository) private readonly stores: StoresRepository) {}

  async of(staff: StaffMember): Promise<Staff> {
    const stores = staff.role === 'owner' ? await this.stores.all() : await this.stores.named(staff.storeIds)
    return { id: staff.id, role: staff.role, name: staff.name, stores: [...stores], joinedAt: staff.joinedAt }
  }
}
