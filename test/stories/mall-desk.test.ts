import { freshId } from '../../scripts/support/in-process'
import { snapshot } from '../support/books'
import { closeBalanced, editable, moving, refusalOf, rewardTerms, shelved } from '../support/shelf'
import { asking, answersLost, counted, meanwhile, without } from '../support/faults'
import { marketer } from '../support/marketing'
import { clerk, exchange, loosely, member, outcome, owner, type Person, reward } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

let shop: Shop
let li: Person
beforeAll(async () => {
  shop = await openShop()
  li = await marketer(shop)
})
afterAll(() => closeBalanced(shop))

describe('a new reward', () => {
  test('is a draft without stock that members neither see nor exchange, until it is filled and opened', async () => {
    const lin = await member(shop)
    const terms = rewardTerms({ stockShards: 3 })
    const made = await li.api.createReward(terms)
    expect(made).toMatchObject({ reward: { id: terms.id, shelf: 'draft', revision: 1, stockShards: 3 }, availability: null, stock: { initial: 0, moved: 0, available: 0 } })
    expect(made.reward).not.toHaveProperty('createdAs')
    expect([await outcome(lin.api.reward({ rewardId: terms.id })), await outcome(exchange(lin.api, made.reward))]).toEqual(['reward_not_found', 'reward_not_found'])
    await li.api.addStock(moving(terms.id, 5))
    expect(await li.api.openReward({ rewardId: terms.id, revision: 1 })).toMatchObject({ reward: { shelf: 'open', revision: 2 }, availability: 'open', stock: { available: 5 } })
    expect(await lin.api.reward({ rewardId: terms.id })).toMatchObject({ availability: 'open', stockLeft: 5, pricePoints: 100 })
    expect(await outcome(exchange(lin.api, made.reward))).toBe('done')
  })

  test('is made once for an id, even when it has been edited since; another one under the id is refused', async () => {
    const terms = rewardTerms()
    await li.api.createReward(terms)
    await li.api.editReward({ ...editable(terms), rewardId: terms.id, revision: 1, pricePoints: 90 })
    expect((await li.api.createReward(terms)).reward).toMatchObject({ pricePoints: 90, revision: 2 })
    expect(await outcome(li.api.createReward({ ...terms, pricePoints: 80 }))).toBe('idempotency_conflict')
    expect(await outcome(li.api.createReward({ ...terms, stockShards: 2 }))).toBe('idempotency_conflict')
  })

  test('is made once by two who send it at once, and when its answer is lost', async () => {
    const terms = rewardTerms({ stockShards: 2 })
    const [a, b] = await Promise.all([li.api.createReward(terms), li.api.createReward(terms)])
    expect(a).toEqual(b)
    const second = rewardTerms()
    const there = li.on(await shop.instance([answersLost(asking('PutItem', /"MALL"/))]))
    expect(await outcome(there.createReward(second))).toBe('unavailable')
    expect((await there.createReward(second)).reward).toMatchObject({ revision: 1, shelf: 'draft' })
  })

  test('with terms that contradict themselves or name what is not there is refused, and nothing is written', async () => {
    const before = await snapshot(shop)
    const bad = [
      rewardTerms({ opensAt: '2026-12-02T00:00:00Z', closesAt: '2026-12-01T00:00:00Z' }), rewardTerms({ stores: [storeId(9)] }), rewardTerms({ tiers: ['gold'] }),
      rewardTerms({ pricePoints: 0 }), rewardTerms({ title: { zh: '', en: 'x' } }), rewardTerms({ stockShards: 11 }), rewardTerms({ voucherDays: 731 }),
    ]
    for (const terms of bad) expect(await outcome(li.api.createReward(terms))).toBe('invalid_input')
    for (const more of [{ shelf: 'open' }, { revision: 3 }, { stock: 5 }, { createdAt: '2026-01-01T00:00:00Z' }]) expect(await outcome(loosely(li.api, 'createReward', { ...rewardTerms(), ...more }))).toBe('invalid_input')
    expect(await snapshot(shop)).toEqual(before)
  })
})

describe('terms', () => {
  test('change for members at once, who confirm a new price; vouchers keep the old one', async () => {
    const lin = await member(shop, { points: 400 })
    const it = await shelved(li.api, 5)
    const { voucher } = await exchange(lin.api, it)
    const edited = await li.api.editReward({ ...editable(rewardTerms()), rewardId: it.id, revision: 2, pricePoints: 150 })
    expect(edited.reward).toMatchObject({ pricePoints: 150, revision: 3, shelf: 'open', stockShards: 1 })
    expect(await lin.api.reward({ rewardId: it.id })).toMatchObject({ pricePoints: 150 })
    const refusal = await refusalOf(exchange(lin.api, it))
    expect([refusal.code, refusal.details]).toEqual(['price_changed', { pricePoints: 150 }])
    expect((await lin.api.voucher({ voucherId: voucher.id })).pricePoints).toBe(100)
    expect(await outcome(exchange(lin.api, { ...it, pricePoints: 150 }))).toBe('done')
  })

  test('of two who edit at once are those of one; the other is shown what stands now', async () => {
    const it = await shelved(li.api, 1)
    const boss = await owner(shop)
    const edit = (pricePoints: number) => ({ ...editable(rewardTerms()), rewardId: it.id, revision: 2, pricePoints })
    const outcomes = await Promise.all([outcome(li.api.editReward(edit(110))), outcome(boss.api.editReward(edit(120)))])
    expect([...outcomes].sort()).toEqual(['done', 'revision_stale'])
    const won = outcomes[0] === 'done' ? 110 : 120
    const refusal = await refusalOf(li.api.editReward(edit(130)))
    expect(refusal.details).toMatchObject({ revision: 3, current: { reward: { pricePoints: won, revision: 3 } } })
    expect((await li.api.shelfReward({ rewardId: it.id })).reward.pricePoints).toBe(won)
  })

  test('sent again after a lost answer are not stale', async () => {
    const it = await shelved(li.api, 1)
    const edit = { ...editable(rewardTerms()), rewardId: it.id, revision: 2, pricePoints: 70 }
    const there = li.on(await shop.instance([answersLost(asking('PutItem', /"MALL"/))]))
    expect(await outcome(there.editReward(edit))).toBe('unavailable')
    expect((await there.editReward(edit)).reward).toMatchObject({ pricePoints: 70, revision: 3 })
  })

  test.each([
    ['by the condition', false, true],
    ['and not without it', true, false],
  ])('are never overwritten by who has not seen them: %s', async (_, isWeak, holds) => {
    const it = await shelved(li.api, 1)
    const edit = (pricePoints: number, revision = 2) => ({ ...editable(rewardTerms()), rewardId: it.id, revision, pricePoints })
    await li.api.editReward(edit(110))
    const slow = li.on(await shop.instance([...(isWeak ? [without('revision = :before', /"MALL"/)] : []), meanwhile(asking('PutItem', /"MALL"/), () => li.api.editReward(edit(120, 3)))]))
    const said = await outcome(slow.editReward(edit(130, 3)))
    expect((await li.api.shelfReward({ rewardId: it.id })).reward.pricePoints === 120 && said === 'revision_stale').toBe(holds)
  })

  test('that were put before there were revisions are at the first', async () => {
    const it = await reward(shop, 3)
    const { reward: known } = await li.api.shelfReward({ rewardId: it.id })
    expect(known).toMatchObject({ shelf: 'open', revision: 1 })
    expect((await li.api.editReward({ ...editable(rewardTerms()), rewardId: it.id, revision: 1 })).reward.revision).toBe(2)
  })
})

describe('the shelf', () => {
  test('opens, closes and gives up a reward; its vouchers stay good', async () => {
    const lin = await member(shop, { points: 400 })
    const it = await shelved(li.api, 5)
    const { voucher } = await exchange(lin.api, it)
    expect(await li.api.closeReward({ rewardId: it.id, revision: 2 })).toMatchObject({ reward: { shelf: 'closed', revision: 3 }, availability: 'closed' })
    expect([(await lin.api.reward({ rewardId: it.id })).availability, await outcome(exchange(lin.api, it))]).toEqual(['closed', 'reward_closed'])
    expect(await li.api.withdrawReward({ rewardId: it.id, revision: 3 })).toMatchObject({ reward: { shelf: 'withdrawn' }, availability: null })
    shop.clock.pass(6_000)
    expect([await outcome(lin.api.reward({ rewardId: it.id })), await outcome(exchange(lin.api, it))]).toEqual(['reward_not_found', 'reward_not_found'])
    expect((await lin.api.listRewards({ limit: 50 })).items.map(({ id }) => id)).not.toContain(it.id)
    expect((await lin.api.voucher({ voucherId: voucher.id })).state).toBe('issued')
    expect(await outcome(li.api.closeReward({ rewardId: it.id, revision: 4 }))).toBe('reward_stage')
    await li.api.openReward({ rewardId: it.id, revision: 4 })
    expect(await outcome(exchange(lin.api, it))).toBe('done')
  })

  test('takes the same turn twice as once, and refuses one that is stale', async () => {
    const it = await shelved(li.api, 1)
    const turn = { rewardId: it.id, revision: 2 }
    expect(await li.api.closeReward(turn)).toEqual(await li.api.closeReward(turn))
    expect(await outcome(li.api.withdrawReward(turn))).toBe('revision_stale')
    expect(await outcome(li.api.openReward({ rewardId: freshId('reward'), revision: 1 }))).toBe('reward_unknown')
  })

  test('lists every reward once, by state, in three requests a page at most', async () => {
    const mine = [await shelved(li.api, 0, { stockShards: 10 }), await shelved(li.api, 3, { stockShards: 10 })].map(({ id }) => id)
    for (let i = 0; i < 10; i++) mine.push((await li.api.createReward(rewardTerms({ stockShards: 10 }))).reward.id)
    const { fault, times } = counted(({ command }) => command !== 'unknown')
    const there = li.on(await shop.instance([fault]))
    await there.shelf({ limit: 1 })
    const walk = async (state?: 'draft' | 'open') => {
      const found: string[] = []
      let cursor: string | undefined
      do {
        const before = times()
        const page = await there.shelf({ limit: 50, ...(cursor === undefined ? {} : { cursor }), ...(state === undefined ? {} : { state }) })
        expect(times() - before).toBeLessThanOrEqual(3)
        found.push(...page.items.map((one) => one.reward.id))
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      return found
    }
    const all = await walk()
    expect(new Set(all).size).toBe(all.length)
    expect(all).toEqual(expect.arrayContaining(mine))
    const [drafts, open] = [await walk('draft'), await walk('open')]
    expect([drafts.includes(mine[2] ?? ''), drafts.includes(mine[0] ?? ''), open.includes(mine[1] ?? ''), open.includes(mine[2] ?? '')]).toEqual([true, false, true, false])
    expect((await li.api.shelf({ state: 'open', limit: 50 })).items.find((one) => one.reward.id === mine[1])?.stock).toMatchObject({ moved: 3, available: 3, initial: 0 })
    expect(await outcome(loosely(li.api, 'shelf', { cursor: 'bm90aGluZw' }))).toBe('invalid_input')
  })

  test('is for marketers and the owner', async () => {
    const [wang, lin] = [await clerk(shop), await member(shop)]
    const it = await shelved(li.api, 1)
    for (const { api } of [wang, lin]) {
      const said = [await outcome(api.createReward(rewardTerms())), await outcome(api.shelf({})), await outcome(api.addStock(moving(it.id, 1))), await outcome(api.closeReward({ rewardId: it.id, revision: 2 })), await outcome(api.stockMoves({ rewardId: it.id }))]
      expect(new Set(said)).toEqual(new Set([api === lin.api ? 'staff_removed' : 'not_allowed']))
    }
    expect(await outcome((await owner(shop)).api.closeReward({ rewardId: it.id, revision: 2 }))).toBe('done')
  })
})

