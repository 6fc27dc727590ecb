import { type BrowserPhone, openPhones, type PhoneOptions, type Phones } from '../support/browser'
import { startStack, type Stack } from '../support/stack'

let stack: Stack
let phones: Phones
const opened: BrowserPhone[] = []

beforeAll(async () => {
  stack = await startStack()
  phones = await openPhones(stack)
}, 300_000)

afterEach(async () => {
  for (const phone of opened.splice(0)) await phone.close()
})

afterAll(async () => {
  await phones?.close()
  await stack?.close()
})

async function inviter(nickname: string, options: PhoneOptions = {}) {
  const person = stack.newcomer(nickname)
  const api = await stack.member(person.id)
  await api.updateMe({ nickname })
  const phone = await phones.open({ person: person.id, ...options })
  opened.push(phone)
  return { api, phone }
}

/** Somebody who came by the link and bought a coffee. */
async function friendBuys(shareId: string, nickname: string, yuan: number): Promise<void> {
  const { id } = stack.newcomer(nickname)
  const friend = await stack.member(id, shareId)
  await friend.updateMe({ nickname })
  const { id: memberId } = await friend.me({})
  if (yuan > 0) await stack.till.reportOrderPaid({ orderNo: `e2e-${memberId}`, member: { memberId }, amountFen: yuan * 100 })
  await stack.drainStream()
}

test('the task centre says what is left today, how far a challenge is, and leads there', async () => {
  const { api, phone } = await inviter('林小满', { path: '/pages/me/index' })
  await phone.tap('#to-tasks')
  await phone.see('#tasks-today')
  await phone.see('#task-coffee-week')
  await phone.seeText('咖啡一周')
  await phone.picture('tasks-1-centre')
  await phone.tap('#go-check-in')
  await phone.see('#check-in-rules')
  const { today } = await api.checkInMonth({})
  await phone.tap('#check-in')
  await phone.seeText(/签到成功，\+5 积分 · 今天还可得 100 分/)
  expect((await api.checkInMonth({})).checkedIn).toEqual([today])
  await phone.picture('tasks-5-checked-in')
  expect(phone.errors).toEqual([])
})

test('the page of invitations shows the code and the friends who came, and copies the link', async () => {
  const { api, phone } = await inviter('林小满', { path: '/pages/me/index' })
  const { shareId } = await api.myShare({})
  await phone.tap('#to-invite')
  await phone.see('#poster-code')
  await phone.seeText('还没有邀请到好友')
  await phone.seeText('今天还可得 50 积分')
  await phone.picture('tasks-2-invite-empty')
  await friendBuys(shareId, '周一宁', 36)
  await friendBuys(shareId, '陈一舟', 0)
  await phone.goTo('/tasks/invite/index')
  await phone.see('#invite-friends')
  await phone.seeText('周**')
  await phone.seeText('+100')
  await phone.picture('tasks-3-invite-friends')
  await phone.tap('#send')
  await phone.seeText('链接已复制')
  expect(phone.errors).toEqual([])
})

test('a scanned code brings a newcomer to the share page as the link does', async () => {
  const { api } = await inviter('赵敏敏')
  const { shareId } = await api.myShare({})
  const friend = stack.newcomer('扫码来的')
  const seen = await stack.member(friend.id)
  await seen.updateMe({ nickname: '扫码来的' })
  const phone = await phones.open({ person: friend.id, path: `/pages/share/index?scene=${encodeURIComponent(shareId)}` })
  opened.push(phone)
  await phone.see('#shared-by')
  await phone.seeText('赵敏敏')
})
