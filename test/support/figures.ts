import { keys } from '../../functions/database/keys'
import { generationsOf, sheetOfItem } from '../../functions/insight/figures.repository'
import { redemptionSteps, stepsOf } from '../../functions/insight/figure-book'
import { entryOf } from '../../functions/points/points.repository'
import { isVoid, voucherOf } from '../../functions/vouchers/voucher.items'
import { count, uncounted } from '../../shared/insight/counting'
import type { FigureMove } from '../../shared/insight/figures'
import type { Sheet } from '../../shared/insight/sheet'
import { everything } from './books'
import type { Shop } from './story'

const ZONE = 'Asia/Shanghai'

/** The sheets that figures are read from. */
export async function sheetsIn(shop: Pick<Shop, 'database'>): Promise<readonly Sheet[]> {
  const items = await everything(shop)
  const { reading } = generationsOf(items.find(({ pk }) => pk === keys.figures().pk))
  return items.filter(({ pk }) => String(pk).startsWith(`FIGURES#${reading}#`)).map(sheetOfItem)
}

/** Every sum that is not zero, by sheet, day and name. */
export async function figuresOf(shop: Pick<Shop, 'database'>): Promise<Readonly<Record<string, number>>> {
  return kept((await sheetsIn(shop)).flatMap(({ sheet, day, sums }) => Object.entries(sums).map(([name, amount]) => ({ sheet, day, name, amount }))))
}

/** The same from what is stored of members and vouchers, from the beginning. */
export async function figuresFromEntries(shop: Pick<Shop, 'database'>): Promise<Readonly<Record<string, number>>> {
  const items = await everything(shop)
  const moves: FigureMove[] = []
  for (const memberItem of items.filter(({ sk }) => sk === 'MEMBER')) {
    const mine = items.filter(({ pk }) => pk === memberItem['pk'])
    const entries = mine.filter(({ sk }) => String(sk).startsWith('ENTRY#')).map(entryOf).sort((a, b) => a.number - b.number)
    let counted = uncounted
    for (const step of stepsOf({ memberItem, accountItem: mine.find(({ sk }) => sk === 'ACCOUNT'), entries }, ZONE)) {
      const done = count(counted, step)
      counted = done.counted
      moves.push(...done.moves)
    }
    for (const item of mine.filter((one) => String(one['sk']).startsWith('VOUCHER#') && !isVoid(one))) moves.push(...redemptionSteps(voucherOf(item), ZONE).flatMap((step) => step.moves))
  }
  return kept(moves)
}

/** The figures are those of the entries, sum for sum. */
export async function expectFiguresOfEntries(shop: Pick<Shop, 'database'>): Promise<void> {
  expect(await figuresOf(shop)).toEqual(await figuresFromEntries(shop))
}

function kept(moves: readonly FigureMove[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const { sheet, day, name, amount } of moves) sums[`${sheet} ${day} ${name}`] = (sums[`${sheet} ${day} ${name}`] ?? 0) + amount
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
}
