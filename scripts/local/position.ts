import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'

/** How far a stream was read: for each shard the number of the last record that was dealt with, or that it has ended. */
const position = z.object({ streamArn: z.string(), shards: z.record(z.string(), z.object({ after: z.string().optional(), hasEnded: z.boolean() })) })

export type Position = z.output<typeof position>

export interface PositionKeeper {
  load(): Promise<Position | undefined>
  save(position: Position): Promise<void>
}

/** Remembers over a restart. A file that cannot be understood counts as none: consumers stand hearing things twice. */
export function positionInFile(file: string): PositionKeeper {
  return {
    load: async () => {
      try {
        return position.parse(JSON.parse(await readFile(file, 'utf8')))
      } catch {
        return undefined
      }
    },
    save: async (read) => {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(`${file}.new`, JSON.stringify(read))
      await rename(`${file}.new`, file)
    },
  }
}

export function positionInMemory(): PositionKeeper {
  let kept: Position | undefined
  return {
    load: async () => kept,
    save: async (read) => {
      kept = structuredClone(read)
    },
  }
}
