import type { Database } from '../database/client'
import { commit } from '../database/write'
import type { FigureBook } from './figure-book'
import type { FiguresRepository, Subject } from './figures.repository'

/** So many subjects are counted together: more would make sheets large for a while, fewer would write each more often. */
const AT_ONCE = 100

/**
 * Counts everything anew, in a new generation, by the same counting as ever; the shop stays open. Until it is done, figures are read
 * as they were. A rebuild that stopped half-way goes on where it was.
 * @param everyone visits each member and each redemption, in any order
 */
export async function rebuildFigures(database: Database, figures: FiguresRepository, book: FigureBook, everyone: (visit: (subject: Subject) => Promise<void>) => Promise<void>): Promise<{ counted: number }> {
  const before = await figures.generations()
  const counting = before.counting > before.reading ? before.counting : before.counting + 1
  if (counting !== before.counting) await commit(database, [figures.turn(before, { counting, reading: before.reading })])
  let counted = 0
  let waiting: Subject[] = []
  let work = Promise.resolve()
  const countWaiting = (): Promise<void> => {
    const now = waiting
    waiting = []
    counted += now.length
    work = work.then(() => book.count(now))
    return work
  }
  await everyone(async (subject) => {
    waiting.push(subject)
    if (waiting.length >= AT_ONCE) await countWaiting()
  })
  await countWaiting()
  await commit(database, [figures.turn({ counting, reading: before.reading }, { counting, reading: counting })])
  return { counted }
}
