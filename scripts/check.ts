import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { RunningDatabase } from './local/database'
import { projectFolder } from './local/folders'
import { runJest, type TestCounts } from './local/jest'
import { buildConsole } from './local/console'
import { buildMiniapp, type MiniappTarget } from './local/miniapp'
import { startProgram } from './local/program'
import { complain, runScript, type Script } from './local/script'
import { reasonOf, Sentence } from './local/sentence'
import { numberedSteps, type Say } from './local/steps'
import { ensureSystem } from './local/system'
import { startTestDatabase, tablesToVerify } from './local/test-database'
import { text } from './local/text'
import { buildFunctions } from './support/bundle'

/** What a stage may use and leave for later ones. */
interface Check {
  readonly script: Script
  readonly say: Say
  /** Names of test files, or parts of them. */
  readonly patterns: readonly string[]
  readonly databases: RunningDatabase[]
  readonly counts: TestCounts[]
}

/** Does one thing, throws a `Sentence` when it is not as it should be, answers with a few words for the screen. */
type Stage = (check: Check) => Promise<string>

const stages = {
  types: () => clean('typescript/bin/tsc', ['--noEmit'], text.failedStage.types),
  lint: () => clean('oxlint/bin/oxlint', [], text.failedStage.lint),
  system: prepareSystem,
  functions: bundle,
  weapp: ({ say }) => build('weapp', say),
  h5: ({ say }) => build('h5', say),
  console: async ({ say }) => text.summary[await buildConsole({ env: {}, say: quietly(say) })],
  tests: (check) => test(check, 'reference', check.patterns, text.failedStage.tests),
  embedded: (check) => test(check, 'embedded', ['test/stories/ledger'], text.failedStage.embedded),
  verify,
} satisfies Record<string, Stage>

type StageName = keyof typeof stages
const stageNames: readonly StageName[] = ['types', 'lint', 'system', 'functions', 'weapp', 'h5', 'console', 'tests', 'embedded', 'verify']

runScript(async (script) => {
  const { wanted, patterns } = readArgs(script.args)
  const step = numberedSteps(wanted.length, { hasOutput: true })
  const databases: RunningDatabase[] = []
  const counts: TestCounts[] = []
  try {
    for (const name of wanted) {
      await step(text.step[name], async (say) => ({ result: undefined, summary: await stages[name]({ script, say, patterns, databases, counts }) }))
    }
    return 0
  } catch (error) {
    complain(error)
    return 1
  } finally {
    if (counts.length > 0) console.log(`\n${totals(counts)}`)
  }
})

/** All stages, or with `--only <stage>,…` some of them; what remains says which test files. */
function readArgs(args: readonly string[]): { wanted: readonly StageName[]; patterns: readonly string[] } {
  const { values, positionals } = parsed(args)
  const asked = values.only?.split(',') ?? stageNames
  const unknown = asked.find((name) => !stageNames.some((known) => known === name))
  if (unknown !== undefined) throw new Sentence(text.unknownStage(unknown, stageNames))
  const wanted = stageNames.filter((name) => asked.includes(name))
  return { wanted, patterns: positionals }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { only: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    throw new Sentence(text.unknownOption(reasonOf(error).split('.', 1)[0] ?? '', ['--only <stage>,…']))
  }
}

async function clean(tool: string, args: readonly string[], complaint: string): Promise<string> {
  const program = await startProgram(process.execPath, [join(projectFolder, 'node_modules', tool), ...args], { folder: projectFolder })
  if ((await program.exited).code !== 0) throw new Sentence(complaint)
  return text.summary.clean
}

async function prepareSystem({ say }: Check): Promise<string> {
  return text.summary.installed(await ensureSystem(['java', 'chromium', 'chineseFonts'], (names) => say(text.installing(names))))
}

async function bundle(): Promise<string> {
  return Object.values(await buildFunctions()).map(({ bytes }) => text.summary.bundled(Math.round(bytes / 1024))).join(' + ')
}

async function build(target: MiniappTarget, say: Say): Promise<string> {
  return text.summary[await buildMiniapp({ target, env: {}, say: quietly(say) })]
}

const SPOKEN_MILLISECONDS = 5_000

/** A build speaks many times a second; the log wants a sign of life. */
function quietly(say: Say): Say {
  let spokenAt = Date.now()
  return (what) => {
    if (what === '' || Date.now() - spokenAt < SPOKEN_MILLISECONDS) return
    spokenAt = Date.now()
    say(what)
  }
}

async function test({ script, databases, counts }: Check, kind: 'embedded' | 'reference', patterns: readonly string[], complaint: string): Promise<string> {
  const database = await startTestDatabase({ kind, onDeath: script.fail })
  script.onClose(database.close)
  databases.push(database)
  const result = await runJest(patterns, { DYNAMODB_ENDPOINT: database.endpoint, DIANJIN_TEST_DATABASE: kind })
  counts.push(result)
  if (result.failed > 0) throw new Sentence(complaint)
  return text.summary.tests(result.passed, result.failed)
}

/** The books of every table that the tests left behind. */
async function verify({ databases }: Check): Promise<string> {
  let count = 0
  for (const { endpoint } of databases) {
    const tables = await tablesToVerify(endpoint)
    count += tables.length
    if (tables.length === 0) continue
    const args = ['--import', join(projectFolder, 'node_modules/tsx/dist/loader.mjs'), join(projectFolder, 'scripts/verify.ts'), ...tables]
    const program = await startProgram(process.execPath, args, { folder: projectFolder, env: { DYNAMODB_ENDPOINT: endpoint } })
    if ((await program.exited).code !== 0) throw new Sentence(text.failedStage.verify)
  }
  return text.summary.balanced(count)
}

/** One plain line, which continuous integration reads. */
function totals(counts: readonly TestCounts[]): string {
  const sum = (key: keyof TestCounts) => counts.reduce((total, count) => total + count[key], 0)
  const skipped = sum('skipped')
  return `tests: ${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
