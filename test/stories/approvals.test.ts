import { freshId } from '../../scripts/support/in-process'
import type { ApprovalId, MemberId } from '../../shared/api/ids'
import { Refusal } from '../../shared/api/refusal'
import { answersLost, answersLostOnTheWire, asking, dies } from '../support/faults'
import { marketer, terms } from '../support/marketing'
import { clerk, member, outcome, owner, type Person, tallied } from '../support/people'
import { closeBalanced } from '../support/shelf'
import { openShop, type Shop } from '../support/story'

let shop: Shop
let boss: Person
let li: Person
let zhou: Person
beforeAll(async () => {
  shop = await openShop({ terms: { rules: [{ id: 'grant', kind: 'manual_grant', terms: { mostPoints: 10_000 }, pendingDays: 0 }] } })
  boss = await owner(shop)
  li = await marketer(shop)
  zhou = await marketer(shop)
  await boss.api.setLimits({ adjustPoints: 100, grantPoints: 200, campaignPoints: 1_000, campaignFen: null, revision: 0 })
})
afterAll(() => closeBalanced(shop))
beforeEach(() => shop.clock.pass(20_000))

const change = (memberId: MemberId, points: number, id = freshId('operation')) => ({ memberId, points, id, reason: '系统漏记整月消费', text: '补记上月消费' })
const available = async (memberId: MemberId) => (await li.api.memberDetail({ memberId })).account.available
const idOf = ({ approval }: { approval: { id: ApprovalId } | null }): ApprovalId => approval?.id ?? freshId('approval')
const approve = (approvalId: ApprovalId, note = '') => ({ approvalId, verdict: 'approve' as const, note })

describe('what is above a limit', () => {
  test('waits for a second person, is done by their approval, once, and both are named', async () => {
    const lin = await member(shop)
    const sent = change(lin.id, 500)
    const asked = await li.api.adjustPoints(sent)
    expect(asked).toMatchObject({ entry: null, replayed: false, approval: { state: 'waiting' } })
    expect(await li.api.adjustPoints(sent)).toEqual(asked)
    expect(await available(lin.id)).toBe(0)
    expect((await li.api.listApprovals({ state: 'waiting' })).items).toMatchObject([{ id: idOf(asked), isMine: true, why: '系统漏记整月消费', askedBy: { name: '小李' }, balance: { now: 0, after: 500 }, member: { id: lin.id }, decided: null, wanted: { type: 'adjustPoints', points: 500 } }])
    expect((await zhou.api.insightToday({})).attention.approvals).toEqual({ waiting: 1, hasMore: false })
    expect(await outcome(li.api.decideApproval(approve(idOf(asked))))).toBe('approval_own')

    const done = await zhou.api.decideApproval(approve(idOf(asked), '查过小票'))
    expect(done).toMatchObject({ state: 'approved', decided: { by: { name: '小李' }, note: '查过小票' }, balance: null, isMine: false })
    expect(await zhou.api.decideApproval(approve(idOf(asked), '查过小票'))).toEqual(done)
    expect(await available(lin.id)).toBe(500)
    expect(await li.api.adjustPoints(sent)).toMatchObject({ points: 500, replayed: true, approval: null })
    const [entry] = (await li.api.memberEntries({ memberId: lin.id })).items
    expect(entry).toMatchObject({ type: 'adjust', points: 500, facts: { text: '补记上月消费', askedByName: '小李', approvedByName: '小李' } })
    const [liId, zhouId] = [(await li.api.myStaff({})).id, (await zhou.api.myStaff({})).id]
    const trail = (await boss.api.listAudit({ limit: 50 })).items.filter(({ outcome: end }) => end === 'done')
    expect(trail.find(({ call, target, input }) => call === 'adjustPoints' && target === lin.id && input['approvedBy'] === zhouId)).toMatchObject({ staff: { id: liId }, input: { points: 500, approvalId: idOf(asked) } })
    expect(trail.find(({ call, target }) => call === 'decideApproval' && target === idOf(asked))).toMatchObject({ staff: { id: zhouId } })
    // A member's own page tells neither name.
    expect(JSON.stringify((await lin.api.entries({})).items)).not.toMatch(/小李|approvedBy|askedBy/)
  })

  test('binds the owner, too, and whoever it would benefit does not approve it', async () => {
    const lin = await member(shop)
    const asked = await boss.api.grantPoints({ memberId: lin.id, id: freshId('operation'), points: 300, reason: '周年', text: '周年礼' })
    expect([asked.approval?.state, await outcome(boss.api.decideApproval(approve(idOf(asked))))]).toEqual(['waiting', 'approval_own'])
    const own = await li.api.grantPoints({ memberId: zhou.id, id: freshId('operation'), points: 300, reason: '补', text: '补' })
    expect(await outcome(zhou.api.decideApproval(approve(idOf(own))))).toBe('approval_own')
    for (const id of [idOf(asked), idOf(own)]) await (id === idOf(asked) ? li : boss).api.decideApproval(approve(id))
    expect([await available(lin.id), await available(zhou.id)]).toEqual([300, 300])
  })

  test('counts what was granted on the day before, and what is below needs nobody', async () => {
    const lin = await member(shop)
    const grant = (points: number) => li.api.grantPoints({ memberId: lin.id, id: freshId('operation'), points, reason: '补', text: '补' })
    expect([(await grant(150)).approval, (await grant(50)).approval, (await grant(1)).approval?.state]).toEqual([null, null, 'waiting'])
    expect((await li.api.adjustPoints(change(lin.id, 100))).entry).not.toBeNull()
  })

  test('a campaign with too large a budget, or none, stays a draft until another person launches it', async () => {
    const { campaign } = await li.api.createCampaign(terms(shop, { budget: { points: 5_000 } }))
    const asked = await li.api.launchCampaign({ campaignId: campaign.id, revision: 1 })
    expect(asked).toMatchObject({ stage: 'draft', approval: { state: 'waiting' } })
    expect((await zhou.api.listApprovals({ state: 'waiting', limit: 1 })).items.length).toBeGreaterThanOrEqual(0)
    await zhou.api.decideApproval(approve(idOf(asked)))
    expect((await li.api.campaign({ campaignId: campaign.id })).campaign.state).toBe('launched')
    const endless = await li.api.createCampaign(terms(shop, { effect: { type: 'bonus', points: 1, events: ['checked_in'] } }))
    const again = await li.api.launchCampaign({ campaignId: endless.campaign.id, revision: 1 })
    const { id: _id, ...edited } = terms(shop, { effect: { type: 'bonus', points: 2, events: ['checked_in'] } })
    await li.api.editCampaign({ ...edited, campaignId: endless.campaign.id, revision: 1 })
    expect(await outcome(zhou.api.decideApproval(approve(idOf(again))))).toBe('revision_stale')
  })

  test('can be declined, taken back, and lapses after a week; then nothing is done', async () => {
    const lin = await member(shop)
    const ask = async () => idOf(await li.api.adjustPoints(change(lin.id, 400)))
    const [declined, taken, late] = [await ask(), await ask(), await ask()]
    expect((await zhou.api.decideApproval({ approvalId: declined, verdict: 'decline', note: '没有小票' })).state).toBe('declined')
    expect((await li.api.decideApproval({ approvalId: taken, verdict: 'decline' })).state).toBe('withdrawn')
    shop.clock.pass(8 * 86_400_000)
    const codes = await Promise.all([declined, taken, late].map((one) => outcome(boss.api.decideApproval(approve(one)))))
    expect(codes).toEqual(['approval_decided', 'approval_decided', 'approval_expired'])
    expect((await li.api.listApprovals({ state: 'expired' })).items.map(({ id }) => id)).toContain(late)
    expect(await available(lin.id)).toBe(0)
  })

  test('is looked at again when it is approved: fewer points, a member who is gone', async () => {
    const [lin, gone] = [await member(shop), await member(shop)]
    await li.api.adjustPoints(change(lin.id, 100))
    await boss.api.setLimits({ adjustPoints: 50, grantPoints: 200, campaignPoints: 1_000, campaignFen: null, revision: 1 })
    const asked = idOf(await li.api.adjustPoints(change(lin.id, -100)))
    const other = idOf(await li.api.adjustPoints(change(gone.id, 100)))
    expect(await outcome(li.api.adjustPoints(change(lin.id, -101)))).toBe('adjust_too_much')
    await boss.api.setLimits({ adjustPoints: null, grantPoints: 200, campaignPoints: 1_000, campaignFen: null, revision: 2 })
    await zhou.api.adjustPoints(change(lin.id, -60))
    await boss.api.setLimits({ adjustPoints: 100, grantPoints: 200, campaignPoints: 1_000, campaignFen: null, revision: 3 })
    await gone.api.eraseMe({ id: freshId('operation'), confirm: 'erase' })
    expect([await outcome(zhou.api.decideApproval(approve(asked))), await outcome(zhou.api.decideApproval(approve(other)))]).toEqual(['adjust_too_much', 'account_closed'])
    expect(await available(lin.id)).toBe(40)
    const stale = await boss.api.setLimits({ adjustPoints: 1, grantPoints: null, campaignPoints: null, campaignFen: null, revision: 0 }).catch((error: unknown) => error)
    expect(stale instanceof Refusal && [stale.code, stale.details['current']]).toEqual(['revision_stale', expect.objectContaining({ adjustPoints: 100 })])
  })
})

describe('however it is approved', () => {
  test('by two people at once, or twice by one, it is done once', async () => {
    const lin = await member(shop)
    const asked = idOf(await li.api.adjustPoints(change(lin.id, 500)))
    const said = await tallied([zhou.api.decideApproval(approve(asked)), boss.api.decideApproval(approve(asked)), zhou.api.decideApproval(approve(asked))])
    expect((said['done'] ?? 0) + (said['approval_decided'] ?? 0)).toBe(3)
    expect(await available(lin.id)).toBe(500)
  })

  test('whatever dies or gets lost on the way, it is done once', async () => {
    const write = asking('TransactWriteItems', /APPROVALS/)
    for (const fault of [dies('before', write), dies('after', write), answersLost(write), answersLostOnTheWire(write)]) {
      const lin = await member(shop)
      const asked = idOf(await li.api.adjustPoints(change(lin.id, 500)))
      await Promise.resolve(zhou.on(await shop.instance([fault])).decideApproval(approve(asked))).catch(() => undefined)
      expect((await zhou.api.decideApproval(approve(asked))).state).toBe('approved')
      expect(await available(lin.id)).toBe(500)
    }
  })

  test('clerks and members do not see it, and only the owner sets limits', async () => {
    const [wang, lin] = [await clerk(shop), await member(shop)]
    for (const { api } of [wang, lin]) expect(new Set([await outcome(api.listApprovals({})), await outcome(api.limits({})), await outcome(api.decideApproval(approve(freshId('approval'))))])).toEqual(new Set([api === lin.api ? 'staff_removed' : 'not_allowed']))
    expect(await outcome(li.api.setLimits({ adjustPoints: 9, grantPoints: null, campaignPoints: null, campaignFen: null, revision: 4 }))).toBe('not_allowed')
  })
})
