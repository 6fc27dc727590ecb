import { calls } from '../../shared/calls'
import type { Endpoint } from '../../shared/api/endpoint'
import { callsOfScopes, scopeFor, type Scope, scopes } from '../../shared/stores/scopes'
import { type ApiClient, clientOf, freshId } from '../../scripts/support/in-process'
import { expectBalancedBooks, everything, snapshot } from '../support/books'
import { atDesk, staffOf } from '../support/desk'
import { apiEvent } from '../support/events'
import { asking, counted, meanwhile, without } from '../support/faults'
import { loosely, member, outcome, owner, type Person, tillKey } from '../support/people'
import { openShop, type Shop } from '../support/story'
import { storeId } from '../support/story.terms'

const ofTills = Object.entries<Endpoint>(calls).filter(([, { who }]) => who === 'till').map(([name, call]) => [name, call] as const)
const HOUR_MS = 3_600_000

let shop: Shop
let boss: ApiClient
let lin: Person
beforeAll(async () => {
  shop = await openShop()
  boss = (await atDesk(shop, await owner(shop))).api
  lin = await member(shop, { points: 300 })
})
afterAll(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const wanted = (given: readonly Scope[] = [...scopes], more: object = {}) => ({ id: freshId('till'), name: '小程序商城', source: 'mall', scopes: [...given], ...more })

async function made(given?: readonly Scope[], more: object = {}) {
  const { key, secret } = await boss.createApiKey(wanted(given, more))
  return { key, secret: secret ?? '', api: clientOf(shop.api, secret ?? '') }
}

let orders = 0
const order = (more: object = {}) => ({ orderNo: `K-${(orders += 1)}`, member: { memberId: lin.id }, amountFen: 1_000, ...more })
const look = (api: ApiClient) => outcome(api.tillMember({ member: { memberId: lin.id } }))

describe('a key', () => {
  test('is shown once, kept as a hash only, and opens what its scopes say', async () => {
    const input = wanted(['events:write', 'members:read'])
    const { key, secret } = await boss.createApiKey(input)
    expect(key).toMatchObject({ id: input.id, source: 'mall', scopes: ['events:write', 'members:read'], storeIds: [], revision: 1, lastUsedAt: null, revokedAt: null, graceUntil: null })
    const api = clientOf(shop.api, secret ?? '')
    expect(await api.reportOrderPaid(order())).toMatchObject({ memberId: lin.id, earnedPoints: 10 })
    expect(await api.tillMember({ member: { memberId: lin.id } })).toMatchObject({ memberId: lin.id, availablePoints: (await lin.api.account({})).available, tier: null })
    expect(await outcome(api.quoteHold({ member: { memberId: lin.id }, billFen: 1_000 }))).toBe('scope_missing')
    expect(JSON.stringify(await everything(shop))).not.toContain((secret ?? '').slice(-43))
    expect(await boss.createApiKey(input)).toEqual({ key: expect.objectContaining({ id: input.id }), secret: null })
    expect(await outcome(boss.createApiKey({ ...input, name: '别的' }))).toBe('idempotency_conflict')
  })

  test('tells nothing of a member who is not there', async () => {
    const { api } = await made(['members:read'])
    expect(await outcome(api.tillMember({ member: { memberId: freshId('member') } }))).toBe('member_not_found')
    expect(await outcome(api.tillMember({ member: { phone: '16199999999' } }))).toBe('member_not_found')
    expect(JSON.stringify(await api.tillMember({ member: { memberId: lin.id } }))).not.toMatch(/phone|nickname|card/i)
  })

  test('that is bound to a store reports for no other', async () => {
    const { api } = await made(['events:write'], { storeIds: [storeId(1)] })
    expect(await outcome(api.reportOrderPaid(order({ storeId: storeId(1) })))).toBe('done')
    expect(await outcome(api.reportOrderPaid(order({ storeId: storeId(2) })))).toBe('store_not_yours')
    expect(await outcome(boss.createApiKey(wanted(['events:write'], { storeIds: [freshId('store')] })))).toBe('store_unknown')
  })

  test('needs a name, a source of its own kind and scopes that there are', async () => {
    const before = await snapshot(shop)
    for (const bad of [{ name: ' ' }, { source: 'Mall#1' }, { source: 'staff.x' }, { scopes: [] }, { scopes: ['all'] }, { scopes: ['holds:read', 'holds:read'] }]) expect(await outcome(loosely(boss, 'createApiKey', { ...wanted(), ...bad }))).toBe('invalid_input')
    expect(await snapshot(shop)).toEqual(before)
  })
})

describe('the table of scope × call', () => {
  test('names calls of tills only, and leaves none out', () => {
    expect([...callsOfScopes].sort()).toEqual(ofTills.map(([name]) => name).sort())
  })

  test.each(scopes)('%s opens its calls and no other', async (scope) => {
    const { secret } = await made([scope])
    for (const [name, { method, path }] of ofTills) {
      const { body = '' } = await shop.api(apiEvent({ method, path: path.replace(/\{\w+\}/g, 'of-nobody'), token: secret }))
      const { code }: { code?: string } = JSON.parse(body)
      expect([name, code === 'scope_missing']).toEqual([name, scopeFor(name) !== scope])
    }
  })

  test('is no fence for a till from before there were scopes', async () => {
    const api = clientOf(shop.api, await tillKey(shop))
    expect([await look(api), await outcome(api.reportOrderPaid(order()))]).toEqual(['done', 'done'])
    const [old] = (await boss.listApiKeys({})).items.filter(({ createdAt }) => createdAt === null)
    expect(old?.scopes).toEqual([...scopes])
  })

  test('opens no call of staff or members to a key', async () => {
    const { secret } = await made()
    for (const [name, { method, path, who }] of Object.entries<Endpoint>(calls).filter(([, { who: one }]) => one !== 'till' && one !== 'anyone')) {
      const { body = '' } = await shop.api(apiEvent({ method, path: path.replace(/\{\w+\}/g, 'of-nobody'), token: secret }))
      expect([name, who, JSON.parse(body).code]).toEqual([name, who, 'signed_out'])
    }
  })
})

describe('rotating', () => {
  test('gives a new key; the old one works until its grace is over, to the millisecond', async () => {
    const { key, api: old } = await made()
    const { key: rotated, secret } = await boss.rotateApiKey({ keyId: key.id, revision: 1, graceHours: 24 })
    const fresh = clientOf(shop.api, secret ?? '')
    expect(rotated).toMatchObject({ revision: 2, graceUntil: new Date(shop.clock.now() + 24 * HOUR_MS).toISOString() })
    shop.clock.pass(24 * HOUR_MS - 1)
    const desk = (await atDesk(shop, await owner(shop))).api
    boss = desk
    expect([await look(old), await look(fresh)]).toEqual(['done', 'done'])
    shop.clock.pass(1)
    expect([await look(old), await look(fresh)]).toEqual(['signed_out', 'done'])
  })

  test('without grace ends the old one at once; a second rotation ends the one before the last', async () => {
    const { key, api: first } = await made()
    const second = clientOf(shop.api, (await boss.rotateApiKey({ keyId: key.id, revision: 1, graceHours: 24 })).secret ?? '')
    const third = clientOf(shop.api, (await boss.rotateApiKey({ keyId: key.id, revision: 2, graceHours: 24 })).secret ?? '')
    expect([await look(first), await look(second), await look(third)]).toEqual(['signed_out', 'done', 'done'])
    await boss.rotateApiKey({ keyId: key.id, revision: 3, graceHours: 0 })
    expect([await look(second), await look(third)]).toEqual(['signed_out', 'signed_out'])
  })

  test.each([['a rotation that was asked twice is done once', [], true], ['(and would be done twice without the fence)', [without('revision = :revision', /"TILLS"/)], false]] as const)('%s', async (_, weak, holds) => {
    const { key } = await made()
    const there = await shop.instance([...weak, meanwhile(asking('PutItem', /"TILLS"/), () => boss.rotateApiKey({ keyId: key.id, revision: 1, graceHours: 0 }))])
    const slow = clientOf(there.api, (await atDesk(shop, await owner(shop))).token)
    expect((await outcome(slow.rotateApiKey({ keyId: key.id, revision: 1, graceHours: 0 }))) === 'revision_stale').toBe(holds)
  })
})

test('a key that is revoked is refused by its next call, wherever it was just used, and for good', async () => {
  const { key, secret, api } = await made()
  const elsewhere = clientOf((await shop.instance()).api, secret)
  expect([await look(api), await look(elsewhere)]).toEqual(['done', 'done'])
  expect((await boss.revokeApiKey({ keyId: key.id })).revokedAt).not.toBeNull()
  expect([await look(api), await look(elsewhere)]).toEqual(['signed_out', 'signed_out'])
  expect(await boss.revokeApiKey({ keyId: key.id })).toMatchObject({ revision: 2 })
  expect(await outcome(boss.rotateApiKey({ keyId: key.id, revision: 2 }))).toBe('key_revoked')
  expect((await boss.listApiKeys({ state: 'live' })).items.map(({ id }) => id)).not.toContain(key.id)
  expect((await boss.listApiKeys({ state: 'revoked' })).items.map(({ id }) => id)).toContain(key.id)
})

test('its last use is noted once an hour, and a note that fails disturbs nobody', async () => {
  const { key, secret } = await made()
  const noting = counted(asking('PutItem', /"KEYUSE"/))
  const api = clientOf((await shop.instance([noting.fault])).api, secret)
  for (let i = 0; i < 3; i++) await look(api)
  expect(noting.times()).toBe(1)
  const at = shop.clock.now()
  expect((await lastUse(key.id)).startsWith(new Date(at).toISOString().slice(0, 16))).toBe(true)
  shop.clock.pass(HOUR_MS)
  await look(api)
  expect(noting.times()).toBe(2)
  const broken = await shop.instance([meanwhile(asking('PutItem', /"KEYUSE"/), () => Promise.reject(new Error('no')))])
  expect(await look(clientOf(broken.api, secret))).toBe('done')
})

async function lastUse(keyId: string): Promise<string> {
  for (let tries = 0; tries < 40; tries++) {
    const found = (await boss.listApiKeys({ limit: 50 })).items.find(({ id }) => id === keyId)?.lastUsedAt
    if (typeof found === 'string') return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return 'never'
}

test('an edit narrows it from the next call on; a stale one is refused with what is there', async () => {
  const { key, api } = await made()
  expect(await boss.editApiKey({ keyId: key.id, revision: 1, name: '收银', scopes: ['holds:read'] })).toMatchObject({ revision: 2, name: '收银', scopes: ['holds:read'] })
  expect(await look(api)).toBe('scope_missing')
  expect(await boss.editApiKey({ keyId: key.id, revision: 1, name: '收银', scopes: ['holds:read'] })).toMatchObject({ revision: 2 })
  await expect(boss.editApiKey({ keyId: key.id, revision: 1, name: '别的', scopes: ['holds:read'] })).rejects.toMatchObject({ code: 'revision_stale', details: { revision: 2, current: expect.objectContaining({ name: '收银' }) } })
  expect(await outcome(boss.editApiKey({ keyId: freshId('till'), revision: 1, name: '无', scopes: ['holds:read'] }))).toBe('key_unknown')
})

test('keys are the owner’s; an auditor sees the list', async () => {
  const auditor = (await atDesk(shop, await staffOf(shop, 'auditor'))).api
  const marketer = (await atDesk(shop, await staffOf(shop, 'marketer'))).api
  expect([await outcome(auditor.listApiKeys({})), await outcome(auditor.createApiKey(wanted()))]).toEqual(['done', 'not_allowed'])
  expect([await outcome(marketer.listApiKeys({})), await outcome(marketer.createApiKey(wanted()))]).toEqual(['not_allowed', 'not_allowed'])
})
