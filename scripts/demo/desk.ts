import { createHash } from 'node:crypto'
import type { Database } from '../../functions/database/client'
import { commit } from '../../functions/database/write'
import { AccessRepository } from '../../functions/stores/access.repository'
import { passwordHash } from '../../functions/stores/passwords'
import { StaffRepository } from '../../functions/stores/staff.repository'

const LOGIN = 'zhaomin'
const PASSWORD_CHARS = 16

/** With it the demo's owner signs in at the console. */
export interface DemoLogin {
  readonly login: string
  readonly password: string
}

/** Gives the demo's owner a login, unless they have one; the password is this machine's own, the same at every start. */
export async function ownerLogin(database: Database, codeKey: string): Promise<DemoLogin> {
  const password = createHash('sha256').update(`owner ${codeKey}`).digest('base64url').slice(0, PASSWORD_CHARS)
  const access = new AccessRepository(database)
  const owner = (await new StaffRepository(database).list()).find(({ role, removedAt }) => role === 'owner' && removedAt === undefined)
  const before = owner && (await access.of(owner.id))
  if (owner !== undefined && before?.passwordHash === undefined) {
    await commit(database, access.change(before, { staffId: owner.id, memberId: owner.memberId, epoch: 0, ...before, login: LOGIN, passwordHash: await passwordHash(password) }))
  }
  return { login: before?.login ?? LOGIN, password }
}
