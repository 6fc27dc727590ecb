import { join } from 'node:path'
import { builtFolder } from '../../../scripts/local/folders'
import { buildMiniapp } from '../../../scripts/local/miniapp'

/** Where the built mini-program lies; builds it first when its sources have changed. */
export async function builtWeapp(): Promise<string> {
  await buildMiniapp({ target: 'weapp' })
  return join(builtFolder, 'weapp')
}
