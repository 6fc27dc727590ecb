import { Inject, Injectable } from '@nestjs/common'
import type { MemberId, StaffId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get, type Item } from '../database/read'
import { stored } from '../database/stored'
import { type Write, create } from '../database/write'

/** How a member of staff signs in at a desk. Who only ever scans has none until something is set. */
export interface Access {
  readonly staffId: StaffId
  readonly memberId: MemberId
  /** Compared on every change. */
  readonly revision: number
  /** Raising it ends every session at a desk at once. */
  readonly epoch: number
  readonly login?: string
  readonly passwordHash?: string
  /** The password works once, and until then. */
  readonly oneTimeUntil?: string
  /** The secret of the authenticator app, encrypted; `pendingFactor` is not confirmed yet. */
  readonly secondFactor?: string
  readonly pendingFactor?: string
  /** The last step of the app that signed somebody in; later ones only. */
  readonly lastStep?: number
}

@Injectable()
export class AccessRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async of(staffId: string): Promise<Access | undefined> {
    return this.read(await get(this.database, keys.access(staffId)))
  }

  read(item: Item | undefined): Access | undefined {
    return item && stored<Access>(item)
  }

  /** As many reads where there is no such login. */
  async byLogin(login: string): Promise<Access | undefined> {
    const item = await get(this.database, keys.login(login))
    return this.of(String(item?.['staffId'] ?? 'nobody'))
  }

  /** Replaces what was read, if nobody else changed it since, and moves the login with it. Refuses with `login_taken`. */
  change(before: Access | undefined, after: Omit<Access, 'revision'>): readonly Write[] {
    const item = { ...keys.access(after.staffId), ...after, revision: (before?.revision ?? 0) + 1 }
    const own: Write = before === undefined ? create(item) : { type: 'put', item, condition: 'revision = :revision', values: { ':revision': before.revision } }
    if (after.login === undefined || after.login === before?.login) return [own]
    const claim: Write = {
      type: 'put', item: { ...keys.login(after.login), staffId: after.staffId }, condition: 'attribute_not_exists(pk) OR staffId = :staffId', values: { ':staffId': after.staffId },
      otherwise: () => new Refusal('login_taken'),
    }
    return [own, claim, ...(before?.login === undefined ? [] : [this.forgetLogin(before.login)])]
  }

  /** Takes away every way in, of somebody who leaves. */
  forget(access: Access | undefined): readonly Write[] {
    if (access === undefined) return []
    return [{ type: 'delete', key: keys.access(access.staffId) }, ...(access.login === undefined ? [] : [this.forgetLogin(access.login)])]
  }

  private forgetLogin(login: string): Write {
    return { type: 'delete', key: keys.login(login) }
  }
}
