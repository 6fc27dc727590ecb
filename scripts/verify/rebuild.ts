import { Clock } from '../../functions/clock'
import type { Database } from '../../functions/database/client'
import { keys, prefixes } from '../../functions/database/keys'
import { eachItem, type Filter } from '../../functions/database/scan'
import { ProgrammeRepository } from '../../functions/earning/programme.repository'
import { FigureBook } from '../../functions/insight/figure-book'
import { FiguresRepository } from '../../functions/insight/figures.repository'
import { rebuildFigures } from '../../functions/insight/rebuild'
import { PointsRepository } from '../../functions/points/points.repository'

/** Members, and vouchers that were redeemed. */
const countable: Filter = { expression: 'sk = :member OR (begins_with(sk, :voucher) AND attribute_exists(redeemed))', values: { ':member': keys.member('').sk, ':voucher': prefixes.voucher } }

/** Counts the figures of a whole table anew. @returns how many members and redemptions */
export async function rebuildTable(database: Database, clock: Clock = new Clock()): Promise<number> {
  const programmes = new ProgrammeRepository(database, clock)
  const figures = new FiguresRepository(database)
  const book = new FigureBook(database, new PointsRepository(database, programmes), programmes, figures)
  const { counted } = await rebuildFigures(database, figures, book, async (visit) => {
    await eachItem(database, async ({ pk, sk }) => {
      const [memberId, name] = [String(pk), String(sk)]
      await visit(name.startsWith(prefixes.voucher) ? { memberId, handle: name.slice(prefixes.voucher.length) } : { memberId })
    }, { filter: countable })
  })
  return counted
}
