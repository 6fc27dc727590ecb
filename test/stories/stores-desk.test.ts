import { freshId } from '../../scripts/support/in-process'
import { snapshot } from '../support/books'
import { closeBalanced, refusalOf } from '../support/shelf'
import { answersLost, asking, counted, meanwhile, without } from '../support/faults'
import { marketer } from '../support/marketing'
import { clerk, exchange, loosely, member, outcome, owner, type Person, redeem, reward } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
let boss: Person
beforeAll(async () => {
  shop = await openShop()
  boss = await owner(shop)
})
afterAll(() => closeBalanced(shop))

const store = (more: object = {}) => ({ id: freshId('store'), name: '浦东店', address: '世纪大道 1 号', ...more })

describe('a store', () => {
  test('is opened once for an id, and clerks can be hired for it', async () => {
    const wish = store()
    expect(await boss.api.createStore(wish)).toEqual({ ...wish, revision: 1 })
    await boss.api.editStore({ storeId: wish.id, revision: 1, name: '浦东旗舰店', address: wish.address })
    expect(await boss.api.createStore(wish)).toMatchObject({ name: '浦东旗舰店', revision: 2 })
    expect(await outcome(boss.api.createStore({ ...wish, name: '浦西店' }))).toBe('idempotency_conflict')
    expect((await boss.api.listStores({})).items).toContainEqual({ id: wish.id, name: '浦东旗舰店', address: wish.address })
    expect(await outcome(boss.api.inviteClerk({ storeIds: [wish.id], name: '小孙' }))).toBe('done')
  })

  test('is opened once when two send it at once, and when its answer is lost', async () => {
    const wish = store()
    const [a, b] = await Promise.all([boss.api.createStore(wish), boss.api.createStore(wish)])
    expect([a, b]).toEqual([{ ...wish, revision: 1 }, { ...wish, revision: 1 }])
    const second = store()
    const there = boss.on(await shop.instance([answersLost(asking('PutItem', /"STORES"/), 2)]))
    expect([await outcome(there.createStore(second)), (await there.createStore(second)).revision]).toEqual(['unavailable', 1])
    const edit = { storeId: second.id, revision: 1, name: '新店', address: '新址' }
    expect([await outcome(there.editStore(edit)), await there.editStore(edit)]).toEqual(['unavailable', { id: second.id, name: '新店', address: '新址', revision: 2 }])
  })

  test('is edited by its revision: of two at once one wins, the other is shown what stands now', async () => {
    const { id } = await boss.api.createStore(store())
    const edit = (name: string, revision = 1) => ({ storeId: id, revision, name, address: '世纪大道 2 号' })
    const outcomes = await Promise.all(['甲店', '乙店'].map((name) => outcome(boss.api.editStore(edit(name)))))
    expect([...outcomes].sort()).toEqual(['done', 'revision_stale'])
    const refusal = await refusalOf(boss.api.editStore(edit('丙店')))
    expect(refusal.details).toEqual({ revision: 2, current: { id, name: outcomes[0] === 'done' ? '甲店' : '乙店', address: '世纪大道 2 号', revision: 2 } })
  })

  test.each([
    ['by the condition', [], true],
    ['and not without it', [without('revision = :before', /"STORES"/)], false],
  ])('is never overwritten by who has not seen it: %s', async (_, weak, holds) => {
    const { id } = await boss.api.createStore(store())
    const edit = (name: string, revision: number) => ({ storeId: id, revision, name, address: '世纪大道 2 号' })
    const slow = boss.on(await shop.instance([...weak, meanwhile(asking('PutItem', /"STORES"/), () => boss.api.editStore(edit('先改的', 1)))]))
    const said = await outcome(slow.editStore(edit('后改的', 1)))
    const [now] = (await boss.api.deskStores({})).items
    expect(said === 'revision_stale' && now?.name === '先改的').toBe(holds)
  })

  test('that was put before there were revisions is at the first; what was redeemed there keeps its old name', async () => {
    const [wang, lin] = [await clerk(shop), await member(shop)]
    const { voucher } = await exchange(lin.api, await reward(shop, 1))
    await redeem(shop, wang.api, voucher)
    expect(await boss.api.editStore({ storeId: storeId(1), revision: 1, name: '徐家汇店', address: '衡山路 9 号' })).toMatchObject({ name: '徐家汇店', revision: 2 })
    expect((await lin.api.voucher({ voucherId: voucher.id })).redeemed?.storeName).toBe('徐汇店')
    expect((await wang.api.myStaff({})).stores.map(({ name }) => name)).toEqual(['徐家汇店'])
  })

  test('needs a name, an address and an id of its kind', async () => {
    const before = await snapshot(shop)
    for (const bad of [{ name: ' ' }, { address: '' }, { name: '店'.repeat(31) }, { id: 'sto_1' }, { revision: 2 }]) expect(await outcome(loosely(boss.api, 'createStore', store(bad)))).toBe('invalid_input')
    expect(await outcome(boss.api.editStore({ storeId: freshId('store'), revision: 1, name: '店', address: '址' }))).toBe('store_unknown')
    expect(await snapshot(shop)).toEqual(before)
  })
})

describe('the list of stores', () => {
  test('has each once, the newest first, in two requests a page', async () => {
    for (let i = 0; i < 3; i++) await boss.api.createStore(store())
    const { fault, times } = counted(() => true)
    const there = boss.on(await shop.instance([fault]))
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await there.deskStores({ limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      found.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(times()).toBeLessThanOrEqual(2 * Math.ceil((found.length + 1) / 2))
    expect(found).toEqual([...new Set(found)].sort().reverse())
    expect(new Set(found)).toEqual(new Set((await boss.api.listStores({})).items.map(({ id }) => id)))
  })

  test('is the owner’s, as are its stores', async () => {
    const people = [await marketer(shop), await clerk(shop)]
    for (const { api } of people) {
      expect([await outcome(api.deskStores({})), await outcome(api.createStore(store())), await outcome(api.editStore({ storeId: storeId(1), revision: 1, name: '店', address: '址' }))]).toEqual(['not_allowed', 'not_allowed', 'not_allowed'])
    }
  })
})
