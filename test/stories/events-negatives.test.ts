import { type Key, keys } from '../../functions/database/keys'
import { get } from '../../functions/database/read'
import { stored } from '../../functions/database/stored'
import { commit } from '../../functions/database/write'
import { verifyTable } from '../../scripts/verify/table'
import type { Invited } from '../../shared/earning/referral'
import { expectBalancedBooks } from '../support/books'
import { type StoredItem, streamEvent, streamRecord } from '../support/events'
import { friendOf, news, purchase, terms } from '../support/invited'
import { member, till } from '../support/people'
import { openShop, type Shop } from '../support/story'

/** A shop with one paid invitation and one review, whose books balance; what is then broken must be named. */
async function paidShop() {
  const shop = await openShop({ terms, isVerified: false })
  const lin = await member(shop)
  const friend = await friendOf(shop, lin)
  await purchase(shop, friend, 50)
  await shop.drainStream()
  const pos = await till(shop, 'negative')
  const rows = [{ type: 'review_published' as const, orderNo: 'r-1', member: { memberId: lin.id }, words: 20 }]
  await pos.reportEvents({ rows })
  await expectBalancedBooks(shop)
  const invited = keys.invited(lin.id, friend.id)
  const tellAgain = async () => shop.jobs.follow(streamEvent([streamRecord({ after: stored<StoredItem>((await news(shop, friend)) ?? {}) })]))
  return { shop, lin, friend, invited, tellAgain, reportAgain: () => pos.reportEvents({ rows }) }
}

const forget = (shop: Shop, key: Key) => commit(shop.database, [{ type: 'delete', key }])
const breachesOf = async (shop: Shop) => (await verifyTable(shop.database)).breaches.join('\n')

test('without the item that fences an event, a repeated report is paid twice, and verify names it', async () => {
  const { shop, reportAgain } = await paidShop()
  await forget(shop, keys.event('negative', 'review_published', 'r-1'))
  await reportAgain()
  expect(await breachesOf(shop)).toContain('negative/review_published/r-1')
  await shop.close()
})

test('without the item that fences an invitation, repeated news is paid twice, and verify names it', async () => {
  const { shop, friend, invited, tellAgain } = await paidShop()
  await forget(shop, invited)
  expect(await breachesOf(shop)).toContain(friend.id)
  await tellAgain()
  expect(await breachesOf(shop)).toContain(friend.id)
  await shop.close()
})

test('an invited item that says more than the entries, or a friend who names no inviter, is named by verify', async () => {
  const { shop, friend, invited } = await paidShop()
  const item = stored<Invited & Key>((await get(shop.database, invited)) ?? {})
  await commit(shop.database, [{ type: 'put', item: { ...item, paid: { points: 101, lots: [], growth: [] } } }])
  expect(await breachesOf(shop)).toContain('101')
  await commit(shop.database, [{ type: 'put', item: { ...item } }])
  expect(await breachesOf(shop)).toBe('')
  await forget(shop, keys.referral(friend.id))
  expect(await breachesOf(shop)).toContain(friend.id)
  await shop.close()
})
