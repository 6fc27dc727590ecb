import { Inject, Injectable } from '@nestjs/common'
import type { Found } from '../../shared/imports/decide'
import type { Named } from '../../shared/imports/rows'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll } from '../database/read'
import { memberIdIn } from '../members/members.repository'
import { PersonalData } from '../members/personal-data'

/** Whose phone and customer numbers rows name. */
@Injectable()
export class Whose {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PersonalData) private readonly personalData: Pick<PersonalData, 'hash'>,
  ) {}

  /** For many rows at once, a hundred names a request. */
  async of(rows: readonly Named[]): Promise<readonly Found[]> {
    const wanted = rows.flatMap((row) => [...(row.phone === undefined ? [] : [keys.identity('phone', this.hashOf(row.phone))]), ...(row.customer === undefined ? [] : [keys.identity('customer', row.customer)])])
    const items = [...(await getAll(this.database, wanted))]
    return rows.map(({ phone, customer, memberId }) => ({
      phone: phone === undefined ? undefined : memberIdIn(items.shift()),
      customer: customer === undefined ? undefined : memberIdIn(items.shift()),
      memberId,
    }))
  }

  hashOf(phone: string): string {
    return this.personalData.hash('phone', phone)
  }
}
