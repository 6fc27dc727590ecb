import { keys } from '../../functions/database/keys'
import { get } from '../../functions/database/read'
import { clientOf } from '../../scripts/support/in-process'
import { verifyTable } from '../../scripts/verify/table'
import { text } from '../../scripts/verify/text'
import type { StaffDeed } from '../../shared/stores/audit.api'
import { expectBalancedBooks } from '../support/books'
import { atDesk, freshAddress, staffOf } from '../support/desk'
import { counted } from '../support/faults'
import { launched, marketer } from '../support/marketing'
import { member, outcome, owner } from '../support/people'
import { namedAfter } from '../support/plant'
import { editable, rewardTerms } from '../support/shelf'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await shop.drainStream()
  await expectBalancedBooks(shop)
  await shop.close()
})

/** The latest deed of a call, with what it changed. */
async function latest(call: string): Promise<StaffDeed | undefined> {
  return (await (await owner(shop)).api.listAudit({ call, limit: 1 })).items[0]
}

describe('the trail tells what a change has changed:', () => {
  test('a reward’s price, by its name, and nothing that stayed', async () => {
    const { api } = await marketer(shop)
    const made = rewardTerms({ title: { zh: '拿铁', en: 'Latte' }, pricePoints: 300 })
    const { reward: { id: rewardId } } = await api.createReward(made)
    await api.editReward({ rewardId, revision: 1, ...editable(made), pricePoints: 260 })
    expect((await latest('editReward'))?.change).toEqual({ title: '拿铁', places: [{ path: 'pricePoints', before: 300, after: 260 }], more: 0 })
    shop.clock.pass(1_000)
    expect(await outcome(api.editReward({ rewardId, revision: 1, ...editable(made) }))).toBe('revision_stale')
    expect((await latest('editReward'))?.change).toBeNull()
  })

  test('a store’s address, a campaign’s state, the terms of the programme and a member’s standing', async () => {
    const [boss, li, lin] = [await owner(shop), await marketer(shop), await member(shop)]
    const { api } = li
    const store = (await boss.api.deskStores({})).items.find(({ id }) => id === storeId(2))
    await boss.api.editStore({ storeId: storeId(2), revision: store?.revision ?? 0, name: store?.name ?? '', address: '新街 1 号' })
    expect((await latest('editStore'))?.change).toEqual({ title: store?.name, places: [{ path: 'address', before: store?.address, after: '新街 1 号' }], more: 0 })
    const { campaign } = await launched(shop, li)
    await api.pauseCampaign({ campaignId: campaign.id, revision: campaign.revision })
    expect((await latest('pauseCampaign'))?.change?.places).toEqual([{ path: 'state', before: 'launched', after: 'paused' }])
    const { programme: { version, publishedAt: _at, copyOf: _copy, ...terms } } = await api.programme({})
    await api.draftProgramme({ revision: 0, terms: { ...terms, costFenPer100Points: 120 } })
    await api.publishProgramme({ version, revision: 1 })
    expect((await latest('publishProgramme'))?.change?.places).toEqual([{ path: 'costFenPer100Points', before: 100, after: 120 }])
    await api.freezeMember({ memberId: lin.id, reason: '核对' })
    expect((await latest('freezeMember'))?.change).toEqual({ title: null, places: [{ path: 'standing', before: null, after: 'frozen' }], more: 0 })
  })

  test('and it is under the chain: altering it is a breach, and deeds without one are hashed as ever', async () => {
    await shop.drainStream()
    expect((await verifyTable(shop.database)).breaches).toEqual([])
    const deed = await latest('editStore')
    const { day = '', id = '', number = 0 } = { day: deed?.day, id: deed?.id, number: deed?.number ?? 0 }
    expect(await namedAfter(shop, keys.deed(day, id), (item) => ({ ...item, change: JSON.stringify({ title: '别的店', places: [], more: 0 }) }))).toEqual([text.breach.auditAltered(day, number, id)])
    expect((await get(shop.database, keys.deed(day, id)))?.['change']).toContain('新街')
  })
})

test('a page of the trail costs three requests, whatever is asked for', async () => {
  const desk = await atDesk(shop, await staffOf(shop, 'auditor'))
  const target = (await latest('freezeMember'))?.target ?? ''
  await shop.drainStream()
  for (const wanted of [{}, { call: 'freezeMember' }, { target }, { target, call: 'freezeMember', from: shop.clock.today, to: shop.clock.today }]) {
    const { fault, times } = counted(({ command }) => /^(Query|GetItem|BatchGetItem)Command$/.test(command))
    const { api } = await shop.instance([fault])
    const { items } = await clientOf(api, desk.token, freshAddress()).listAudit(wanted)
    expect(items.length).toBeGreaterThan(0)
    // Two find the session and the person, one the time zone.
    expect(times()).toBeLessThanOrEqual(3 + 3)
  }
})
