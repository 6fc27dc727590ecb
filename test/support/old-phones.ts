import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'acorn'

/** Files of a build that a phone of iOS 12 or Chrome 67 cannot read, each with the reason. */
export function unreadableOnOldPhones(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  return files.flatMap((file) => {
    try {
      parse(readFileSync(join(folder, file), 'utf8'), { ecmaVersion: 2019, sourceType: 'script' })
      return []
    } catch (failure) {
      return [`${file}: ${failure instanceof Error ? failure.message : ''}`]
    }
  })
}
