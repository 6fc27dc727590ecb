import type { Database } from '../database/client'
import { keys } from '../database/keys'
import { get } from '../database/read'
import { atTheBeginning, eachPartition, type Partition, type Place } from '../database/scan'
import { stored } from '../database/stored'
import { moveOf } from '../mall/stock-moves.repository'
import type { Stock } from '../mall/stock.repository'
import { type Breach, Breaches } from './breach'
import { BudgetBooks, type BudgetState } from './budgets'
import { confirmed } from './examine'
import { FigureBooks, type FigureState } from './figures'
import { OrderBalance, unbookedOrders } from './orders'
import { StockBooks, type StockState } from './stock'
import { TiersHeld } from './tiers'

/** What a check of a whole table has found. */
export interface Checked {
  readonly members: number
  readonly entries: number
  readonly vouchers: number
  readonly breaches: readonly Breach[]
  /** Breaches beyond those, when there are very many. */
  readonly more: number
  /** Stocks, budgets and sheets of figures that were in use while being read and so could not be held against vouchers and entries. */
  readonly moving: number
  /** Members and redemptions that the figures have not come to yet. */
  readonly uncounted: number
}

export interface Watcher {
  /** Whether the figures must have come to everything soon, as they do where the stream is running. */
  readonly mustBeCounted?: boolean
  /** Whether there is time to go on; asked again and again. */
  readonly mayGoOn?: () => boolean
  readonly onRead?: (items: number) => void
  readonly onStage?: (stage: 'stock' | 'figures' | 'orders') => void
}

/** All that a check knows half-way, as plain data: what went before can be forgotten. Its shape is named by `CHECK_EDITION`. */
export interface CheckState {
  readonly zone: string | undefined
  readonly counts: { members: number; entries: number; vouchers: number }
  readonly breaches: Breach[]
  readonly more: number
  readonly places: Place[]
  readonly stocks: StockState
  readonly budgets: BudgetState
  readonly figures: FigureState
  readonly orders: Int32Array
  readonly tiers: Map<string, string>
  /** Once the whole table was read and stocks, budgets and figures held against it. */
  readonly closed: Closed | undefined
  readonly orderPlaces: Place[]
}

/** Raised whenever the shape or the meaning of `CheckState` changes: a check that another edition began is begun anew. */
export const CHECK_EDITION = 1

interface Closed {
  readonly moving: number
  readonly uncounted: number
}

/** Reads a whole table and names every breach of what must always hold. The table may be in use: what looks wrong is read again before it is named. */
export class Check {
  private readonly breaches: Breaches
  private readonly counts: CheckState['counts']
  private readonly stocks: StockBooks
  private readonly budgets: BudgetBooks
  private readonly figures: FigureBooks
  private readonly orders: OrderBalance
  private readonly tiers: TiersHeld
  private readonly places: Place[]
  private readonly orderPlaces: Place[]
  private closed: Closed | undefined

  private constructor(
    private readonly database: Database,
    private readonly zone: string | undefined,
    kept?: CheckState,
  ) {
    this.breaches = new Breaches(kept?.breaches, kept?.more)
    this.counts = kept?.counts ?? { members: 0, entries: 0, vouchers: 0 }
    this.stocks = new StockBooks(database, this.breaches.add, kept?.stocks)
    this.budgets = new BudgetBooks(database, kept?.budgets)
    this.figures = new FigureBooks(database, zone, kept?.figures)
    this.orders = new OrderBalance(kept?.orders)
    this.tiers = new TiersHeld(kept?.tiers)
    this.places = kept?.places ?? atTheBeginning()
    this.orderPlaces = kept?.orderPlaces ?? atTheBeginning()
    this.closed = kept?.closed
  }

  /** Begins: what many members share is read before anything of theirs, so that a table in use is not misjudged. */
  static async begin(database: Database): Promise<Check> {
    const zone = (await get(database, keys.programme()))?.['timeZone']
    const check = new Check(database, typeof zone === 'string' ? zone : undefined)
    await Promise.all([check.stocks.open(), check.budgets.open(), check.figures.open()])
    return check
  }

  /** Takes up a check that was stopped, by its state. */
  static resume(database: Database, state: CheckState): Check {
    return new Check(database, state.zone, state)
  }

  /** What it knows; only while it does not go on. */
  async state(): Promise<CheckState> {
    const { zone, counts, places, orderPlaces, closed } = this
    return {
      zone, counts, places, orderPlaces, closed,
      breaches: this.breaches.kept,
      more: this.breaches.more,
      stocks: await this.stocks.state(),
      budgets: await this.budgets.state(),
      figures: this.figures.state,
      orders: this.orders.buckets,
      tiers: this.tiers.holders,
    }
  }

  /** Goes on, as long as it may. @returns what it has found, or undefined when it was stopped before the end */
  async goOn({ mustBeCounted = false, mayGoOn = () => true, onRead, onStage }: Watcher = {}): Promise<Checked | undefined> {
    const way = { mayGoOn, ...(onRead === undefined ? {} : { onRead }) }
    if (this.closed === undefined) {
      const isRead = await eachPartition(this.database, (partition) => this.visit(partition), { ...way, places: this.places })
      if (!isRead || !mayGoOn()) return undefined
      this.closed = await this.close(mustBeCounted, onStage)
    }
    onStage?.('orders')
    if (!(await unbookedOrders(this.database, this.orders, this.breaches.add, { mayGoOn, places: this.orderPlaces }))) return undefined
    this.breaches.add(...(await this.tiers.unknown(this.database)))
    return { ...this.counts, breaches: this.breaches.kept, more: this.breaches.more, ...this.closed }
  }

  private async visit(partition: Partition): Promise<void> {
    const { pk, items } = partition
    const finding = await confirmed(this.database, partition, this.zone)
    this.breaches.add(...finding.breaches)
    this.counts.members += finding.members ?? 0
    this.counts.entries += finding.entries ?? 0
    this.counts.vouchers += finding.vouchers?.length ?? 0
    for (const held of finding.vouchers ?? []) await this.stocks.add(held)
    if (finding.books !== undefined) {
      this.tiers.add(finding.books)
      this.figures.add(finding.books, items)
      await this.budgets.add(finding.books)
    }
    for (const id of finding.provenOrders ?? []) this.orders.prove(id)
    for (const id of finding.claimedOrders ?? []) this.orders.claim(id)
    if (pk.startsWith('STOCK#')) for (const item of items) await this.stocks.see(stored<Stock>(item))
    if (pk.startsWith('MOVES#')) for (const item of items) await this.stocks.addMove(moveOf(item))
    if (pk.startsWith('BUDGET#')) for (const item of items) this.budgets.see(item)
  }

  private async close(mustBeCounted: boolean, onStage: Watcher['onStage']): Promise<Closed> {
    onStage?.('stock')
    const [stock, budget] = [await this.stocks.close(), await this.budgets.close()]
    onStage?.('figures')
    const figure = await this.figures.close(mustBeCounted)
    this.breaches.add(...stock.breaches, ...budget.breaches, ...figure.breaches)
    return { moving: stock.moving + budget.moving + figure.moving, uncounted: figure.behind }
  }
}
