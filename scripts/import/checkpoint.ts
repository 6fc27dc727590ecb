import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { localFolder } from '../local/folders'

export const importFolder = join(localFolder, 'import')

/** How far an import has come: every row up to `done` is dealt with. */
const Progress = z.object({
  done: z.number(),
  /** Rows the shop refused; those of the file itself are found again at every reading. */
  refused: z.array(z.object({ line: z.number(), what: z.string() })),
})
export type Progress = z.output<typeof Progress>

const nothingDone: Progress = { done: 0, refused: [] }

/** A note that outlives a killed import. `about`: the file's content, how it is read and where it goes; anything else begins anew. */
export class Checkpoint {
  private readonly file: string

  constructor(about: readonly unknown[], folder = importFolder) {
    mkdirSync(folder, { recursive: true })
    this.file = join(folder, `${createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 16)}.json`)
  }

  read(): Progress {
    try {
      return Progress.parse(JSON.parse(readFileSync(this.file, 'utf8')))
    } catch {
      return nothingDone
    }
  }

  /** Whole or not at all, however the process ends. */
  write(progress: Progress): void {
    writeFileSync(`${this.file}.new`, JSON.stringify(progress))
    renameSync(`${this.file}.new`, this.file)
  }

  remove(): void {
    rmSync(this.file, { force: true })
  }
}
