import type { Database } from '../database/client'
import { keys } from '../database/keys'
import { type Item, range } from '../database/read'
import { stored } from '../database/stored'
import type { TierTerms } from '../../shared/tiers/terms'
import type { MemberBooks } from './partition'
import { type Breach, told } from './breach'

/** Which tiers members hold, each with one member who does: few, however many members there are. */
export class TiersHeld {
  constructor(readonly holders = new Map<string, string>()) {}

  add({ memberId, account }: Pick<MemberBooks, 'memberId' | 'account'>): void {
    for (const held of [account?.tier, account?.tier?.earned]) if (held !== undefined && !this.holders.has(held.id)) this.holders.set(held.id, memberId)
  }

  /** Tiers that no version of the programme has. */
  async unknown(database: Database): Promise<readonly Breach[]> {
    if (this.holders.size === 0) return []
    const known = await tiersOfAllVersions(database)
    return [...this.holders].filter(([tier]) => !known.has(tier)).map(([tier, memberId]) => told((say) => say.tierUnknown(memberId, tier)))
  }
}

async function tiersOfAllVersions(database: Database): Promise<ReadonlySet<string>> {
  const known = new Set<string>()
  let after: string | undefined
  do {
    const page: { readonly items: readonly Item[]; readonly last: string | undefined } = await range(database, { pk: keys.programme().pk, after })
    for (const item of page.items) for (const { id } of stored<{ tiers?: TierTerms }>(item).tiers?.levels ?? []) known.add(id)
    after = page.last
  } while (after !== undefined)
  return known
}
