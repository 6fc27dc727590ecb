import { StaffRepository } from '../../functions/stores/staff.repository'
import { StoresRepository } from '../../functions/stores/stores.repository'
import { TillsRepository } from '../../functions/stores/tills.repository'
import type { Database } from '../../functions/database/client'
import { get } from '../../functions/database/read'
import { commit } from '../../functions/database/write'
import { ProgrammeRepository } from '../../functions/earning/programme.repository'
import type { Api } from '../../functions/http/api'
import { MallRepository } from '../../functions/mall/mall.repository'
import { StockRepository } from '../../functions/mall/stock.repository'
import { Sentence } from '../local/sentence'
import { text } from '../local/text'
import type { TurnedClock } from '../seed'
import { clientOf, freshId } from '../support/in-process'
import type { WechatStandIn } from '../wechat/server'
import { launchFlashes } from './flash'
import { signIn } from './past'
import { programme, rewards, stores, storeId, tillId } from './shop'

/** What the demo shop is filled through. */
export interface Demo {
  readonly api: Api
  readonly clock: TurnedClock
  readonly database: Database
  readonly wechat: WechatStandIn
  readonly tillKey: string
}

/** The last thing the seed writes: with it, everything is there, in the shape of this edition of the terms. */
const filled = { pk: 'DEMO', sk: 'FILLED' }
const EDITION = 3

export async function isFilled({ database }: Demo): Promise<boolean> {
  const item = await get(database, filled)
  if (item !== undefined && item['edition'] !== EDITION) throw new Sentence(text.demoOutdated)
  return item !== undefined
}

export const markFilled = ({ database }: Demo): Promise<void> => commit(database, [{ type: 'put', item: { ...filled, edition: EDITION } }])

/** Terms, stores, rewards with stock, the owner, and two clerks by invitation. */
export async function fillShop(demo: Demo, tillSecret: string): Promise<void> {
  const { database, clock } = demo
  await new ProgrammeRepository(database, clock).put(programme)
  const storesRepository = new StoresRepository(database, clock)
  for (const store of stores) await storesRepository.put(store)
  const mall = new MallRepository(database, clock)
  const stock = new StockRepository(database)
  for (const { reward, stock: count } of rewards(Date.now())) {
    await mall.put(reward)
    await stock.open(reward.id, count, reward.stockShards)
  }
  await launchFlashes(demo, Date.now())
  const owner = await signIn(demo, 'zhao-min')
  const staff = new StaffRepository(database)
  if ((await staff.ofMember(owner.profile.id)) === undefined) {
    const joinedAt = new Date(clock.now()).toISOString()
    await commit(database, staff.join({ id: freshId('staff'), memberId: owner.profile.id, role: 'owner', name: '赵敏', storeIds: [], joinedAt }))
  }
  await hire(demo, owner.tokens.token, 'wang-fang', '王芳', 1)
  await hire(demo, owner.tokens.token, 'li-qiang', '李强', 2)
  await new TillsRepository(database, clock).put({ id: tillId, name: '收银台', source: 'pos', storeIds: [] }, tillSecret)
}

async function hire(demo: Demo, ownerToken: string, person: string, name: string, store: number): Promise<void> {
  const { invitation } = await clientOf(demo.api, ownerToken).inviteClerk({ storeIds: [storeId(store)], name })
  const clerk = await signIn(demo, person)
  if (clerk.profile.staffRole === null) await clientOf(demo.api, clerk.tokens.token).acceptInvitation({ invitation })
}
