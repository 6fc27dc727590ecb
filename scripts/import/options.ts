import { parseArgs } from 'node:util'
import { reasonOf, Sentence } from '../local/sentence'
import { text } from './text'

export const roles = ['customer', 'orderNo', 'paidAt', 'amount', 'amountFen', 'store'] as const
export type Role = (typeof roles)[number]

/** Where each thing stands in a line: at a position counted from 1, or under a title of the first line. */
export type Layout =
  | { readonly type: 'positions'; readonly columns: Readonly<Partial<Record<Role, number>>> }
  | { readonly type: 'titles'; readonly columns: Readonly<Partial<Record<Role, string>>>; readonly isUsual: boolean }

export interface ImportOptions {
  readonly file: string
  readonly isDryRun: boolean
  readonly layout: Layout
  readonly delimiter: string
  readonly source: string
  readonly encoding: string
  readonly table: string | undefined
  readonly endpoint: string | undefined
}

const usualTitles = { customer: 'customer', orderNo: 'order_no', paidAt: 'paid_at', amount: 'amount', store: 'store_id' } as const
const delimiters: Readonly<Record<string, string>> = { comma: ',', tab: '\t', semicolon: ';', space: ' ' }

/** Options of `npm run import`; throws a `Sentence` that says how it is used. */
export function importOptions(args: readonly string[]): ImportOptions {
  const { values, positionals } = parsed(args)
  const [what, file, ...more] = positionals
  if (what !== 'orders' || file === undefined || more.length > 0) throw misuse(text.onlyOrders)
  const { source, encoding, delimiter } = values
  if (!/^[\w.-]{1,40}$/.test(source)) throw misuse(text.sourceWrong(source))
  if (!isEncoding(encoding)) throw misuse(text.encodingUnknown(encoding))
  return { file, isDryRun: values['dry-run'], layout: layoutOf(values.columns), delimiter: delimiters[delimiter] ?? delimiter, source, encoding, table: values.table, endpoint: values.endpoint }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        columns: { type: 'string' },
        delimiter: { type: 'string', default: 'comma' },
        source: { type: 'string', default: 'import' },
        encoding: { type: 'string', default: 'utf-8' },
        table: { type: 'string' },
        endpoint: { type: 'string' },
      },
    })
  } catch (error) {
    throw misuse(reasonOf(error).split('.', 1)[0] ?? '')
  }
}

/** `customer=1,paidAt=3,amount=5` or `customer=Kunde,…`; without it the usual titles. */
export function layoutOf(given: string | undefined): Layout {
  if (given === undefined) return { type: 'titles', columns: usualTitles, isUsual: true }
  const pairs = given.split(',').map((pair) => {
    const at = pair.indexOf('=')
    const [name, where] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()]
    const role = roles.find((one) => one === name)
    if (role === undefined) throw misuse(text.columnUnknown(name === '' ? pair : name, roles))
    return [role, where] as const
  })
  const columns = Object.fromEntries(pairs)
  if (!('customer' in columns && 'paidAt' in columns && ('amount' in columns || 'amountFen' in columns))) throw misuse(text.columnsNeeded)
  const numbers = pairs.filter(([, where]) => /^[1-9]\d{0,3}$/.test(where))
  if (numbers.length === 0) return { type: 'titles', columns, isUsual: false }
  if (numbers.length < pairs.length) throw misuse(text.columnsMixed)
  return { type: 'positions', columns: Object.fromEntries(pairs.map(([role, where]) => [role, Number(where)])) }
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== ''
  } catch {
    return false
  }
}

const misuse = (reason: string): Sentence => new Sentence(text.usage(reason))
