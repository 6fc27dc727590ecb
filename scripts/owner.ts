import { parseArgs } from 'node:util'
import { SetupRepository } from '../functions/stores/setup.repository'
import { StaffRepository } from '../functions/stores/staff.repository'
import { runScript } from './local/script'
import { reasonOf, Sentence } from './local/sentence'
import { text } from './local/text'
import { databaseAt, LOCAL_TABLE, localEndpoint } from './support/local-database'

/** `npm run owner [-- --table name] [--endpoint url]`: prints the code that makes the first owner of a shop, good for a day; an older one no longer works. */
runScript(async (script) => {
  const wishes = wishesIn(script.args)
  const database = databaseAt(await localEndpoint(script, wishes.endpoint), wishes.table ?? LOCAL_TABLE)
  script.onClose(() => database.client.destroy())
  const staff = await new StaffRepository(database).list()
  if (staff.some(({ role, removedAt }) => role === 'owner' && removedAt === undefined)) throw new Sentence(text.ownerThere)
  console.log(`\n${text.setupCode(await new SetupRepository(database).newCode(Date.now()))}\n`)
})

function wishesIn(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { table: { type: 'string' }, endpoint: { type: 'string' } } }).values
  } catch (error) {
    throw new Sentence(text.ownerUsage(reasonOf(error).split('.', 1)[0] ?? ''))
  }
}
