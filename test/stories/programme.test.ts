import { commit, LostRace } from '../../functions/database/write'
import { ProgrammeRepository } from '../../functions/earning/programme.repository'
import { Refusal } from '../../shared/api/refusal'
import { ProgrammeTerms } from '../../shared/earning/programme'
import { rules } from '../../shared/earning/rules/list'
import { expectBalancedBooks } from '../support/books'
import { marketer } from '../support/marketing'
import { clerk, loosely, member, outcome, type Person, till } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { programme } from '../support/story.terms'

let shop: Shop
let li: Person
beforeEach(async () => {
  shop = await openShop()
  li = await marketer(shop)
})
afterEach(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

/** The story's terms with so many points for a yuan. */
function termsPaying(pointsPerStep: number, more: Partial<ProgrammeTerms> = {}): ProgrammeTerms {
  const { version: _version, ...terms } = programme
  const paying = terms.rules.map((rule) => (rule.kind === 'per_amount' ? { ...rule, terms: { ...rule.terms, pointsPerStep } } : rule))
  return ProgrammeTerms.parse({ ...terms, rules: paying, ...more })
}

async function publishes({ api }: Person, terms: ProgrammeTerms) {
  const revision = await api.programmeDraft({}).then((draft) => draft.revision, () => 0)
  const draft = await api.draftProgramme({ revision, terms })
  const reply = await api.publishProgramme({ version: draft.published, revision: draft.revision })
  shop.clock.pass(11_000)
  return reply
}

const later = (seconds: number): string => new Date(shop.clock.now() + seconds * 1_000).toISOString()

describe('the terms', () => {
  test('are drafted with every rule in words and what they change, place by place', async () => {
    expect(await outcome(li.api.programmeDraft({}))).toBe('programme_draft_missing')
    const draft = await li.api.draftProgramme({ revision: 0, terms: termsPaying(2, { name: '新店名' }) })
    expect(draft.sentences.map(({ id }) => id)).toEqual(programme.rules.map(({ id }) => id))
    expect(draft.sentences.every(({ sentence }) => sentence.zh !== '' && sentence.en !== '')).toBe(true)
    expect(draft.differences.map(({ path, before, after }) => [path, before, after])).toEqual([
      ['name', '故事店', '新店名'],
      ['rules.purchase-2.terms.pointsPerStep', 1, 2],
      ['rules.purchase.terms.pointsPerStep', 1, 2],
    ])
    expect(draft.differences[1]?.sentence.zh).toContain('消费得积分')
    expect([draft.problems, draft.published, draft.publishedAs]).toEqual([[], 1, null])
    expect((await li.api.programme({})).programme.name).toBe('故事店')
  })

  test('published are in force ten seconds later; what happened before is paid by the version of then, however late it is reported', async () => {
    const chen = await member(shop)
    const at = await till(shop)
    const pays = async (orderNo: string, paidAt: string) => (await at.reportOrderPaid({ orderNo, member: { memberId: chen.id }, amountFen: 1_000, paidAt })).earnedPoints
    const before = later(0)
    const { programme: second } = await publishes(li, termsPaying(2))
    const between = later(0)
    await publishes(li, termsPaying(3))
    const now = later(0)
    expect([await pays('a', before), await pays('b', between), await pays('c', now)]).toEqual([10, 20, 30])
    expect(Date.parse(second.publishedAt ?? '') - Date.parse(before)).toBe(10_000)
    const { items } = await chen.api.entries({})
    expect(items.filter(({ source }) => source.kind === 'order').map(({ paidBy }) => paidBy?.version)).toEqual([3, 2, 1])
  })

  test('in the seconds before they are in force, every execution environment still pays by the old ones', async () => {
    const chen = await member(shop)
    const at = await till(shop)
    const draft = await li.api.draftProgramme({ revision: 0, terms: termsPaying(5) })
    await li.api.publishProgramme({ version: 1, revision: draft.revision })
    const { earnedPoints } = await at.reportOrderPaid({ orderNo: 'soon', member: { memberId: chen.id }, amountFen: 1_000 })
    expect(earnedPoints).toBe(10)
    expect((await li.api.programme({})).programme.version).toBe(1)
    shop.clock.pass(10_000)
    expect((await li.api.programme({})).programme.version).toBe(2)
    expect((await at.reportOrderPaid({ orderNo: 'then', member: { memberId: chen.id }, amountFen: 1_000 })).earnedPoints).toBe(50)
  })

  test('once published never change: the same version cannot be written again', async () => {
    await publishes(li, termsPaying(2))
    const repository = new ProgrammeRepository(shop.database, shop.clock)
    const { programme: second } = await li.api.programmeVersion({ version: 2 })
    await expect(commit(shop.database, repository.publish({ ...second, name: '偷改' }))).rejects.toBeInstanceOf(LostRace)
    expect((await li.api.programmeVersion({ version: 2 })).programme).toEqual(second)
  })

  test('of an earlier version are published again as the next one: the way back', async () => {
    await publishes(li, termsPaying(7))
    const back = await li.api.publishProgramme({ version: 2, copyOf: 1 })
    expect([back.programme.version, back.programme.copyOf, back.replayed]).toEqual([3, 1, false])
    expect((await li.api.publishProgramme({ version: 2, copyOf: 1 })).replayed).toBe(true)
    shop.clock.pass(11_000)
    const chen = await member(shop)
    const at = await till(shop)
    expect((await at.reportOrderPaid({ orderNo: 'back', member: { memberId: chen.id }, amountFen: 1_000 })).earnedPoints).toBe(10)
    const { items, next } = await li.api.programmeVersions({ limit: 2 })
    expect(items.map(({ version, copyOf }) => [version, copyOf])).toEqual([[3, 1], [2, null]])
    expect((await li.api.programmeVersions({ limit: 2, cursor: next ?? '' })).items.map(({ version }) => version)).toEqual([1])
  })

  test('of two who draft or publish at once one is done; the other is told what is there now', async () => {
    const drafts = await Promise.all([2, 3].map((points) => outcome(li.api.draftProgramme({ revision: 0, terms: termsPaying(points) }))))
    expect(drafts.sort()).toEqual(['done', 'revision_stale'])
    const refused = await li.api.draftProgramme({ revision: 0, terms: termsPaying(9) }).catch((error: unknown) => error)
    expect(refused instanceof Refusal && refused.details).toMatchObject({ revision: 1, current: { revision: 1 } })
    const published = await Promise.all([li.api.publishProgramme({ version: 1, revision: 1 }), li.api.publishProgramme({ version: 1, revision: 1 })])
    expect(published.map(({ replayed }) => replayed).sort()).toEqual([false, true])
    expect(await outcome(li.api.publishProgramme({ version: 1, copyOf: 1 }))).toBe('revision_stale')
  })

  test('with a budget for a rule open it before they are in force, and a later version can make it larger', async () => {
    const chen = await member(shop)
    const at = await till(shop)
    const budgeted = (budgetPoints: number) => termsPaying(1, { rules: termsPaying(1).rules.map((rule) => (rule.id === 'purchase' ? { ...rule, budgetPoints } : rule)) })
    const pays = async (orderNo: string) => (await at.reportOrderPaid({ orderNo, member: { memberId: chen.id }, amountFen: 1_000 })).earnedPoints
    await publishes(li, budgeted(15))
    expect([await pays('1'), await pays('2'), await pays('3')]).toEqual([10, 5, 0])
    await publishes(li, budgeted(23))
    expect([await pays('4'), await pays('5')]).toEqual([8, 0])
    await shop.drainStream()
  })
})

describe('is refused', () => {
  test.each([
    ['another time zone', { timeZone: 'Europe/Berlin' }, 'timeZone'],
    ['an event that is not declared', { rules: [{ id: 'bottle', kind: 'custom', terms: { event: 'bottle_returned', points: 2 }, pendingDays: 0 }] }, 'rules.bottle.terms.event'],
    ['an id of another kind', { rules: [{ id: 'share', kind: 'sign_up', terms: { points: 2 }, pendingDays: 0 }] }, 'rules.share'],
  ])('to publish %s, which the draft already says', async (_, more, path) => {
    const draft = await li.api.draftProgramme({ revision: 0, terms: ProgrammeTerms.parse({ ...termsPaying(1), ...more }) })
    expect(draft.problems.map((problem) => problem.path)).toEqual([path])
    expect(await outcome(li.api.publishProgramme({ version: 1, revision: 1 }))).toBe('programme_unfit')
  })

  test('bad input to each call', async () => {
    const { api } = li
    expect(await outcome(loosely(api, 'draftProgramme', { revision: 0, terms: { ...termsPaying(1), rules: [{ id: 'x', kind: 'nothing', terms: {} }] } }))).toBe('invalid_input')
    expect(await outcome(loosely(api, 'draftProgramme', { revision: 0, terms: { ...termsPaying(1), colour: 'red' } }))).toBe('invalid_input')
    expect(await outcome(loosely(api, 'draftProgramme', { revision: -1, terms: termsPaying(1) }))).toBe('invalid_input')
    expect(await outcome(loosely(api, 'publishProgramme', { version: 1 }))).toBe('invalid_input')
    expect(await outcome(loosely(api, 'publishProgramme', { version: 1, revision: 1, copyOf: 1 }))).toBe('invalid_input')
    expect(await outcome(api.publishProgramme({ version: 1, copyOf: 77 }))).toBe('version_not_found')
    expect(await outcome(api.publishProgramme({ version: 1, revision: 1 }))).toBe('programme_draft_missing')
    expect(await outcome(api.programmeVersion({ version: 9 }))).toBe('version_not_found')
    expect(await outcome(loosely(api, 'programmeVersion', { version: 'x' }))).toBe('invalid_input')
    expect(await outcome(loosely(api, 'programmeVersions', { cursor: 'eA' }))).toBe('invalid_input')
  })

  test('whoever is neither marketer nor owner', async () => {
    const [someone, atCounter] = [await member(shop), await clerk(shop)]
    for (const name of ['programme', 'programmeDraft', 'ruleKinds', 'programmeVersions'] as const) {
      expect([await outcome(loosely(someone.api, name, {})), await outcome(loosely(atCounter.api, name, {}))]).toEqual(['staff_removed', 'not_allowed'])
    }
    expect(await outcome(atCounter.api.draftProgramme({ revision: 0, terms: termsPaying(2) }))).toBe('not_allowed')
    expect(await outcome(atCounter.api.publishProgramme({ version: 1, copyOf: 1 }))).toBe('not_allowed')
  })
})

test('every kind of rule is told with its form and worked examples', async () => {
  const { items, common } = await li.api.ruleKinds({})
  expect(items.map(({ kind }) => kind)).toEqual(rules.map(({ name }) => name))
  const perAmount = items.find(({ kind }) => kind === 'per_amount')
  expect(JSON.stringify(perAmount?.terms)).toContain('the amount that earns once, in fen')
  expect(perAmount?.examples[0]).toMatchObject({ points: 29, sentence: { zh: '每消费 1 元得 1 积分' } })
  for (const { examples } of items) for (const { sentence } of examples) expect(sentence.zh).not.toBe('')
  expect(Object.keys(Object(common['properties']))).toEqual(['id', 'caps', 'budgetPoints', 'expiry', 'pendingDays'])
})
