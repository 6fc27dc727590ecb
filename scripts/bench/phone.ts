import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { launchWeapp } from '../../test/support/weapp/launch'
import { builtFolder } from '../local/folders'
import { startGateway } from '../local/gateway'
import { builtInAddresses, buildMiniapp } from '../local/miniapp'
import type { Measure } from './measure'
import type { BenchShop } from './shop'

const MAIN_PACKAGE_KILOBYTES_MAX = 500
const folder = join(builtFolder, 'weapp')

/** The weight of the mini-program's main package, and of its first screen for a member who has been here before. */
export async function measurePhone(shop: BenchShop): Promise<readonly Measure[]> {
  await buildMiniapp({ target: 'weapp', env: {} })
  const main: Measure = { name: 'mini-program, main package', value: (await mainPackageBytes()) / 1_000, bar: MAIN_PACKAGE_KILOBYTES_MAX, unit: 'KB' }
  const gateway = await startGateway({ handler: shop.api })
  try {
    return [main, ...(await firstScreen(shop, gateway.url))]
  } finally {
    await gateway.close()
  }
}

const REQUESTS_MAX = 2
const SET_DATA_BYTES_MAX = 64 * 1_024
const NODES_MAX = 300
const SETTLED_MS = 1_000

/** From launch to a home screen that has settled, with a silent sign-in. */
async function firstScreen(shop: BenchShop, api: string): Promise<readonly Measure[]> {
  const person = shop.newcomer()
  await shop.member(person)
  const phone = await launchWeapp({
    dist: folder,
    origins: { [builtInAddresses.api]: api },
    loginCode: () => shop.loginCode(person),
  })
  try {
    await phone.until(() => (phone.find('#balance')?.text ?? '') !== '')
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
    const { nodes, setDataBytes } = phone.weight()
    return [
      { name: 'first screen: requests', value: phone.journal.requests.length, bar: REQUESTS_MAX, unit: 'requests' },
      { name: 'first screen: setData', value: setDataBytes / 1_024, bar: SET_DATA_BYTES_MAX / 1_024, unit: 'KB' },
      { name: 'first screen: nodes', value: nodes, bar: NODES_MAX, unit: 'nodes' },
    ]
  } finally {
    phone.close()
  }
}

const appJson = z.object({ subPackages: z.array(z.object({ root: z.string() })) })

/** What is uploaded as the main package: everything but the sub-packages. */
async function mainPackageBytes(): Promise<number> {
  const { subPackages } = appJson.parse(JSON.parse(await readFile(join(folder, 'app.json'), 'utf8')))
  const files = await readdir(folder, { recursive: true })
  const mine = files.filter((file) => !file.endsWith('.map') && !subPackages.some(({ root }) => file.startsWith(`${root.replace(/\/$/, '')}/`)))
  const stats = await Promise.all(mine.map((file) => stat(join(folder, file))))
  return stats.reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0)
}
