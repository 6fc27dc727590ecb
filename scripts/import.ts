import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Clock } from '../functions/clock'
import type { Database } from '../functions/database/client'
import { ProgrammeRepository } from '../functions/earning/programme.repository'
import { StoresRepository } from '../functions/stores/stores.repository'
import { Refusal } from '../shared/api/refusal'
import { Booker } from './import/book'
import { Checkpoint, importFolder } from './import/checkpoint'
import { type ImportOptions, importOptions } from './import/options'
import { Problems } from './import/problems'
import { progressOf } from './import/progress'
import { rehearse } from './import/rehearse'
import { contentHash, type Reading, readRows } from './import/rows'
import { text } from './import/text'
import { runScript, type Script } from './local/script'
import { reasonOf, Sentence } from './local/sentence'
import { numberedSteps, type Steps } from './local/steps'
import { databaseAt, LOCAL_TABLE, localEndpoint } from './support/local-database'

const STEPS = 2

/** `npm run import -- orders <file>`: books the orders of a file, once however often it is run. */
runScript(async (script) => {
  const options = importOptions(script.args)
  const endpoint = await localEndpoint(script, options.endpoint)
  const table = options.table ?? LOCAL_TABLE
  const database = databaseAt(endpoint, table)
  script.onClose(() => database.client.destroy())
  const shop = await shopOf(database, table)
  const problems = new Problems(join(importFolder, `${basename(options.file)}.problems.csv`))
  const step = numberedSteps(STEPS)
  const { rows, hash } = await readWhole(step, options, shop.reading, problems)
  if (options.isDryRun) await rehearseWhole(step, options, shop, problems, rows)
  else await bookWhole(script, step, options, shop, problems, rows, new Checkpoint([hash, options.layout, options.delimiter, options.source, endpoint, table]))
  problems.show()
  return problems.count === 0 ? 0 : 1
})

interface Shop {
  readonly database: Database
  readonly programmes: ProgrammeRepository
  readonly reading: Reading
}

async function shopOf(database: Database, table: string): Promise<Shop> {
  const clock = new Clock()
  const programmes = new ProgrammeRepository(database, clock)
  const { programme } = await programmes.now().catch((error: unknown) => {
    throw error instanceof Refusal ? error : new Sentence(text.noProgramme(table))
  })
  const stores = await new StoresRepository(database, clock).all()
  return { database, programmes, reading: { timeZone: programme.timeZone, stores: new Set(stores.map(({ id }) => String(id))) } }
}

/** Reads all of the file first: what is wrong with it is known before anything is written. */
function readWhole(step: Steps, options: ImportOptions, reading: Reading, problems: Problems): Promise<{ rows: number; hash: string }> {
  return step(text.step.read, async (say) => {
    const hash = contentHash()
    const bytes = await stat(options.file).then(({ size }) => size, (error: unknown) => {
      throw new Sentence(text.fileUnreadable(options.file, reasonOf(error)))
    })
    let read = 0
    let rows = 0
    const onBytes = (part: Buffer) => {
      hash.update(part)
      read += part.length
      say(text.readBytes(Math.round((100 * read) / Math.max(1, bytes)), rows))
    }
    for await (const row of readRows(options, { ...reading, onBytes })) {
      rows = row.number
      if (row.type === 'problem') problems.add(row)
    }
    return { result: { rows, hash: hash.digest('hex') }, summary: text.readRows(rows, problems.count) }
  })
}

function rehearseWhole(step: Steps, options: ImportOptions, { database, programmes, reading }: Shop, problems: Problems, rows: number): Promise<void> {
  return step(text.step.rehearse, async (say) => {
    const { booked, known, members, points, notFollowed, hasDraws } = await rehearse(readRows(options, reading), { database, clock: new Clock(), programmes, problems, onRow: progressOf(say, rows) })
    const doubts = [...(notFollowed > 0 ? [text.notFollowed(notFollowed)] : []), ...(hasDraws ? [text.draws] : [])]
    return { result: undefined, summary: [text.rehearsed(booked, known, members, points), ...doubts].join('; ') }
  })
}

async function bookWhole(script: Script, step: Steps, options: ImportOptions, { database, reading }: Shop, problems: Problems, rows: number, checkpoint: Checkpoint): Promise<void> {
  let onRow: (number: number) => void = () => undefined
  const booker = new Booker({ database, checkpoint, problems, onRow: (number) => onRow(number) })
  const from = booker.resumesAfter
  if (from > 0) console.log(text.resumed(from))
  let isDone = false
  script.onClose(() => {
    if (!isDone) booker.note()
  })
  await step(text.step.book, async (say) => {
    onRow = progressOf(say, rows, from)
    const { booked, known, members, points } = await booker.bookAll(readRows(options, reading))
    isDone = true
    return { result: undefined, summary: text.booked(booked, known, members, points) }
  })
}
