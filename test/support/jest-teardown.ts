import type { RunningDatabase } from '../../scripts/local/database'

declare global {
  /** Jest loads setup and teardown apart from each other; only what is global is the same for both. */
  var dianjinTestDatabase: RunningDatabase | undefined
}

export default async function tearDown(): Promise<void> {
  await globalThis.dianjinTestDatabase?.close()
}
