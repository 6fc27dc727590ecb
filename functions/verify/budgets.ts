import type { Budget } from '../campaigns/budgets.repository'
import type { Database } from '../database/client'
import { type Key, keys, prefixes } from '../database/keys'
import { get, type Item, range } from '../database/read'
import { stored } from '../database/stored'
import type { Campaign } from '../../shared/campaigns/campaign'
import { budgetOfRule } from '../../shared/earning/award'
import type { ProgrammeTerms } from '../../shared/earning/programme'
import { canonical } from './account'
import { Counts } from './counts'
import type { MemberBooks } from './partition'
import { type Breach, told } from './breach'

interface Count {
  readonly budget: Budget | undefined
  /** Points of entries whose reservation has been cleared: `spent`. */
  spent: number
  /** A member whose entry took from it, to name. */
  member: string
}

/** What a launched campaign may give in all, in points. */
interface Promised {
  readonly id: string
  readonly points: number
  readonly shards: number
}

export interface BudgetState {
  readonly counts: ReadonlyMap<string, Count>
  readonly promised: readonly Promised[]
  readonly strangers: ReadonlyMap<string, Budget>
}

/**
 * Budgets from all sides. Each shard's own sum: initial = available + in flight + spent. Its entries: what they took has been spent,
 * unless their own attempt is still in flight. Its campaign: the shards began with what was promised when it was launched.
 */
export class BudgetBooks {
  private readonly counts: Counts<Count>
  private readonly promised: Promised[]
  private readonly strangers: Map<string, Budget>

  constructor(private readonly database: Database, kept?: BudgetState) {
    this.counts = new Counts(kept?.counts)
    this.promised = [...(kept?.promised ?? [])]
    this.strangers = new Map(kept?.strangers)
  }

  async state(): Promise<BudgetState> {
    return { counts: await this.counts.state(), promised: this.promised, strangers: this.strangers }
  }

  /** Reads every budget before any entry is read, so that a table in use is not misjudged. */
  async open(): Promise<void> {
    for (const item of await all(this.database, 'CAMPAIGNS', prefixes.campaign)) {
      const { id, budget, budgetPoints } = stored<Campaign>(item)
      if (budget !== undefined && budgetPoints !== undefined) this.promised.push({ id, points: budgetPoints, shards: budget.shards })
      for (let shard = 0; shard < (budget?.shards ?? 0); shard++) await this.count(id, shard)
    }
    const terms = await all(this.database, keys.programme().pk, '')
    for (const { rules = [] } of terms.map((item) => stored<Partial<ProgrammeTerms>>(item))) {
      for (const { id, budgetPoints } of rules) if (budgetPoints !== undefined) await this.count(budgetOfRule(id), 0)
    }
  }

  async add({ memberId, entries }: MemberBooks): Promise<void> {
    for (const { entry } of entries) {
      for (const { budget, shard, points } of entry.budgets?.from ?? []) {
        const count = await this.count(budget, shard)
        count.member = memberId
        if (count.budget?.inFlight[entry.budgets?.attempt ?? ''] === undefined) count.spent += points
      }
    }
  }

  /** A budget that the scan came by; one that no campaign and no rule names is held against itself only. */
  see(item: Item): void {
    const budget = stored<Budget>(item)
    if (!this.counts.has(nameOf(budget))) this.strangers.set(nameOf(budget), budget)
  }

  /** Every budget against its entries. One that changed while the table was read cannot be judged: `moving` counts those. */
  async close(): Promise<{ breaches: Breach[]; moving: number }> {
    const breaches: Breach[] = []
    let moving = 0
    for (const [name, { budget, spent, member }] of await this.counts.state()) {
      if (budget === undefined) {
        if (spent > 0) breaches.push(told((say) => say.budgetMissing(name, member)))
        continue
      }
      const now = await this.read(keys.budget(budget.budget, budget.shard))
      breaches.push(...(now === undefined ? [] : ownBreaches(now)))
      if (canonical(now) !== canonical(budget)) moving += 1
      else if (budget.spent !== spent) breaches.push(told((say) => say.budgetSpent(name, budget.spent, spent)))
    }
    const unknown = [...this.strangers].filter(([name]) => !this.counts.has(name))
    for (const campaign of this.promised) breaches.push(...(await this.promiseBreaches(campaign)))
    return { breaches: [...breaches, ...unknown.flatMap(([, budget]) => ownBreaches(budget))], moving }
  }

  /** Nothing about a launch that died before all its shards were there: the next one opens them. */
  private async promiseBreaches({ id, points, shards }: Promised): Promise<Breach[]> {
    const found = await Promise.all(Array.from({ length: shards }, async (_, shard) => (await this.count(id, shard)).budget))
    const began = found.reduce((total, budget) => total + (budget?.initial ?? 0), 0)
    return found.includes(undefined) || began === points ? [] : [told((say) => say.budgetPromised(id, points, began))]
  }

  private count(budget: string, shard: number): Promise<Count> {
    return this.counts.of(`${budget}/${shard}`, async () => ({ budget: await this.read(keys.budget(budget, shard)), spent: 0, member: '' }))
  }

  private async read(key: Key): Promise<Budget | undefined> {
    const item = await get(this.database, key)
    return item && stored<Budget>(item)
  }
}

const nameOf = ({ budget, shard }: Budget): string => `${budget}/${shard}`

function ownBreaches(budget: Budget): Breach[] {
  const { initial, available, spent, inFlight } = budget
  const flights = Object.values(inFlight).map(({ points }) => points)
  const numbers = [['initial', initial], ['available', available], ['spent', spent], ...flights.map((points) => ['in flight', points] as const)] as const
  const sum = available + spent + flights.reduce((total, points) => total + points, 0)
  return [
    ...numbers.filter(([, value]) => !Number.isSafeInteger(value) || value < 0).map(([what, value]) => told((say) => say.budgetNegative(nameOf(budget), what, String(value)))),
    ...(sum === initial ? [] : [told((say) => say.budgetSum(nameOf(budget), initial, sum))]),
  ]
}

async function all(database: Database, pk: string, beginsWith: string): Promise<readonly Item[]> {
  const found: Item[] = []
  let after: string | undefined
  do {
    const { items, last } = await range(database, { pk, ...(beginsWith === '' ? {} : { beginsWith }), after })
    found.push(...items)
    after = last
  } while (after !== undefined)
  return found
}
