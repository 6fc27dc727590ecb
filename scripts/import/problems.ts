import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Problem } from './rows'
import { text } from './text'

const SHOWN = 10
const WRITTEN_MAX = 10_000

/** The rows that were left out: all counted, many written to a file, the first shown. */
export class Problems {
  private readonly first: Problem[] = []
  count = 0

  constructor(readonly file: string) {
    rmSync(file, { force: true })
  }

  add(problem: Problem): void {
    this.count += 1
    if (this.first.length < SHOWN) this.first.push(problem)
    if (this.count > WRITTEN_MAX) return
    if (this.count === 1) {
      mkdirSync(dirname(this.file), { recursive: true })
      writeFileSync(this.file, 'line,problem\n')
    }
    appendFileSync(this.file, `${problem.line},"${problem.what.replaceAll('"', '""')}"\n`)
  }

  show(): void {
    if (this.count === 0) return
    for (const { line, what } of this.first) console.error(`  ✗ ${text.problem(line, what)}`)
    if (this.count > this.first.length) console.error(`  ${text.more(this.count - this.first.length)}`)
    console.error(text.problems(this.count, this.file))
  }
}
