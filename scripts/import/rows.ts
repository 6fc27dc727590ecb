import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import * as z from 'zod'
import type { Report } from '../../functions/earning/order-book'
import { earningApi } from '../../shared/earning/earning.api'
import { DayNumbers } from '../../shared/imports/order-numbers'
import type { BusinessDay } from '../../shared/time/day'
import { reasonOf, Sentence } from '../local/sentence'
import { type Fields, readLine } from './line'
import type { ImportOptions, Role } from './options'
import { roles } from './options'
import { text } from './text'

export interface Row {
  readonly type: 'order'
  /** Counted from 1, every line with content. */
  readonly number: number
  readonly line: number
  readonly customer: string
  readonly report: Report & { readonly paidAt: string }
}

export interface Problem {
  readonly line: number
  readonly what: string
}

export type Outcome = Row | (Problem & { readonly type: 'problem'; readonly number: number })

export interface Reading {
  /** What the programme knows. */
  readonly timeZone: string
  readonly stores: ReadonlySet<string>
  /** Told of every part of the file as it is read. */
  readonly onBytes?: (part: Buffer) => void
}

const LINE_BYTES_MAX = 64 * 1024
/** Customers' days that are told apart to number their orders. */
const DAYS_MAX = 2_000_000

const parsedLine = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) })

/** The orders of a file and what is wrong with the others, in order, a few lines in memory at a time. */
export async function* readRows(options: ImportOptions, reading: Reading): AsyncGenerator<Outcome> {
  const malformed: Problem[] = []
  const isSpaced = /^\s$/.test(options.delimiter)
  const parser = parse({
    delimiter: options.delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: !isSpaced,
    max_record_size: LINE_BYTES_MAX,
    skip_records_with_error: true,
    on_skip: (error) => void (error && malformed.push({ line: Number(error['lines'] ?? 0), what: text.row.malformed(error.message.split(/[:,]/, 1)[0] ?? '') })),
  })
  const source = Readable.from(decoded(options, reading.onBytes))
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  const orderNumbers = new DayNumbers(DAYS_MAX)
  let places = options.layout.type === 'positions' ? options.layout.columns : undefined
  let number = 0
  for await (const given of parser) {
    const { record, info } = parsedLine.parse(given)
    // The parser tells of bad lines before it hands out good ones that stand above them.
    while (malformed[0] !== undefined && malformed[0].line < info.lines) yield { type: 'problem', number: (number += 1), ...shifted(malformed) }
    // Runs of spaces stand between columns that are lined up.
    const cells = isSpaced ? record.filter((cell) => cell !== '') : record
    if (cells.every((cell) => cell === '')) continue
    if (places === undefined) {
      places = placesUnder(cells, options)
      continue
    }
    number += 1
    yield rowOf({ number, line: info.lines }, fieldsAt(cells, places), options.source, reading, orderNumbers)
  }
  while (malformed.length > 0) yield { type: 'problem', number: (number += 1), ...shifted(malformed) }
}

const shifted = (problems: Problem[]): Problem => problems.shift() ?? { line: 0, what: '' }

async function* decoded({ file, encoding }: ImportOptions, onBytes: Reading['onBytes']): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of createReadStream(file)) {
      const part = Buffer.from(chunk)
      onBytes?.(part)
      yield decoder.decode(part, { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw new Sentence(text.notEncoded(file, encoding))
    throw new Sentence(text.fileUnreadable(file, reasonOf(error)))
  }
}

type Places = Readonly<Partial<Record<Role, number>>>

/** Positions by the titles of the first line; the usual ones may lack what can be done without. */
function placesUnder(titles: readonly string[], { layout }: ImportOptions): Places {
  if (layout.type === 'positions') return layout.columns
  const places: Partial<Record<Role, number>> = {}
  for (const role of roles) {
    const title = layout.columns[role]
    if (title === undefined) continue
    const at = titles.indexOf(title)
    if (at >= 0) places[role] = at + 1
    else if (!(layout.isUsual && (role === 'orderNo' || role === 'store'))) throw new Sentence(text.columnMissing(title, titles))
  }
  return places
}

function fieldsAt(cells: readonly string[], places: Places): Fields {
  const fields: Partial<Record<Role, string>> = {}
  for (const role of roles) {
    const place = places[role]
    if (place !== undefined) fields[role] = cells[place - 1] ?? ''
  }
  return fields
}

function rowOf(at: { number: number; line: number }, fields: Fields, source: string, reading: Reading, numbers: DayNumbers): Outcome {
  const line = readLine(fields, reading.timeZone, reading.stores)
  // A line that cannot be booked yet keeps its place, so that the numbers of the others stay when it is put right.
  const derived = fields.orderNo === undefined && line.customer !== undefined && line.day !== undefined ? numberOf(numbers, line.customer, line.day) : undefined
  if ('what' in line) return { type: 'problem', ...at, what: line.what }
  const orderNo = line.orderNo ?? derived ?? ''
  if (!earningApi.reportOrderPaid.input.shape.orderNo.safeParse(orderNo).success) return { type: 'problem', ...at, what: text.row.orderNo(orderNo) }
  const { customer, amountFen, paidAt, storeId } = line
  return { type: 'order', ...at, customer, report: { source, orderNo, amountFen, paidAt, storeId } }
}

function numberOf(numbers: DayNumbers, customer: string, day: BusinessDay): string {
  const number = numbers.next(customer, day)
  if (number === undefined) throw new Sentence(text.tooManyDays(DAYS_MAX))
  return number
}

export const contentHash = () => createHash('sha256')
