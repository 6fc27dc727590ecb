import { freshId } from '../../scripts/support/in-process'
import { type BrowserPhone, openPhones, type Phones } from '../support/browser'
import { startStack, type Stack } from '../support/stack'

let stack: Stack
let phones: Phones
const opened: BrowserPhone[] = []

beforeAll(async () => {
  stack = await startStack()
  phones = await openPhones(stack)
}, 300_000)

afterAll(async () => {
  for (const phone of opened) await phone.close()
  await phones?.close()
  await stack?.close()
})

test('a frozen member reads which points are in review, why, and whom to ask; once released they are there', async () => {
  const boss = await stack.member('zhao-min')
  const person = stack.newcomer('林小满')
  const api = await stack.member(person.id)
  const { id } = await api.me({})
  await boss.freezeMember({ memberId: id, reason: '核对' })
  await stack.till.reportOrderPaid({ orderNo: 'RV-1', member: { memberId: id }, amountFen: 8_800 })
  const before = await api.account({})
  const phone = await phones.open({ person: person.id, path: '/pages/points/index' })
  opened.push(phone)
  await phone.see('#in-review')
  expect(await phone.textOf('#in-review')).toContain(String(before.inReview))
  await phone.seeText('核对中的积分没有丢')
  await phone.seeText('账户正在核对，店员看过后到账，积分没有丢')
  await phone.picture('review-1-points')
  await phone.goTo('/pages/check-in/index')
  await phone.tap('#check-in')
  await phone.seeText('账户正在核对，这一步暂时不能做')
  await phone.picture('review-2-frozen')
  await stack.drainStream()
  const mine = (await boss.listReviews({ limit: 50 })).items.filter(({ memberId }) => memberId === id)
  for (const review of mine) await boss.releaseReview({ reviewId: review.id, id: freshId('operation'), note: '没有问题' })
  await phone.goTo('/pages/points/index')
  await phone.seeText('核对通过，积分到账')
  await phone.picture('review-3-released')
  expect((await api.account({})).inReview).toBe(0)
  expect(phone.errors.filter((error) => !/status of 403/.test(error))).toEqual([])
})
