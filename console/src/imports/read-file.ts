import * as z from 'zod'
import { IMPORT_ROWS_MAX } from '../../../shared/imports/kinds'

/** A table as it stands in a file: titles, and rows with the line each begins on. */
export interface Table {
  readonly fileName: string
  /** SHA-256 of the file, in hex. */
  readonly digest: string
  readonly titles: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

export type FileProblem = 'too_large' | 'unreadable' | 'empty' | 'too_many_rows' | 'old_excel' | 'malformed'

/** A file that cannot be imported as it is. */
export class UnfitFile extends Error {
  constructor(
    readonly problem: FileProblem,
    readonly line?: number,
  ) {
    super(problem)
  }
}

const FILE_BYTES_MAX = 30 * 1024 * 1024
const FILE_NAME_CHARS = 120

/** Reads a CSV or Excel file; refuses with `UnfitFile`. */
export async function readTable(file: File): Promise<Table> {
  if (file.size > FILE_BYTES_MAX) throw new UnfitFile('too_large')
  if (/\.xls$/i.test(file.name)) throw new UnfitFile('old_excel')
  const bytes = await file.arrayBuffer()
  const lines = /\.xlsx$/i.test(file.name) ? await sheetIn(bytes) : await csvIn(textOf(bytes))
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [head, ...rows] = filled
  if (head === undefined || rows.length === 0) throw new UnfitFile('empty')
  if (rows.length > IMPORT_ROWS_MAX) throw new UnfitFile('too_many_rows')
  return { fileName: file.name.slice(-FILE_NAME_CHARS), digest: hexOf(await crypto.subtle.digest('SHA-256', bytes)), titles: head.cells, rows }
}

/** UTF-8 with its mark or without, UTF-16 as Excel saves «Unicode text», else what Excel writes in China. */
export function textOf(bytes: ArrayBuffer): string {
  const start = new Uint8Array(bytes.slice(0, 2))
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  throw new UnfitFile('unreadable')
}

type Lines = Table['rows']

const Records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))

async function csvIn(text: string): Promise<Lines> {
  const { parse } = await import('csv-parse/browser/esm/sync')
  try {
    const records = Records.parse(parse(text, { bom: true, delimiter: delimiterOf(text), info: true, relax_column_count: true, skip_empty_lines: true, trim: true }))
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    throw new UnfitFile('malformed', error instanceof Error && 'lines' in error ? Number(error.lines) : undefined)
  }
}

/** What stands most often in the first line. */
export function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1)
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }))
  return counts.sort((a, b) => b.count - a.count)[0]?.sign ?? ','
}

async function sheetIn(bytes: ArrayBuffer): Promise<Lines> {
  const { readSheet } = await import('read-excel-file/browser')
  const rows = await readSheet(bytes).catch(() => {
    throw new UnfitFile('unreadable')
  })
  return rows.map((row, place) => ({ line: place + 1, cells: row.map(cellText) }))
}

/** A day as a day, a time as a time; a spreadsheet knows no zone. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().replace('T', ' ').replace(/(:\d\d)\.\d+Z$/, '$1').replace(/ 00:00:00$/, '')
  return String(value).trim()
}

const hexOf = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
