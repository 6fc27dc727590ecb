import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll, type Item, range } from '../database/read'
import { redemptionSteps, stepsOf } from '../insight/figure-book'
import { countedIn, FiguresRepository, markKey, markOf, sheetOfItem, subjectName, subjectOf } from '../insight/figures.repository'
import { count, type Step, uncounted } from '../../shared/insight/counting'
import { sheetNames } from '../../shared/insight/figures'
import { type Counting, type Sheet, sheetName } from '../../shared/insight/sheet'
import type { MemberBooks } from './partition'
import { type Breach, told } from './breach'

/** Figures follow entries by the table's stream: those behind are given so much time before they count as forgotten. */
const LOOKS = 8
const PAUSE_MS = 750
/** So many of those behind are kept, to look at again and to name. */
const BEHIND_KEPT_MAX = 1_000

/** What it knows. */
export interface FigureState {
  generation: number
  isRebuilding: boolean
  sheets: ReadonlyMap<string, Sheet>
  readonly wanted: Map<string, Map<string, number>>
  readonly behind: Map<string, number>
  behindCount: number
}

const nothing = (): FigureState => ({ generation: 1, isRebuilding: false, sheets: new Map(), wanted: new Map(), behind: new Map(), behindCount: 0 })

/**
 * Figures against entries. What a sheet should hold of a member follows from the member's steps up to their mark, or up to what the
 * sheet itself holds open; so it is exact also for a shop in use and for a consumer that stopped half-way. Only sheets that changed
 * meanwhile cannot be judged.
 */
export class FigureBooks {
  private readonly figures: FiguresRepository

  constructor(
    private readonly database: Database,
    private readonly timeZone: string | undefined,
    readonly state: FigureState = nothing(),
  ) {
    this.figures = new FiguresRepository(database)
  }

  /** Reads all sheets before any entry is read. */
  async open(): Promise<void> {
    const { counting, reading } = await this.figures.generations()
    this.state.generation = counting
    this.state.isRebuilding = counting !== reading
    this.state.sheets = await this.read()
  }

  /** Adds what a member's books say. */
  add(books: MemberBooks, items: readonly Item[]): void {
    if (this.timeZone === undefined) return
    const at = (sk: string) => items.find((item) => item['sk'] === sk)
    const steps = stepsOf({ memberItem: at(keys.member(books.memberId).sk), accountItem: at(keys.account(books.memberId).sk), entries: books.entries.map(({ entry }) => entry) }, this.timeZone)
    this.hold(books.memberId, at(keys.counted(books.memberId).sk), movesOf(steps))
    for (const { voucher, sk } of books.vouchers) {
      const redeemed = redemptionSteps(voucher, this.timeZone)
      const handle = sk.slice(keys.voucher('', '').sk.length)
      if (redeemed.length > 0) this.hold(subjectName({ memberId: books.memberId, handle }), at(keys.counted(books.memberId, handle).sk), redeemed)
    }
  }

  private hold(subject: string, markItem: Item | undefined, steps: Counting['steps']): void {
    const mark = countedIn(this.state.generation, markOf(markItem)).number
    const last = steps.at(-1)?.number ?? -1
    if (mark < last) {
      this.state.behindCount += 1
      if (this.state.behind.size < BEHIND_KEPT_MAX) this.state.behind.set(subject, last)
    }
    for (const { number, moves } of steps) {
      for (const { sheet, day, name, amount } of moves) {
        const key = sheetName({ sheet, day })
        if (number > Math.max(mark, this.state.sheets.get(key)?.open[subject] ?? -1)) continue
        const sums = this.state.wanted.get(key) ?? new Map<string, number>()
        sums.set(name, (sums.get(name) ?? 0) + amount)
        this.state.wanted.set(key, sums)
      }
    }
  }

  /**
   * @param mustBeCounted whether somebody who stays behind is a breach, as in a shop whose stream is running
   * @returns `moving`: sheets that changed meanwhile; `behind`: members and redemptions not counted yet
   */
  async close(mustBeCounted: boolean): Promise<{ breaches: Breach[]; moving: number; behind: number }> {
    // Counted anew meanwhile, marks and sheets of two generations lie side by side: no sheet can be judged.
    if ((await this.figures.generations()).counting !== this.state.generation) return { breaches: [], moving: this.state.sheets.size, behind: 0 }
    const now = await this.read()
    const breaches: Breach[] = this.state.isRebuilding ? [told((say) => say.figuresRebuilding)] : []
    let moving = 0
    for (const name of new Set([...this.state.sheets.keys(), ...now.keys(), ...this.state.wanted.keys()])) {
      const before = this.state.sheets.get(name)
      if (before?.version !== now.get(name)?.version) moving += 1
      else breaches.push(...differences(name, before?.sums ?? {}, this.state.wanted.get(name) ?? new Map()))
    }
    if (!mustBeCounted || this.state.behindCount === 0) return { breaches, moving, behind: this.state.behindCount }
    const left = await this.leftBehind()
    return { breaches: [...breaches, ...left.map((subject) => told((say) => say.figuresBehind(subject)))], moving, behind: left.length }
  }

  /** Those who are still behind after a while. */
  private async leftBehind(): Promise<readonly string[]> {
    let left = [...this.state.behind]
    for (let look = 0; look < LOOKS && left.length > 0; look++) {
      if (look > 0) await sleep(PAUSE_MS)
      const { counting } = await this.figures.generations()
      const marks = await getAll(this.database, left.map(([subject]) => markKey(subjectOf(subject))))
      left = left.filter(([, last], place) => countedIn(counting, markOf(marks[place])).number < last)
    }
    return left.map(([subject]) => subject)
  }

  private async read(): Promise<Map<string, Sheet>> {
    const found = new Map<string, Sheet>()
    for (const sheet of sheetNames) {
      let after: string | undefined
      do {
        const page: { items: readonly Item[]; last: string | undefined } = await range(this.database, { pk: keys.sheet(this.state.generation, sheet, '').pk, after })
        for (const one of page.items.map(sheetOfItem)) found.set(sheetName(one), one)
        after = page.last
      } while (after !== undefined)
    }
    return found
  }
}

/** The moves of each step, as far as steps come without a gap; a gap is a breach of its own. */
function movesOf(steps: readonly Step[]): Counting['steps'] {
  const found: { number: number; moves: Counting['steps'][number]['moves'] }[] = []
  let counted = uncounted
  for (const step of steps) {
    if (step.number !== counted.number + 1) break
    const done = count(counted, step)
    counted = done.counted
    found.push({ number: step.number, moves: done.moves })
  }
  return found
}

function differences(sheet: string, has: Readonly<Record<string, number>>, wants: ReadonlyMap<string, number>): readonly Breach[] {
  const names = [...new Set([...Object.keys(has), ...wants.keys()])].sort()
  return names.filter((name) => (has[name] ?? 0) !== (wants.get(name) ?? 0)).map((name) => told((say) => say.figure(sheet, name, has[name] ?? 0, wants.get(name) ?? 0)))
}
