/** What a cell of a table holds. Numbers stay numbers for whoever opens the file. */
export type Cell = string | number | null | undefined

/** Tells Excel that the text is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF'
/** A spreadsheet would run a text that begins so as a formula. */
const formula = /^[=+\-@\t\r]/

/** One line of a CSV file (RFC 4180), its end included. A text that could be run as a formula is led by an apostrophe. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`

function cellOf(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Gives the person at the desk a CSV file made of lines. */
export function saveCsv(name: string, lines: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, ...lines], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser takes the file in its own time.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
