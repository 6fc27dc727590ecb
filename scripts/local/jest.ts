import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { localFolder, projectFolder } from './folders'
import { startProgram } from './program'
import { Sentence } from './sentence'
import { text } from './text'

const counts = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  /** Files that broke before their first test. */
  numRuntimeErrorTestSuites: z.number(),
})

export interface TestCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Runs Jest on the screen and counts its tests; a file that does not even load counts as a failed test. */
export async function runJest(patterns: readonly string[], env: Readonly<Record<string, string>>): Promise<TestCounts> {
  const outputFile = join(localFolder, 'jest-result.json')
  await rm(outputFile, { force: true })
  const jest = join(projectFolder, 'node_modules/jest/bin/jest.js')
  const program = await startProgram(process.execPath, [jest, '--json', `--outputFile=${outputFile}`, ...patterns], { folder: projectFolder, env, isQuiet: true })
  const { code } = await program.exited
  const result = counts.safeParse(await readFile(outputFile, 'utf8').then(JSON.parse, () => undefined))
  if (!result.success) throw new Sentence(text.noTests)
  const { numPassedTests: passed, numFailedTests, numPendingTests: skipped, numRuntimeErrorTestSuites } = result.data
  const failed = numFailedTests + numRuntimeErrorTestSuites
  // No test at all, or a failure outside of any test.
  return { passed, skipped, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed }
}
