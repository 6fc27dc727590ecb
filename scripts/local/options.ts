import { parseArgs } from 'node:util'
import { reasonOf, Sentence } from './sentence'
import { text } from './text'

export interface StartOptions {
  /** Begins with new data. */
  readonly fresh: boolean
  readonly database: 'embedded' | 'reference'
  readonly ports: { readonly api: number; readonly web: number; readonly console: number; readonly wechat: number; readonly database: number }
}

const usual = { api: 3000, web: 10086, console: 10087, wechat: 3001, database: 8000 }
const PORT_MAX = 65_535

type Environment = Readonly<Record<string, string | undefined>>

/** Options of `npm start`; each port also by `DIANJIN_<NAME>_PORT`, the database by `DIANJIN_DATABASE`. */
export function startOptions(args: readonly string[], env: Environment = process.env): StartOptions {
  const values = parsed(args)
  const port = (name: keyof typeof usual) => portFrom(`--${name}-port`, values[`${name}-port`] ?? env[`DIANJIN_${name.toUpperCase()}_PORT`], usual[name])
  return {
    fresh: values.fresh ?? false,
    database: databaseFrom(values.database ?? env['DIANJIN_DATABASE'] ?? 'embedded'),
    ports: { api: port('api'), web: port('web'), console: port('console'), wechat: port('wechat'), database: port('database') },
  }
}

function parsed(args: readonly string[]) {
  const type = 'string' as const
  const options = { fresh: { type: 'boolean' as const }, database: { type }, 'api-port': { type }, 'web-port': { type }, 'console-port': { type }, 'wechat-port': { type }, 'database-port': { type } }
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new Sentence(text.unknownOption(reasonOf(error).split('.', 1)[0] ?? '', Object.keys(options).map((name) => `--${name}`)))
  }
}

function portFrom(option: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise
  const port = Number(value)
  if (!Number.isInteger(port) || port < 1 || port > PORT_MAX) throw new Sentence(text.portWrong(option, value))
  return port
}

function databaseFrom(value: string): StartOptions['database'] {
  if (value === 'embedded' || value === 'reference') return value
  throw new Sentence(text.databaseUnknown(value))
}
