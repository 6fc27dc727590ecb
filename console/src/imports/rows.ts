import { timeOf } from '../../../shared/imports/cells'
import { guessMapping, type ImportField, importFields, type ImportKind } from '../../../shared/imports/kinds'
import { DayNumbers } from '../../../shared/imports/order-numbers'
import type { GivenRow } from '../../../shared/imports/imports.api'
import { dayOf } from '../../../shared/time/day'
import { timeZone } from '../format'
import type { Table } from './read-file'

/** Which column each field stands in, counted from 0. */
export type Mapping = Readonly<Partial<Record<ImportField, number>>>

/** Longer than anything that is right, so that what is cut stays wrong. */
const CELL_CHARS_MAX = 80
const KEY = 'dianjin.desk.columns'
const REMEMBERED_MAX = 30

/** Rows of a table as they are sent. Orders that have no number get one from their customer and day. */
export function givenRows(kind: ImportKind, { rows }: Table, mapping: Mapping): readonly GivenRow[] {
  const fields = importFields[kind].flatMap((field) => ((column) => (column === undefined ? [] : [{ field, column }]))(mapping[field]))
  const numbers = new DayNumbers(rows.length)
  return rows.map(({ line, cells }) => {
    const said = Object.fromEntries(fields.map(({ field, column }) => [field, (cells[column] ?? '').slice(0, CELL_CHARS_MAX)]).filter(([, cell]) => cell !== ''))
    const derived = kind === 'orders' && mapping.orderNo === undefined ? numberOf(numbers, said) : undefined
    return { line, cells: derived === undefined ? said : { ...said, orderNo: derived } }
  })
}

function numberOf(numbers: DayNumbers, { customer, paidAt }: Partial<Record<ImportField, string>>): string | undefined {
  const at = paidAt === undefined ? undefined : timeOf(paidAt, timeZone())
  return customer === undefined || at === undefined ? undefined : numbers.next(customer, dayOf(at, timeZone()))
}

/** What was chosen for a file with the same titles before, else what the titles look like. */
export function firstMapping(kind: ImportKind, titles: readonly string[]): Mapping {
  const known = remembered()[nameOf(kind, titles)]
  return known ?? guessMapping(kind, titles)
}

export function rememberMapping(kind: ImportKind, titles: readonly string[], mapping: Mapping): void {
  const { [nameOf(kind, titles)]: _before, ...others } = remembered()
  const kept = Object.entries(others).slice(-(REMEMBERED_MAX - 1))
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries([...kept, [nameOf(kind, titles), mapping]])))
}

const nameOf = (kind: ImportKind, titles: readonly string[]): string => `${kind} ${titles.join('|')}`

function remembered(): Readonly<Record<string, Mapping>> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}')
  } catch {
    return {}
  }
}
