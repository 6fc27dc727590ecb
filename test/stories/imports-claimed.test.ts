import { ran, sent, undone } from '../support/imports'
import { member, outcome, owner, type Person } from '../support/people'
import { closeBalanced } from '../support/shelf'
import { openShop, type Shop } from '../support/story'

let shop: Shop
let boss: Person
beforeAll(async () => {
  shop = await openShop()
  boss = await owner(shop)
})
afterAll(() => closeBalanced(shop))

const pointsOf = async (person: Person) => (await person.api.account({})).available
const links = (person: Person) => person.api.linkPhone({ code: shop.wechat.phone.phoneCode(person.wechatId) ?? '' })
const knownPerson = () => {
  const { id = '', phoneNumber = '' } = shop.wechat.phone.addPerson({}) ?? {}
  return { id, phone: phoneNumber }
}
const broughtIn = async (phone: string) => {
  await ran(shop, boss.api, (await sent(boss.api, 'members', [{ phone, nickname: '林老客' }])).id)
  const { id } = await sent(boss.api, 'balances', [{ phone, points: '300' }], { text: '旧系统积分' })
  await ran(shop, boss.api, id)
  return id
}

test('whoever proves to have the phone number of somebody who was brought in goes on with their points, and undoing takes them from there', async () => {
  const { id: wechatId, phone } = knownPerson()
  const person = await member(shop, { wechatId })
  const importId = await broughtIn(phone)
  const before = await pointsOf(person)
  const [brought] = (await boss.api.findMembers({ phone })).items
  expect((await links(person)).phoneMasked).not.toBeNull()
  expect(await pointsOf(person)).toBe(before + 300)
  expect((await boss.api.findMembers({ phone })).items).toMatchObject([{ id: person.id }])
  expect((await boss.api.memberDetail({ memberId: person.id })).absorbed).toMatchObject([{ memberId: brought?.id, points: 300 }])
  // Once more: it is theirs by now.
  await links(person)
  expect(await pointsOf(person)).toBe(before + 300)
  await undone(shop, boss.api, importId)
  expect(await pointsOf(person)).toBe(before)
  await boss.api.eraseMember({ memberId: person.id, confirm: 'erase', reason: '本人要求' })
  expect((await boss.api.findMembers({ phone })).items).toEqual([])
})

test('what a clerk has to settle first is left to a clerk', async () => {
  const { id: wechatId, phone } = knownPerson()
  const person = await member(shop, { wechatId })
  await broughtIn(phone)
  const [brought] = (await boss.api.findMembers({ phone })).items
  if (brought === undefined) throw new Error('nobody was brought in')
  await boss.api.freezeMember({ memberId: brought.id, reason: '核对中' })
  expect(await outcome(links(person))).toBe('phone_taken')
  expect(await outcome(person.api.account({}))).toBe('done')
  expect((await boss.api.findMembers({ phone })).items).toMatchObject([{ id: brought.id }])
})
