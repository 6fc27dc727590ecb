import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountOf } from '../../functions/points/points.repository'
import { stored } from '../../functions/database/stored'
import { ProgrammeRepository } from '../../functions/earning/programme.repository'
import { Booker } from '../../scripts/import/book'
import { Checkpoint } from '../../scripts/import/checkpoint'
import { importOptions } from '../../scripts/import/options'
import { Problems } from '../../scripts/import/problems'
import { rehearse } from '../../scripts/import/rehearse'
import { readRows } from '../../scripts/import/rows'
import type { Order } from '../../shared/earning/order'
import type { Campaign } from '../../shared/campaigns/campaign'
import type { Account } from '../../shared/points/account'
import type { Entry } from '../../shared/points/entry'
import { everything } from './books'
import type { Shop } from './story'

export const silver = 200
export const gold = 500
export const windowMonths = 12

/** Percent of the base by month, and a budget in points where there is one. */
export type Months = Readonly<Record<string, { readonly percent: number; readonly budget?: number }>>

const optionsOf = (file: string) => importOptions(['orders', file, '--columns', 'customer=1,paidAt=3,amount=5', '--delimiter', 'space', '--source', 'old-shop'])

/** Imports a file of orders as the script does, after a dry run; says what each has counted. */
export async function importInto(shop: Shop, file: string) {
  const { database, clock } = shop
  const folder = mkdtempSync(join(tmpdir(), 'dianjin-figures-'))
  const problems = new Problems(join(folder, 'problems.csv'))
  const reading = { timeZone: 'Asia/Shanghai', stores: new Set<string>() }
  const onRow = () => undefined
  const rehearsed = await rehearse(readRows(optionsOf(file), reading), { database, clock, programmes: new ProgrammeRepository(database, clock), problems, onRow })
  const booked = await new Booker({ database, clock, checkpoint: new Checkpoint([file], folder), problems, onRow }).bookAll(readRows(optionsOf(file), reading))
  return { rehearsed, booked, problems: problems.count }
}

/** What the store holds after an import, in the words of the awk script. */
export async function figuresIn(shop: Shop, campaigns: Readonly<Record<string, Campaign>>, dates: readonly string[]): Promise<readonly string[]> {
  const items = await everything(shop)
  const orders = items.filter(({ sk }) => sk === 'ORDER').map((item) => stored<Order>(item))
  const earned = items.filter((item) => String(item['sk']).startsWith('ENTRY#')).map((item) => stored<Entry>(item)).filter(({ type }) => type === 'earn')
  const accounts = items.filter(({ sk }) => sk === 'ACCOUNT').map((item) => accountOf(stored<Account>(item)))
  const parts = earned.flatMap((entry) => entry.parts ?? [])
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  return [
    ...Object.entries(campaigns).map(([month, { id }]) => `campaign ${month} ${sum(parts.filter((part) => part.id === id).map(({ points }) => points))}`),
    ...dates.map((date) => `tiers ${date} ${tierCounts(accounts, date).join(' ')}`),
    `orders ${orders.length}`,
    `customers ${accounts.length}`,
    `fen ${sum(orders.map(({ paid }) => paid?.amountFen ?? 0))}`,
    `points ${sum(earned.flatMap(({ moves, debt }) => [...moves.map(({ points }) => points), -debt]))}`,
  ].sort()
}

const indexOf = (month: string): number => 12 * Number(month.slice(0, 4)) + Number(month.slice(-2))

/** Members without a tier, silver and gold, by their growth in the months up to a date. */
function tierCounts(accounts: readonly Account[], date: string): readonly number[] {
  const grown = accounts.map(({ growth }) => Object.entries(growth).filter(([month]) => indexOf(month) <= indexOf(date) && indexOf(month) > indexOf(date) - windowMonths).reduce((sum, [, amount]) => sum + amount, 0))
  const [golden, atLeastSilver] = [grown.filter((growth) => growth >= gold).length, grown.filter((growth) => growth >= silver).length]
  return [accounts.length - atLeastSilver, atLeastSilver - golden, golden]
}

/** The same from the raw file, by a script that shares nothing with the product. */
export function figuresByAwk(file: string, months: Months, dates: readonly string[], first: number): readonly string[] {
  const campaigns = Object.entries(months).map(([month, { percent, budget }]) => `${month}=${percent}${budget === undefined ? '' : `:${budget}`}`)
  const given = { first, campaigns: campaigns.join(','), dates: dates.join(','), window: windowMonths, silver, gold }
  const script = join(__dirname, 'import-figures.awk')
  const said = execFileSync('awk', [...Object.entries(given).flatMap(([name, value]) => ['-v', `${name}=${value}`]), '-f', script, file], { encoding: 'utf8' })
  return said.trim().split('\n').sort()
}

const DAYS = 545

/** Orders of an old shop, lined up by spaces: most customers buy once or twice, a few very often. The same at every run. */
export function oldOrders(customers: number): string {
  let state = 19_970_101
  const dice = (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
  const lines: string[] = []
  for (let customer = 1; customer <= customers; customer++) {
    const count = 1 + dice(3) + (dice(8) === 0 ? dice(20) : 0)
    const days = Array.from({ length: count }, () => dice(DAYS)).sort((a, b) => a - b)
    for (const day of days) {
      const date = new Date(Date.UTC(1997, 0, 1 + day)).toISOString().slice(0, 10).replaceAll('-', '')
      const fen = dice(50) === 0 ? 0 : 500 + dice(9_000)
      lines.push(` ${String(customer).padStart(5, '0')} ${String(dice(9_999)).padStart(4, '0')} ${date} ${String(1 + dice(5)).padStart(2)} ${(fen / 100).toFixed(2).padStart(7)}\n`)
    }
  }
  return lines.join('')
}
