/** Signs from here on (CJK, full width) take two columns of a terminal. */
const WIDE_FROM = 0x2e80

const isWide = (sign: string): boolean => (sign.codePointAt(0) ?? 0) >= WIDE_FROM

/** Columns that a text takes on a terminal. */
export function columnsOf(line: string): number {
  let columns = 0
  for (const sign of line) columns += isWide(sign) ? 2 : 1
  return columns
}

/** The text, cut so that it takes at most `columns`. */
export function clipTo(line: string, columns: number): string {
  let taken = 0
  let clipped = ''
  for (const sign of line) {
    taken += isWide(sign) ? 2 : 1
    if (taken > columns) return clipped
    clipped += sign
  }
  return clipped
}

/** Lines in a frame; `undefined` draws a rule across it. */
export function boxed(lines: readonly (string | undefined)[]): string {
  const width = Math.max(...lines.map((line) => columnsOf(line ?? '')))
  const rule = '─'.repeat(width + 2)
  const rows = lines.map((line) => (line === undefined ? `├${rule}┤` : `│ ${line}${' '.repeat(width - columnsOf(line))} │`))
  return [`┌${rule}┐`, ...rows, `└${rule}┘`].join('\n')
}

/** Cells in columns of one width each. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, place) => (widths[place] = Math.max(widths[place] ?? 0, columnsOf(cell))))
  return rows.map((row) => row.map((cell, place) => cell + ' '.repeat((widths[place] ?? 0) - columnsOf(cell))).join('  ').trimEnd())
}
