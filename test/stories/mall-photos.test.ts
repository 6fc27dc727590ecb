import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freshId } from '../../scripts/support/in-process'
import { memberCode } from '../../shared/vouchers/code'
import { snapshot } from '../support/books'
import { marketer } from '../support/marketing'
import { clerk, exchange, loosely, member, outcome, owner, type Person, qrOf, redeem, reward } from '../support/people'
import { jpegOf, pngOf } from '../support/photos'
import { closeBalanced, editable, rewardTerms, shelved } from '../support/shelf'
import { openShop, photosFolder, type Shop } from '../support/story'

let shop: Shop
let li: Person
beforeAll(async () => {
  shop = await openShop()
  li = await marketer(shop)
})
afterAll(() => closeBalanced(shop))

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

describe('a photo', () => {
  test('is kept under the name of its content, once, and shown to members with its words', async () => {
    const bytes = pngOf(900, 600)
    const [large, again, small] = [await li.api.keepPhoto({ bytes: base64(bytes) }), await li.api.keepPhoto({ bytes: base64(bytes) }), await li.api.keepPhoto({ bytes: base64(pngOf(300, 200)) })]
    expect(large).toMatchObject({ file: expect.stringMatching(/^[0-9a-f]{40}\.png$/), address: `https://photos.example/photos/${large.file}`, width: 900, height: 600 })
    expect(again).toEqual(large)
    expect(await readFile(join(photosFolder, 'photos', large.file))).toEqual(bytes)
    const alt = { zh: '一杯热可可', en: 'A cup of cocoa' }
    const it = await shelved(li.api, 3, { photo: { large: large.file, small: small.file, alt } })
    const lin = await member(shop)
    const shown = { large: large.address, small: small.address, alt }
    expect((await lin.api.reward({ rewardId: it.id })).photo).toEqual(shown)
    expect((await lin.api.listRewards({})).items.find(({ id }) => id === it.id)?.photo).toEqual(shown)
    expect((await li.api.shelfReward({ rewardId: it.id })).photo).toEqual(shown)
    await li.api.editReward({ ...editable(rewardTerms()), rewardId: it.id, revision: it.revision })
    expect((await lin.api.reward({ rewardId: it.id })).photo).toBeNull()
  })

  test('of another kind, too large, or no photo at all is refused, and nothing is kept', async () => {
    const before = await snapshot(shop)
    const unfit = [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), jpegOf(1_201, 10), pngOf(10, 1_201), Buffer.concat([jpegOf(10, 10), Buffer.from('<script>')]), Buffer.alloc(300 * 1024)]
    for (const bytes of unfit) expect(await outcome(li.api.keepPhoto({ bytes: base64(bytes) }))).toBe('photo_unfit')
    expect(await outcome(loosely(li.api, 'keepPhoto', { bytes: 'no base64!' }))).toBe('invalid_input')
    expect(await outcome(li.api.keepPhoto({ bytes: base64(Buffer.alloc(301 * 1024)) }))).toBe('invalid_input')
    expect(await outcome(li.api.keepPhoto({ bytes: base64(Buffer.alloc(500 * 1024)) }))).toBe('body_too_large')
    for (const file of ['../x.png', 'a.svg', `${'0'.repeat(40)}.gif`]) expect(await outcome(loosely(li.api, 'createReward', { ...rewardTerms(), photo: { large: file, small: file, alt: { zh: '图', en: 'x' } } }))).toBe('invalid_input')
    expect(await outcome((await clerk(shop)).api.keepPhoto({ bytes: base64(pngOf(2, 2)) }))).toBe('not_allowed')
    expect((await snapshot(shop)).filter((item) => item.includes('REWARD#'))).toEqual(before.filter((item) => item.includes('REWARD#')))
  })
})

describe('vouchers at a desk', () => {
  test('are found by their code however old, by member and by card, and by state; clerks do not look', async () => {
    const [wang, lin, chen] = [await clerk(shop), await member(shop, { points: 500 }), await member(shop, { points: 500 })]
    const coffee = await reward(shop, 9)
    const [first, second] = [(await exchange(lin.api, coffee)).voucher, (await exchange(lin.api, coffee)).voucher]
    const other = (await exchange(chen.api, await reward(shop, 3))).voucher
    const code = qrOf(shop, first)
    await redeem(shop, wang.api, first)
    await lin.api.cancelVoucher({ voucherId: second.id, id: freshId('operation') })
    shop.clock.pass(10 * 60_000)
    const cardNo = first.code?.cardNo ?? ''
    const found = async (input: Parameters<typeof li.api.findVouchers>[0]) => (await li.api.findVouchers(input)).items.map(({ id, state }) => `${id} ${state}`)
    expect((await li.api.findVouchers({ code })).items).toMatchObject([{ id: first.id, memberId: lin.id, cardNo, state: 'redeemed', isFlash: false, redeemed: { clerkName: '小王', storeName: expect.any(String) } }])
    expect(await found({ code: other.code?.typed ?? '' })).toEqual([`${other.id} issued`])
    expect(new Set(await found({ memberId: lin.id }))).toEqual(new Set([`${first.id} redeemed`, `${second.id} cancelled`]))
    expect(await found({ cardNo, state: 'cancelled' })).toEqual([`${second.id} cancelled`])
    expect(await found({ cardNo: 'ZZZZZZ' })).toEqual([])
    expect([await outcome(li.api.findVouchers({ code: `${(first.code?.typed ?? '').slice(0, 12)}0000` })), await outcome(li.api.findVouchers({ code: memberCode('key', 'ABCDEF', 0) }))]).toEqual(['code_unreadable', 'code_unreadable'])
    expect(await outcome(li.api.findVouchers({ cardNo, memberId: lin.id }))).toBe('invalid_input')
    expect(await outcome(loosely(wang.api, 'findVouchers', {}))).toBe('not_allowed')
  })

  test('of everyone are walked through page by page, each once', async () => {
    const coffee = await reward(shop, 20)
    const made = new Set<string>()
    for (const one of await Promise.all(Array.from({ length: 6 }, () => member(shop, { points: 300 })))) made.add((await exchange(one.api, coffee)).voucher.id)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof li.api.findVouchers>> = await li.api.findVouchers({ rewardId: coffee.id, state: 'issued', ...(cursor === null ? {} : { cursor }) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== null)
    expect(seen.length).toBe(made.size)
    expect(new Set(seen)).toEqual(made)
  })
})

describe('the staff', () => {
  test('are seen when they last changed something, at a desk or at the counter, within the hour', async () => {
    const [boss, wang] = [await owner(shop), await clerk(shop, [1], '小吴')]
    const { id: wangId } = await wang.api.myStaff({})
    const seen = async () => {
      await shop.drainStream()
      return (await boss.api.listStaff({})).items.find(({ id }) => id === wangId)?.seenAt ?? null
    }
    const lin = await member(shop, { points: 500 })
    shop.clock.pass(3_600_000)
    const before = shop.clock.now()
    const again = async () => redeem(shop, wang.api, (await exchange(lin.api, await reward(shop, 3))).voucher)
    await again()
    const first = Date.parse((await seen()) ?? '')
    expect(first).toBeGreaterThanOrEqual(before)
    shop.clock.pass(60_000)
    await again()
    expect(Date.parse((await seen()) ?? '')).toBe(first)
    shop.clock.pass(3_600_000)
    await again()
    expect(Date.parse((await seen()) ?? '')).toBeGreaterThan(first + 3_600_000)
  })
})
