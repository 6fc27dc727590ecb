import { keys } from '../../functions/database/keys'
import { get } from '../../functions/database/read'
import { WechatSecretRepository } from '../../functions/settings/wechat-secret.repository'
import { everything, expectBalancedBooks } from '../support/books'
import { marketer } from '../support/marketing'
import { loosely, member, outcome, owner, type Person } from '../support/people'
import { refusalOf } from '../support/shelf'
import { openShop, type Shop } from '../support/story'
import { usualWords } from '../../shared/api/points-words'
import { programme } from '../support/story.terms'

const template = { id: 'tpl-points', kinds: ['points_received' as const], fields: { thing1: 'title' as const, number2: 'points' as const } }
const text = { zh: '我们只收集必要的信息。', en: 'We collect what is needed.' }

const beans = { zh: '豆子', one: 'bean', many: 'beans' }

let shop: Shop
let boss: Person
beforeEach(async () => {
  shop = await openShop()
  boss = await owner(shop)
})
afterEach(async () => {
  await expectBalancedBooks(shop)
  expect(shop.bugs).toEqual([])
  await shop.close()
})

const signInOf = (one: Person, consent?: { noticeVersion: string }) => one.api.signIn({ code: shop.wechat.phone.loginCode(one.wechatId) ?? '', deviceId: `a-phone-of-${one.id}`, ...(consent === undefined ? {} : { consent }) })

describe('the owner', () => {
  test('renames the programme: members see it seconds later, and a draft of the rules does not undo it', async () => {
    const { api } = await marketer(shop)
    const { version: _version, ...terms } = programme
    await api.draftProgramme({ revision: 0, terms })
    const before = await boss.api.settings({})
    expect(before).toMatchObject({ revision: 0, name: programme.name, timeZone: 'Asia/Shanghai', templates: { from: 'nowhere', items: [] }, notice: { version: programme.noticeVersion, publishedAt: null } })
    const after = await boss.api.editSettings({ revision: 0, name: '点金茶馆', templates: null })
    expect([after.revision, after.name]).toEqual([1, '点金茶馆'])
    expect(await boss.api.editSettings({ revision: 0, name: '点金茶馆', templates: null })).toEqual(after)
    shop.clock.pass(11_000)
    const lin = await member(shop)
    expect((await lin.api.home({})).programmeName).toBe('点金茶馆')
    expect((await boss.api.deskMe({})).programme).toEqual({ name: '点金茶馆', timeZone: 'Asia/Shanghai', pointsWords: usualWords })
    const draft = await api.programmeDraft({})
    expect([draft.terms.name, draft.differences]).toEqual(['点金茶馆', []])
    await api.publishProgramme({ version: 2, revision: draft.revision })
    expect((await boss.api.settings({})).name).toBe('点金茶馆')
  })

  test('calls points as the shop does: members read it wherever they are told of points, and no draft or earlier version undoes it', async () => {
    const [{ api }, lin] = [await marketer(shop), await member(shop)]
    const { version: _version, ...terms } = programme
    const draft = await api.draftProgramme({ revision: 0, terms })
    expect((await boss.api.settings({})).pointsWords).toEqual(usualWords)
    const after = await boss.api.editSettings({ revision: 0, name: programme.name, pointsWords: beans, templates: null })
    expect(after.pointsWords).toEqual(beans)
    expect(await boss.api.editSettings({ revision: 0, name: programme.name, pointsWords: beans, templates: null })).toEqual(after)
    shop.clock.pass(11_000)
    const told = [await lin.api.home({}), await lin.api.privacyNotice({}), (await boss.api.deskMe({})).programme]
    expect(told.map(({ pointsWords }) => pointsWords)).toEqual([beans, beans, beans])
    expect((await signInOf(lin)).pointsWords).toEqual(beans)
    const sentences = [(await lin.api.myTasks({})).tasks.map(({ sentence }) => sentence), (await lin.api.myShare({})).sentence, (await lin.api.checkInMonth({})).sentence, (await lin.api.entries({})).items.map(({ paidBy }) => paidBy?.title)]
    expect(JSON.stringify(sentences)).toMatch(/豆子.*beans/)
    expect(JSON.stringify(sentences)).not.toMatch(/积分|points/)
    await api.publishProgramme({ version: 2, revision: draft.revision + 1 })
    await api.publishProgramme({ version: 3, copyOf: 1 })
    expect((await boss.api.settings({})).pointsWords).toEqual(beans)
    await boss.api.editSettings({ revision: 1, name: programme.name, pointsWords: usualWords, templates: null })
    shop.clock.pass(11_000)
    expect((await lin.api.home({})).pointsWords).toEqual(usualWords)
  })

  test('is refused a stale change, with what is there now, and another time zone', async () => {
    await boss.api.editSettings({ revision: 0, name: '新名', templates: null })
    const refusal = await refusalOf(boss.api.editSettings({ revision: 0, name: '别名', templates: null }))
    expect([refusal.code, refusal.details]).toEqual(['revision_stale', expect.objectContaining({ revision: 1, current: expect.objectContaining({ name: '新名' }) })])
    const zone = await refusalOf(boss.api.editSettings({ revision: 1, name: '新名', timeZone: 'Europe/Berlin', templates: null }))
    expect([zone.code, zone.details]).toEqual(['time_zone_fixed', expect.objectContaining({ timeZone: 'Asia/Shanghai' })])
    expect(await outcome(boss.api.editSettings({ revision: 1, name: '新名', timeZone: 'Asia/Shanghai', templates: [template] }))).toBe('done')
    const both = await Promise.all(['甲', '乙'].map((name) => outcome(boss.api.editSettings({ revision: 2, name, templates: null }))))
    expect(both.sort()).toEqual(['done', 'revision_stale'])
  })

  test('chooses the templates of WeChat for each message, and the next message goes by them', async () => {
    const lin = await member(shop)
    expect((await lin.api.messaging({})).templates).toEqual([])
    await boss.api.editSettings({ revision: 0, name: programme.name, templates: [template] })
    shop.clock.pass(11_000)
    expect((await lin.api.messaging({})).templates).toEqual([{ id: template.id, kinds: template.kinds, left: 0 }])
    expect(await outcome(loosely(boss.api, 'editSettings', { revision: 1, name: 'x', templates: [template, template] }))).toBe('invalid_input')
    expect((await boss.api.listAudit({ call: 'editSettings', limit: 2 })).items.at(-1)?.change?.places).toEqual([{ path: 'templates', before: null, after: expect.anything() }])
  })

  test('publishes a notice: who signs in next is asked to accept it, and reads it', async () => {
    const [lin, { api }] = [await member(shop), await marketer(shop)]
    const signIn = (consent?: { noticeVersion: string }) => signInOf(lin, consent)
    expect(await outcome(signIn())).toBe('done')
    const after = await boss.api.publishNotice({ revision: 0, version: '2027-01', ...text })
    expect(after).toMatchObject({ revision: 1, notice: { version: '2027-01', ...text } })
    expect(await outcome(signIn())).toBe('done')
    shop.clock.pass(11_000)
    expect(await outcome(signIn())).toBe('consent_needed')
    expect(await lin.api.privacyNotice({})).toEqual({ version: '2027-01', ...text, pointsWords: usualWords })
    expect((await signIn({ noticeVersion: '2027-01' })).profile.noticeVersion).toBe('2027-01')
    expect(await outcome(boss.api.publishNotice({ revision: 0, version: '2027-01', ...text }))).toBe('done')
    expect(await outcome(boss.api.publishNotice({ revision: 1, version: '2027-01', zh: '改', en: 'Changed' }))).toBe('notice_exists')
    expect(await outcome(boss.api.publishNotice({ revision: 1, version: programme.noticeVersion, ...text }))).toBe('notice_exists')
    expect(await outcome(boss.api.publishNotice({ revision: 0, version: '2027-02', ...text }))).toBe('revision_stale')
    const { version: _version, ...terms } = programme
    await api.draftProgramme({ revision: 0, terms })
    expect((await api.publishProgramme({ version: 2, revision: 1 })).programme.noticeVersion).toBe('2027-01')
  })
})

describe('the secret of the mini-program', () => {
  test('is proven with WeChat, kept encrypted, never told, and used from then on', async () => {
    const application = shop.settings.wechat
    const first = (await boss.api.settings({})).wechat
    expect(first).toEqual({ appId: application.appId, secret: { from: 'deployment', setAt: null, ends: application.appSecret.slice(-4) } })
    expect(await outcome(boss.api.setWechatSecret({ secret: 'f'.repeat(32) }))).toBe('wechat_secret_wrong')
    expect(await get(shop.database, keys.wechatSecret())).toBeUndefined()
    const { wechat } = await boss.api.setWechatSecret({ secret: application.appSecret })
    expect(wechat.secret).toEqual({ from: 'settings', setAt: new Date(shop.clock.now()).toISOString(), ends: application.appSecret.slice(-4) })
    expect(JSON.stringify(await everything(shop))).not.toContain(application.appSecret)
    const kept = new WechatSecretRepository(shop.database, shop.clock, { ...shop.settings, wechat: { ...shop.settings.wechat, appSecret: 'that-of-before' } })
    expect(await kept.current()).toBe(application.appSecret)
    const other = await shop.instance([], { wechat: shop.door({ appSecret: () => kept.current() }) })
    expect(await outcome(boss.on(other).signIn({ code: shop.wechat.phone.loginCode(boss.wechatId) ?? '', deviceId: 'a-new-phone', consent: { noticeVersion: programme.noticeVersion } }))).toBe('done')
    const silent = await shop.instance([], { wechat: shop.door({ origin: 'http://127.0.0.1:1', timeoutMs: 200, sleep: async () => undefined }) })
    expect(await outcome(boss.on(silent).setWechatSecret({ secret: application.appSecret }))).toBe('wechat_unavailable')
    shop.bugs.length = 0
  })
})

test('nobody but the owner changes settings; marketers do not even read them', async () => {
  const { api } = await marketer(shop)
  expect([await outcome(api.settings({})), await outcome(api.editSettings({ revision: 0, name: '我的店', templates: null })), await outcome(api.publishNotice({ revision: 0, version: '1', ...text })), await outcome(api.setWechatSecret({ secret: 'f'.repeat(32) }))]).toEqual(Array(4).fill('not_allowed'))
})
