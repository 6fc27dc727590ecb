import { type Counted, count, type Step } from '../../shared/insight/counting'
import { redemptionMoves } from '../../shared/insight/figures'
import { added, type Counting, type Sheet, sheetsOf } from '../../shared/insight/sheet'
import type { Account } from '../../shared/points/account'
import type { Entry } from '../../shared/points/entry'
import { dayOf } from '../../shared/time/day'
import type { Voucher } from '../../shared/vouchers/voucher'
import type { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll, type Item } from '../database/read'
import { stored } from '../database/stored'
import { again, commit, LostRace } from '../database/write'
import type { ProgrammeRepository } from '../earning/programme.repository'
import { accountOf, type PointsRepository } from '../points/points.repository'
import { countedIn, type FiguresRepository, generationsOf, type Mark, markKey, markOf, type Subject, subjectName } from './figures.repository'

/** Of a member at most so many entries are counted at a time; the rest follow at once. */
export const ENTRIES_AT_ONCE = 200

/** A subject with what there is to count of it. */
interface Reading {
  readonly subject: Subject
  readonly mark: Mark | undefined
  readonly counting: Counting
  readonly after: Counted
  readonly hasMore: boolean
}

/**
 * Counts entries, joinings, erasures and redemptions into the sheets of their days, each exactly once, however often and in whatever
 * order it is asked to. It is asked about a subject, not about an entry: it counts all that the subject's mark has not come to yet.
 *
 * A sheet takes the moves and remembers how far it has counted the subject (`open`), in one conditional write; then the subject's mark
 * moves on. What a sheet holds of a subject are thus the steps up to the larger of the two, and those are never added again. `open` is
 * forgotten by a later change of the sheet, once the mark has come as far. Marks are read after sheets, and a sheet is written only if
 * it is as it was read: whoever saw an old mark has also seen an old sheet, and fails.
 */
export class FigureBook {
  constructor(
    private readonly database: Database,
    private readonly points: Pick<PointsRepository, 'entriesAfter'>,
    private readonly programmes: Pick<ProgrammeRepository, 'now'>,
    private readonly figures: FiguresRepository,
  ) {}

  async count(subjects: readonly Subject[]): Promise<void> {
    let rest: readonly Subject[] = [...new Map(subjects.map((subject) => [subjectName(subject), subject])).values()]
    while (rest.length > 0) {
      const now = rest
      rest = await again(() => this.countSome(now))
    }
  }

  /** @returns those of which there is more */
  private async countSome(subjects: readonly Subject[]): Promise<readonly Subject[]> {
    const { generation, readings } = await this.read(subjects)
    const due = readings.filter(({ counting }) => counting.steps.length > 0)
    if (due.length === 0) return []
    const sheets = await this.figures.sheets(generation, sheetsOf(due.map(({ counting }) => counting)))
    const marks = await this.figures.marks(generation, namesIn(due, sheets))
    for (const { counting } of due) if (marks.get(counting.subject) !== counting.from) throw new LostRace(undefined)
    const after = sheets.flatMap((sheet) => added(sheet, due.map(({ counting }) => counting), marks) ?? [])
    await Promise.all(after.map((sheet) => commit(this.database, [this.figures.keep(generation, sheet)])))
    await Promise.all(due.map(({ subject, mark, after: counted }) => commit(this.database, [this.figures.mark(subject, mark, { ...counted, generation })])))
    return due.filter(({ hasMore }) => hasMore).map(({ subject }) => subject)
  }

  private async read(subjects: readonly Subject[]): Promise<{ generation: number; readings: readonly Reading[] }> {
    const { moment } = await this.programmes.now()
    const wanted = subjects.map((subject) => [markKey(subject), ...(subject.handle === undefined ? [keys.member(subject.memberId), keys.account(subject.memberId)] : [keys.voucher(subject.memberId, subject.handle)])])
    const [pointer, ...items] = await getAll(this.database, [keys.figures(), ...wanted.flat()])
    const generation = generationsOf(pointer).counting
    const readings: Promise<Reading>[] = []
    for (const subject of subjects) {
      const [markItem, first, second] = items.splice(0, subject.handle === undefined ? 3 : 2)
      const mark = markOf(markItem)
      const before = countedIn(generation, mark)
      readings.push(subject.handle === undefined ? this.member(subject, mark, before, first, second, moment.timeZone) : Promise.resolve(redemption(subject, mark, before, first, moment.timeZone)))
    }
    return { generation, readings: await Promise.all(readings) }
  }

  private async member(subject: Subject, mark: Mark | undefined, before: Counted, memberItem: Item | undefined, accountItem: Item | undefined, timeZone: string): Promise<Reading> {
    const entries = await this.points.entriesAfter(subject.memberId, Math.max(0, before.number), ENTRIES_AT_ONCE)
    const steps = stepsOf({ memberItem, accountItem, entries }, timeZone).filter(({ number }) => number > before.number)
    const counted: { number: number; moves: Counting['steps'][number]['moves'] }[] = []
    let after = before
    for (const step of steps) {
      // An account of nobody, or a hole among entries, is a breach of its own; what lies behind it is not counted.
      if (step.number !== after.number + 1) break
      const done = count(after, step)
      counted.push({ number: step.number, moves: done.moves })
      after = done.counted
    }
    return { subject, mark, after, hasMore: counted.length > 0 && entries.length === ENTRIES_AT_ONCE, counting: { subject: subjectName(subject), from: before.number, to: after.number, steps: counted } }
  }
}

/** Whose marks have to be known: those to be counted, and those that sheets hold open. */
const namesIn = (due: readonly Reading[], sheets: readonly Sheet[]): readonly string[] => [...new Set([...due.map(({ counting }) => counting.subject), ...sheets.flatMap(({ open }) => Object.keys(open))])]

/** What is stored of a member, as steps; `entries` may begin anywhere. */
export function stepsOf(found: { memberItem: Item | undefined; accountItem: Item | undefined; entries: readonly Entry[] }, timeZone: string): readonly Step[] {
  const joinedAt = found.memberItem?.['joinedAt']
  const account = found.accountItem && stored<Account & { closed?: true; closedOn?: string; mergedInto?: string }>(found.accountItem)
  return [
    ...(typeof joinedAt === 'string' ? [{ type: 'joined' as const, number: 0 as const, day: dayOf(Date.parse(joinedAt), timeZone) }] : []),
    ...found.entries.map((entry) => ({ type: 'entry' as const, number: entry.number, entry })),
    ...(account?.closedOn === undefined ? [] : [{ type: 'closed' as const, number: account.version + 1, day: account.closedOn, account: accountOf(account), isMerged: account.mergedInto !== undefined }]),
  ]
}

/** A redemption is one step, counted or not. */
function redemption(subject: Subject, mark: Mark | undefined, before: Counted, item: Item | undefined, timeZone: string): Reading {
  const steps = item === undefined || before.number >= 0 ? [] : redemptionSteps(stored<Voucher>(item), timeZone)
  return { subject, mark, after: { ...before, number: 0 }, hasMore: false, counting: { subject: subjectName(subject), from: before.number, to: 0, steps } }
}

export const redemptionSteps = ({ redeemed, pricePoints }: Pick<Voucher, 'redeemed' | 'pricePoints'>, timeZone: string): Counting['steps'] =>
  redeemed === undefined ? [] : [{ number: 0, moves: redemptionMoves(dayOf(Date.parse(redeemed.at), timeZone), { ...redeemed, pricePoints }) }]
