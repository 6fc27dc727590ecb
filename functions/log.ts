type Fields = Readonly<Record<string, string | number | boolean | undefined>>

const levels = ['debug', 'info', 'warn', 'error'] as const
export type Level = (typeof levels)[number]

/** Structured logs, a JSON line each. Callers pass ids, codes and numbers; never names, phone numbers, tokens or bodies. */
export class Log {
  constructor(private readonly level: Level = 'info') {}

  info(message: string, fields: Fields = {}): void {
    this.write('info', message, fields)
  }

  warn(message: string, fields: Fields = {}): void {
    this.write('warn', message, fields)
  }

  /** The stack of a bug, without the values it was thrown with. */
  error(message: string, error: unknown, fields: Fields = {}): void {
    const cause = error instanceof Error ? { error: error.name, message: error.message.slice(0, 300), stack: error.stack?.split('\n').slice(1, 8).join('\n') } : { error: typeof error }
    this.write('error', message, { ...fields, ...cause })
  }

  private write(level: Level, message: string, fields: Fields): void {
    if (levels.indexOf(level) < levels.indexOf(this.level)) return
    process.stdout.write(`${JSON.stringify({ level, at: new Date().toISOString(), message, ...fields })}\n`)
  }
}
