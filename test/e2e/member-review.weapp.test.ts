import { startStack, type Stack } from '../support/stack'
import { builtWeapp } from '../support/weapp/build'
import { launchWeapp, type Phone } from '../support/weapp/launch'

let stack: Stack
let phone: Phone | undefined
beforeAll(async () => {
  stack = await startStack()
}, 300_000)
afterAll(async () => {
  phone?.close()
  await stack?.close()
})

test('a frozen member in WeChat reads which points are in review, why, and whom to ask', async () => {
  const boss = await stack.member('zhao-min')
  const person = stack.newcomer('林小满')
  const api = await stack.member(person.id)
  const { id } = await api.me({})
  await boss.freezeMember({ memberId: id, reason: '核对' })
  await stack.till.reportOrderPaid({ orderNo: 'RW-1', member: { memberId: id }, amountFen: 8_800 })
  phone = await launchWeapp({
    dist: await builtWeapp(),
    origins: { 'http://localhost:3000': stack.apiOrigin },
    loginCode: () => stack.wechat.phone.loginCode(person.id) ?? '',
  })
  await phone.see('#balance')
  await phone.tap('#open-points')
  await phone.see('#in-review')
  const { inReview } = await api.account({})
  expect((await phone.see('#in-review')).text).toBe(String(inReview))
  expect((await phone.see('#account')).text).toContain('核对中的积分没有丢')
  await phone.seeText('账户正在核对，店员看过后到账，积分没有丢')
  expect(phone.journal.errors).toEqual([])
})
