import { parseArgs } from 'node:util'
import { DescribeTableCommand, ResourceNotFoundException } from '@aws-sdk/client-dynamodb'
import type { Database } from '../functions/database/client'
import { runScript } from './local/script'
import { reasonOf, Sentence } from './local/sentence'
import { numberedSteps, type Say } from './local/steps'
import { databaseAt, LOCAL_TABLE, localEndpoint } from './support/local-database'
import { recordCheck } from './verify/record'
import { rebuildTable } from './verify/rebuild'
import { type Verified, verifyTable } from './verify/table'
import { text } from './verify/text'

/** `npm run verify -- [--table name …] [--endpoint url] [--caught-up] [--rebuild-figures] [--record]`: reads whole tables and names every breach of what must always hold. */
runScript(async (script) => {
  const { tables, endpoint: given, mustBeCounted, isRebuilt, isRecorded } = wishes(script.args)
  const endpoint = await localEndpoint(script, given)
  const step = numberedSteps(tables.length * (isRebuilt ? 2 : 1))
  let isBalanced = true
  for (const table of tables) {
    const database = databaseAt(endpoint, table)
    const expected = await itemsIn(database, endpoint)
    if (isRebuilt) await step(text.rebuilding(table), async () => ({ result: undefined, summary: text.rebuilt(await rebuildTable(database)) }))
    const verified = await step(text.step(table), async (say) => {
      const result = await verifyTable(database, { mustBeCounted, ...watching(say, expected) })
      return { result, summary: summaryOf(result) }
    })
    if (isRecorded) await recordCheck(database, verified.found, new Date().toISOString())
    database.client.destroy()
    for (const breach of verified.breaches) console.error(`  ✗ ${breach}`)
    if (verified.moving > 0) console.log(`  ${text.moving(verified.moving)}`)
    if (verified.uncounted > 0 && !mustBeCounted) console.log(`  ${text.uncounted(verified.uncounted)}`)
    isBalanced &&= verified.breaches.length === 0
  }
  return isBalanced ? 0 : 1
})

interface Wishes {
  readonly tables: readonly string[]
  readonly endpoint: string | undefined
  readonly mustBeCounted: boolean
  readonly isRebuilt: boolean
  readonly isRecorded: boolean
}

function wishes(args: readonly string[]): Wishes {
  try {
    const flag = { type: 'boolean', default: false } as const
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { table: { type: 'string', multiple: true, default: [] }, endpoint: { type: 'string' }, 'caught-up': flag, 'rebuild-figures': flag, record: flag },
      allowPositionals: true,
    })
    const tables = [...values.table, ...positionals]
    return { tables: tables.length === 0 ? [LOCAL_TABLE] : tables, endpoint: values.endpoint, mustBeCounted: values['caught-up'], isRebuilt: values['rebuild-figures'], isRecorded: values.record }
  } catch (error) {
    throw new Sentence(text.usage(reasonOf(error).split('.', 1)[0] ?? ''))
  }
}

/** How many items the table had when it was last counted. */
async function itemsIn(database: Database, endpoint: string): Promise<number> {
  try {
    const { Table } = await database.client.send(new DescribeTableCommand({ TableName: database.table }))
    return Table?.ItemCount ?? 0
  } catch (error) {
    throw error instanceof ResourceNotFoundException ? new Sentence(text.noTable(database.table, endpoint)) : error
  }
}

function watching(say: Say, expected: number) {
  const startedAt = Date.now()
  let read = 0
  return {
    onStage: (stage: keyof typeof text.stages) => say(text.stages[stage]),
    onRead: (items: number) => {
      read += items
      const seconds = Math.max(0.1, (Date.now() - startedAt) / 1000)
      const share = Math.min(1, read / Math.max(1, expected))
      const rest = expected >= read ? text.rest(Math.round(100 * share), Math.ceil((seconds / share) * (1 - share))) : ''
      say(text.reading(read, rest, Math.round(read / seconds)))
    },
  }
}

function summaryOf({ members, entries, vouchers, breaches }: Verified): string {
  return breaches.length === 0 ? text.balanced(members, entries, vouchers) : text.unbalanced(members, entries, vouchers, breaches.length)
}
