import { parseArgs } from 'node:util'
import { DescribeTableCommand, ResourceNotFoundException } from '@aws-sdk/client-dynamodb'
import type { Database } from '../functions/database/client'
import { runScript } from './local/script'
import { reasonOf, Sentence } from './local/sentence'
import { numberedSteps, type Say } from './local/steps'
import { databaseAt, LOCAL_TABLE, localEndpoint } from './support/local-database'
import { type Verified, verifyTable } from './verify/table'
import { text } from './verify/text'

/** `npm run verify -- [--table name …] [--endpoint url]`: reads whole tables and names every breach of what must always hold. */
runScript(async (script) => {
  const { tables, endpoint: given } = wishes(script.args)
  const endpoint = await localEndpoint(script, given)
  const step = numberedSteps(tables.length)
  let isBalanced = true
  for (const table of tables) {
    const database = databaseAt(endpoint, table)
    const expected = await itemsIn(database, endpoint)
    const verified = await step(text.step(table), async (say) => {
      const result = await verifyTable(database, watching(say, expected))
      return { result, summary: summaryOf(result) }
    })
    database.client.destroy()
    for (const breach of verified.breaches) console.error(`  ✗ ${breach}`)
    if (verified.moving > 0) console.log(`  ${text.moving(verified.moving)}`)
    isBalanced &&= verified.breaches.length === 0
  }
  return isBalanced ? 0 : 1
})

function wishes(args: readonly string[]): { tables: readonly string[]; endpoint: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { table: { type: 'string', multiple: true, default: [] }, endpoint: { type: 'string' } }, allowPositionals: true })
    const tables = [...values.table, ...positionals]
    return { tables: tables.length === 0 ? [LOCAL_TABLE] : tables, endpoint: values.endpoint }
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
    onStage: say,
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
